package io.equiveil.clients;

import io.equiveil.clients.Representative.State;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/// Who may act for a client, read: the list for whoever may know of it, masks and full names through the gate.
@Service
public class RepresentativeReading {

    static final Set<Role> DECIDES = Set.of(Role.COMPLIANCE_OFFICER, Role.OWNER);

    private final RepresentativeRepository representatives;
    private final Clients clients;
    private final People people;
    private final Disclosures disclosures;

    RepresentativeReading(
            RepresentativeRepository representatives, Clients clients, People people, Disclosures disclosures) {
        this.representatives = representatives;
        this.clients = clients;
        this.people = people;
        this.disclosures = disclosures;
    }

    /// Who it is, in full, for whoever may confirm as the client, or is in charge; every look is recorded.
    public RepresentativeOpening open(Requester.SignedIn who, SubjectId subject, RepresentativeId id) {
        boolean principal = isPrincipal(who, subject);
        boolean inCharge = who.isStaff() && clients.isInCharge(who.person(), subject);
        Optional<Representative> one = principal || inCharge
                ? find(who, subject, id)
                        .filter(found -> found.state() == State.PROPOSED || found.state() == State.CONFIRMED)
                : Optional.empty();
        if (one.isEmpty()) {
            return new RepresentativeOpening.Unknown();
        }
        return opened(
                who,
                one.get(),
                // Where the firm keeps a paper is the firm's.
                known -> new RepresentativeOpening.Shown(
                        known.name(), known.mobile(), principal ? Optional.empty() : Optional.of(known.place())),
                RepresentativeOpening.Refused::new,
                RepresentativeOpening.Unrecorded::new);
    }

    record Known(Cleartext name, Cleartext mobile, Cleartext place) {}

    /// Reads name and number through the gate in the asker's name.
    <R> R opened(
            Requester.SignedIn who,
            Representative one,
            Function<Known, R> then,
            Function<Disclosure.Refused, R> refused,
            Supplier<R> unrecorded) {
        Disclosure opened = disclosures.open(
                who,
                List.of(
                        new Wanted(one.nameAddress(), false, Set.of("name", "place")),
                        Wanted.value(one.mobileAddress(), "mobile")),
                Why.of(purpose(who, one.subject())));
        return switch (opened) {
            case Disclosure.Unrecorded _ -> unrecorded.get();
            case Disclosure.Answered answer
            when !answer.refused().isEmpty() ->
                refused.apply(answer.refused().values().iterator().next());
            case Disclosure.Answered answer ->
                then.apply(new Known(
                        answer.field(one.nameAddress(), "name").orElseThrow(),
                        answer.field(one.mobileAddress(), "mobile").orElseThrow(),
                        answer.field(one.nameAddress(), "place").orElseThrow()));
        };
    }

    Optional<Representative> find(Requester.SignedIn who, SubjectId subject, RepresentativeId id) {
        return of(who, subject).stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /// Those of a client, for whoever acts for it, is in charge, or decides.
    public List<Representative> of(Requester.SignedIn who, SubjectId subject) {
        boolean may = who.actsFor().contains(subject)
                || who.isStaff() && clients.isInCharge(who.person(), subject)
                || who.roles().stream().anyMatch(DECIDES::contains);
        return may ? representatives.of(subject) : List.of();
    }

    /// Somebody who signed for the client first and acts in its own right, without ever having been proposed.
    ///
    /// @param yourself whether it is the reader
    /// @param mask     the masked name, where the account is the client's own file and the gate shows it
    public record FirstSigner(PersonId person, boolean yourself, Optional<Cleartext> mask) {}

    /// Those who act for a client and stand in no proposal: usually the one who signed its agreement. For the
    /// same readers as [#of].
    public List<FirstSigner> firstSigners(Requester.SignedIn who, SubjectId subject) {
        boolean may = who.actsFor().contains(subject)
                || who.isStaff() && clients.isInCharge(who.person(), subject)
                || who.roles().stream().anyMatch(DECIDES::contains);
        if (!may) {
            return List.of();
        }
        Set<PersonId> proposed = representatives.of(subject).stream()
                .flatMap(one -> one.person().stream())
                .collect(Collectors.toSet());
        return people.actingFor(subject).stream()
                .filter(person -> !proposed.contains(person))
                .sorted(Comparator.comparing(PersonId::toString))
                .map(person -> new FirstSigner(person, person.equals(who.person()), ownMask(who, subject, person)))
                .toList();
    }

    // The file of an account that signed for a company is its person's own: no rule opens it to the client's advisor,
    // so
    // nobody asks.
    private Optional<Cleartext> ownMask(Requester.SignedIn who, SubjectId subject, PersonId person) {
        Optional<ClientFile> file = people.find(person)
                .filter(account -> account.file().equals(subject))
                .flatMap(_ -> clients.find(subject));
        return file.flatMap(own -> {
            Disclosure opened = disclosures.open(
                    who, List.of(Wanted.mask(own.nameAddress(), own.nameField())), Why.of(purpose(who, subject)));
            return opened instanceof Disclosure.Answered answer
                    ? answer.field(own.nameAddress(), own.nameField())
                    : Optional.empty();
        });
    }

    /// Whether this person acts for the client in its own right, so that others can be let in and out.
    public boolean isPrincipal(Requester.SignedIn who, SubjectId subject) {
        return who.actsFor().contains(subject) && people.principalsOf(subject).contains(who.person());
    }

    /// Masked names and numbers, as far as the gate shows them, by address.
    public Map<RepresentativeId, Map<String, Cleartext>> masks(
            Requester.SignedIn who, SubjectId subject, List<Representative> shown) {
        List<Representative> asked = shown.stream()
                .filter(one -> one.state() == State.PROPOSED || one.state() == State.CONFIRMED)
                .toList();
        Map<RepresentativeId, Map<String, Cleartext>> masks = new LinkedHashMap<>();
        if (asked.isEmpty()) {
            return masks;
        }
        Disclosure opened = disclosures.open(
                who,
                asked.stream()
                        .flatMap(one -> Stream.of(
                                Wanted.mask(one.nameAddress(), "name"), Wanted.mask(one.mobileAddress(), "mobile")))
                        .toList(),
                Why.of(purpose(who, subject)));
        if (opened instanceof Disclosure.Answered answer) {
            for (Representative one : asked) {
                Map<String, Cleartext> fields = new LinkedHashMap<>();
                answer.field(one.nameAddress(), "name").ifPresent(mask -> fields.put("name", mask));
                answer.field(one.mobileAddress(), "mobile").ifPresent(mask -> fields.put("mobile", mask));
                masks.put(one.id(), fields);
            }
        }
        return masks;
    }

    private static Purpose purpose(Requester.SignedIn who, SubjectId subject) {
        if (who.actsFor().contains(subject)) {
            return Purpose.OWN_DATA;
        }
        return who.has(Role.COMPLIANCE_OFFICER) ? Purpose.COMPLIANCE_REVIEW : Purpose.CONTACT;
    }
}
