package io.equiveil.approvals;

import io.equiveil.approvals.DeputyResult.Fault;
import io.equiveil.approvals.DeputyResult.Named;
import io.equiveil.approvals.DeputyResult.Refused;
import io.equiveil.frame.Display;
import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Rights;
import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.identity.PersonKind;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Deputies: each of those who approve names a colleague who may decide as well once something has waited too long.
///
/// A deputy decides by its own name, in the right of the one who named it, and only what a yes or no decides.
/// It does not pass the right on to its own deputy. Two people stay two: neither the deputy nor the one who
/// named it may be whoever asked.
@Service
public class Deputies implements Rights {

    /// The longest time for which a deputy is named with days.
    public static final int LONGEST_DAYS = 366;

    private static final Set<Role> APPROVERS = Set.of(
            Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.DEPARTMENT_HEAD);

    private final DeputyRepository deputies;
    private final People people;
    private final PassingOn passingOn;
    private final Ledger ledger;
    private final Clock clock;

    Deputies(DeputyRepository deputies, People people, PassingOn passingOn, Ledger ledger, Clock clock) {
        this.deputies = deputies;
        this.people = people;
        this.passingOn = passingOn;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Names one's deputy, in the place of any other. The caller has made sure of a fresh second factor.
    ///
    /// @param from  the first day; empty for at once
    /// @param until the last day, today or later and within a year; empty for until it is ended
    @Transactional
    public DeputyResult name(
            Requester.SignedIn who, PersonId deputy, Optional<LocalDate> from, Optional<LocalDate> until) {
        Optional<Fault> fault = fault(who, deputy, from, until);
        if (fault.isPresent()) {
            return new Refused(fault.get());
        }
        Deputyship named = new Deputyship(who.person(), deputy, from, until);
        deputies.lock(who.person());
        deputies.write(
                who.person(),
                Optional.of(named),
                Entry.of(who, new DeputyFacts.DeputyNamed(who.person(), deputy, from, until)));
        return new Named(named);
    }

    private Optional<Fault> fault(
            Requester.SignedIn who, PersonId deputy, Optional<LocalDate> from, Optional<LocalDate> until) {
        if (!approves(who)) {
            return Optional.of(Fault.NOT_AN_APPROVER);
        }
        if (deputy.equals(who.person())) {
            return Optional.of(Fault.ONESELF);
        }
        if (people.find(deputy).filter(Deputies::fits).isEmpty()) {
            return Optional.of(Fault.NOT_FITTING);
        }
        LocalDate first = from.orElse(today());
        boolean sound = !first.isAfter(today().plusDays(LONGEST_DAYS))
                && until.filter(last -> last.isBefore(first)
                                || last.isBefore(today())
                                || last.isAfter(first.plusDays(LONGEST_DAYS)))
                        .isEmpty();
        return sound ? Optional.empty() : Optional.of(Fault.DAYS);
    }

    /// Ends it, at once. Nothing happens if there is none.
    @Transactional
    public void end(Requester.SignedIn who) {
        deputies.lock(who.person());
        if (deputies.of(who.person()).isPresent()) {
            deputies.write(who.person(), Optional.empty(), Entry.of(who, new DeputyFacts.DeputyEnded(who.person())));
        }
    }

    /// A person's own deputy.
    public Optional<Deputyship> deputyOf(PersonId person) {
        return deputies.of(person);
    }

    /// For whom this person decides today once something has waited too long.
    public List<Deputyship> heldBy(Requester.SignedIn who) {
        return holds(who) ? standing(deputies.heldBy(who.person())) : List.of();
    }

    /// Everybody's that count today; empty for those whose deputy does not fit any more.
    List<Deputyship> all() {
        return standing(deputies.all()).stream()
                .filter(one -> people.find(one.deputy()).filter(Deputies::fits).isPresent())
                .toList();
    }

    private List<Deputyship> standing(List<Deputyship> known) {
        return known.stream().filter(one -> one.standsOn(today())).toList();
    }

    /// After how many hours deputies may decide as well.
    public long hours() {
        return passingOn.hours();
    }

    /// Whether this person decides anything by its role, and so may name a deputy.
    public boolean approves(Requester.SignedIn who) {
        return !Collections.disjoint(who.roles(), APPROVERS);
    }

    /// Colleagues who can be named by this person.
    public List<Person> candidates(Requester.SignedIn who) {
        return people.colleagues().stream()
                .filter(Deputies::fits)
                .filter(person -> !person.id().equals(who.person()))
                .toList();
    }

    /// Somebody who only administers accounts decides nothing that its own accounts could profit from.
    private static boolean fits(Person person) {
        return person.isActive() && person.kind() == PersonKind.STAFF && holds(person.roles());
    }

    private static boolean holds(Requester.SignedIn who) {
        return who.isStaff() && holds(who.roles());
    }

    private static boolean holds(Set<Role> roles) {
        return roles.stream().anyMatch(role -> role.isStaff() && role != Role.ADMINISTRATOR);
    }

    @Override
    public List<Right> of(Requester.SignedIn who, Instant askedAt, Optional<Instant> until) {
        List<Right> rights = new ArrayList<>();
        rights.add(Right.own(who));
        if (!clock.instant().isBefore(passingOn.at(askedAt, until))) {
            for (Deputyship held : heldBy(who)) {
                people.find(held.person())
                        .filter(person -> person.isActive() && person.kind() == PersonKind.STAFF)
                        .map(person -> new Right(who.person(), person.id(), approving(person.roles())))
                        .filter(right -> !right.roles().isEmpty())
                        .ifPresent(rights::add);
            }
        }
        return rights;
    }

    private static Set<Role> approving(Set<Role> roles) {
        Set<Role> approving = EnumSet.copyOf(APPROVERS);
        approving.retainAll(roles);
        return approving;
    }

    @Override
    @Transactional
    public void used(Requester.SignedIn who, Right right, ApprovalKind kind, ApprovalId what) {
        if (!right.isOwn()) {
            ledger.append(Entry.of(who, new DeputyFacts.DecidedAsDeputy(right.of(), kind, what)));
        }
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(Display.SHANGHAI));
    }
}
