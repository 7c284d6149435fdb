package io.equiveil.approvals;

import io.equiveil.frame.UnexpectedFaults;
import io.equiveil.frame.approvals.Answer;
import io.equiveil.frame.approvals.ApprovalDesk;
import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Waiting;
import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.identity.PersonKind;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/// The front door of this room: one list of everything that waits for a second person, and one word for several of
/// them.
@Service
public class Approvals {

    /// Lines of one page.
    public static final int PAGE = 25;

    /// How many are decided with one word at most.
    public static final int MOST_AT_ONCE = PAGE;

    private final ObjectProvider<ApprovalDesk> desks;
    private final Deputies deputies;
    private final People people;
    private final PassingOn passingOn;
    private final UnexpectedFaults faults;
    private final Clock clock;

    Approvals(
            ObjectProvider<ApprovalDesk> desks,
            Deputies deputies,
            People people,
            PassingOn passingOn,
            UnexpectedFaults faults,
            Clock clock) {
        this.desks = desks;
        this.deputies = deputies;
        this.people = people;
        this.passingOn = passingOn;
        this.faults = faults;
        this.clock = clock;
    }

    /// What is named: of which kind, and what.
    public record Which(ApprovalKind kind, ApprovalId id) {}

    /// One page of the list.
    ///
    /// @param lines    the longest waiting first
    /// @param total    lines of all pages
    /// @param kinds    kinds of which something waits for this reader, whatever is filtered
    /// @param complete whether every room could answer
    public record Page(List<Listed> lines, int total, Set<ApprovalKind> kinds, boolean complete) {}

    /// What waits for a person, or was asked by it.
    ///
    /// @param kind only of this kind
    /// @param page counted from 0
    public Page page(Requester.SignedIn who, ApprovalFilter filter, Optional<ApprovalKind> kind, int page) {
        All all = all(who);
        List<Listed> found = all.lines().stream()
                .filter(filter::takes)
                .filter(line -> kind.isEmpty() || kind.get() == line.kind())
                .toList();
        Set<ApprovalKind> kinds = new LinkedHashSet<>();
        all.lines().stream().map(Listed::kind).sorted().forEach(kinds::add);
        return new Page(
                found.stream().skip((long) Math.max(0, page) * PAGE).limit(PAGE).toList(),
                found.size(),
                kinds,
                all.complete());
    }

    private record All(List<Listed> lines, boolean complete) {}

    private All all(Requester.SignedIn who) {
        List<Person> colleagues = people.colleagues();
        List<Deputyship> standing = deputies.all();
        List<Listed> lines = new ArrayList<>();
        boolean complete = true;
        for (ApprovalDesk desk : desks.orderedStream().toList()) {
            try {
                desk.waitingFor(who).forEach(one -> lines.add(listed(desk.kind(), one, colleagues, standing)));
            } catch (RuntimeException e) {
                faults.note(e);
                complete = false;
            }
        }
        lines.sort(Comparator.comparing((Listed line) -> line.waiting().askedAt()));
        return new All(lines, complete);
    }

    private Listed listed(ApprovalKind kind, Waiting waiting, List<Person> colleagues, List<Deputyship> standing) {
        List<PersonId> deciders = colleagues.stream()
                .filter(person -> person.isActive() && person.kind() == PersonKind.STAFF)
                .filter(person -> !Collections.disjoint(person.roles(), waiting.deciders()))
                .map(Person::id)
                .filter(person -> !waiting.askedBy().equals(Optional.of(person)))
                .toList();
        Instant passesAt = passingOn.at(waiting.askedAt(), waiting.until());
        boolean overdue = !clock.instant().isBefore(passesAt);
        return new Listed(
                kind,
                waiting,
                deciders,
                passesAt,
                overdue,
                !overdue || !waiting.fromTheList()
                        ? List.of()
                        : standing.stream()
                                .filter(one -> deciders.contains(one.person()))
                                .filter(one -> !waiting.askedBy().equals(Optional.of(one.deputy())))
                                .toList());
    }

    /// What this person may decide as somebody's deputy.
    List<Listed> asDeputy(Requester.SignedIn who) {
        return all(who).lines().stream()
                .filter(line ->
                        line.waiting().right().filter(right -> !right.isOwn()).isPresent())
                .toList();
    }

    /// What came of one of them.
    public record Decided(Which which, Answer answer) {}

    /// Gives the second person's word to each, in turn. Each counts or does not by itself: one that fails stops
    /// no other. The caller has made sure of a fresh second factor.
    ///
    /// @param which at most [#MOST_AT_ONCE], each once
    /// @throws IllegalArgumentException if there are more
    public List<Decided> decide(Requester.SignedIn who, List<Which> which, boolean agreed) {
        if (which.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("more than " + MOST_AT_ONCE + " at once");
        }
        return which.stream()
                .distinct()
                .map(one -> new Decided(one, decide(who, one, agreed)))
                .toList();
    }

    private Answer decide(Requester.SignedIn who, Which one, boolean agreed) {
        try {
            return desks.stream()
                    .filter(desk -> desk.kind() == one.kind())
                    .findFirst()
                    .map(desk -> desk.decide(who, one.id(), agreed))
                    .orElseGet(Answer::unknown);
        } catch (RuntimeException e) {
            faults.note(e);
            return Answer.refused("approvals.answer.fault");
        }
    }
}
