package io.equiveil.clients;

import io.equiveil.clients.Representative.State;
import io.equiveil.identity.Capacity;
import io.equiveil.identity.ClientAccount;
import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.messages.Messages;
import io.equiveil.messages.Template;
import io.equiveil.vault.BlindIndexes;
import io.equiveil.vault.Sealer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Who may act for a client: its legal representative, somebody who handles its affairs, a helper with an authority, an
/// heir. Each signs in by the own name and number and sees and does what the client could.
///
/// Nobody of the firm lets a person in alone. Whom the client authorises the client itself confirms in the
/// portal, after seeing the name. A new legal representative, or an heir, is confirmed by a compliance officer
/// or owner who did not propose and is surely not in charge, and who gives name and number anew from the
/// original paper: they must be the same. With that the ones who acted before in their own right act no more.
///
/// An authority has a last day, and access ends with it. The client, the one in charge and the representative can end
/// it at any time; who stands in its own right is replaced, or put out by the firm's second person.
@Service
public class Representatives {

    /// An authority lasts so many days at most; then the client gives it again.
    public static final int LONGEST_DAYS = 730;

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_PLACE = 120;

    private final RepresentativeRepository representatives;
    private final Clients clients;
    private final People people;
    private final Signers signers;
    private final RepresentativeReading reading;
    private final RepresentativeEndings endings;
    private final Sealer sealer;
    private final BlindIndexes blindIndexes;
    private final Messages messages;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Representatives(
            RepresentativeRepository representatives,
            Clients clients,
            People people,
            Signers signers,
            RepresentativeReading reading,
            RepresentativeEndings endings,
            Sealer sealer,
            BlindIndexes blindIndexes,
            Messages messages,
            TransactionTemplate transaction,
            Clock clock) {
        this.representatives = representatives;
        this.clients = clients;
        this.people = people;
        this.signers = signers;
        this.reading = reading;
        this.endings = endings;
        this.sealer = sealer;
        this.blindIndexes = blindIndexes;
        this.messages = messages;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What is typed about somebody who is to act.
    ///
    /// @param until needed for a capacity by authority: after today, within [#LONGEST_DAYS]; not for others
    /// @param place where the original authority lies; needed when somebody of the firm proposes
    public record Proposal(
            Capacity capacity, Cleartext name, Cleartext mobile, Optional<LocalDate> until, Cleartext place) {}

    /// Name and number as the firm's second person reads them on the original paper.
    public record OnPaper(Cleartext name, Cleartext mobile) {}

    /// Proposes somebody. What the client itself proposes in the portal is confirmed with it.
    @Transactional
    public RepresentativeResult propose(Requester.SignedIn who, SubjectId subject, Proposal typed) {
        boolean itself = reading.isPrincipal(who, subject);
        boolean inCharge = who.isStaff() && clients.isInCharge(who.person(), subject);
        Optional<ClientFile> file = itself || inCharge ? clients.find(subject) : Optional.empty();
        if (file.isEmpty() || file.get().state() == ClientState.LAPSED) {
            return new RepresentativeResult.Unknown();
        }
        if (!clients.intake(file.get()).agreementSigned()) {
            return new RepresentativeResult.TooEarly();
        }
        Map<String, IdentifierFault> faults = new LinkedHashMap<>();
        String name = Clients.sound("name", Identifiers.text(typed.name().revealForDisplay(), LONGEST_NAME), faults);
        String mobile =
                Clients.sound("mobile", Identifiers.mobile(typed.mobile().revealForDisplay()), faults);
        String place = itself ? "" : place(typed, faults);
        untilFault(typed).ifPresent(fault -> faults.put("until", fault));
        if (itself && !typed.capacity().isByAuthority()) {
            // Who represents a company, or inherits, is not for the one in the portal to say.
            faults.put("capacity", IdentifierFault.NOT_FOR_YOU);
        }
        if (!fits(typed.capacity(), file.get().kind())) {
            faults.putIfAbsent("capacity", IdentifierFault.NOT_FOR_THIS_CLIENT);
        }
        if (faults.isEmpty() && people.actsFor(Cleartext.of(mobile), subject)) {
            faults.put("mobile", IdentifierFault.ACTS_ALREADY);
        }
        if (!faults.isEmpty()) {
            return new RepresentativeResult.Invalid(faults);
        }
        Representative proposed = new Representative(
                RepresentativeId.random(),
                subject,
                typed.capacity(),
                typed.until(),
                State.PROPOSED,
                who.person(),
                Optional.empty(),
                clock.instant());
        sealer.seal(
                proposed.nameAddress(),
                Map.of("name", Cleartext.of(name), "place", Cleartext.of(place)),
                Map.of("name", Cleartext.of(Masks.personName(name)), "place", Cleartext.of(Masks.hidden(place))));
        sealer.seal(
                proposed.mobileAddress(),
                Map.of("mobile", Cleartext.of(mobile)),
                Map.of("mobile", Cleartext.of(Masks.mobile(mobile))));
        representatives.set(
                proposed,
                Entry.of(
                        who,
                        new ClientFacts.RepresentativeProposed(
                                subject, proposed.id(), proposed.capacity(), proposed.until())));
        representatives.token(proposed.id(), token(proposed.id(), name, mobile));
        if (itself) {
            return confirmed(who, proposed, Cleartext.of(name), Cleartext.of(mobile));
        }
        tell(who, subject);
        return new RepresentativeResult.Done(proposed);
    }

    /// Whether such a client can have somebody in such a capacity: a person has no legal representative, and nobody
    /// inherits
    /// a company's place.
    public static boolean fits(Capacity capacity, ClientKind kind) {
        return switch (capacity) {
            case LEGAL_REPRESENTATIVE -> kind == ClientKind.COMPANY;
            case HEIR -> kind == ClientKind.PERSON;
            case HANDLING_PERSON, HELPER -> true;
        };
    }

    private static String place(Proposal typed, Map<String, IdentifierFault> faults) {
        return Clients.sound("place", Identifiers.text(typed.place().revealForDisplay(), LONGEST_PLACE), faults);
    }

    private Optional<IdentifierFault> untilFault(Proposal typed) {
        if (typed.until().isEmpty()) {
            return typed.capacity().isByAuthority() ? Optional.of(IdentifierFault.MISSING) : Optional.empty();
        }
        LocalDate last = typed.until().get();
        boolean fits = typed.capacity().isByAuthority()
                && last.isAfter(today())
                && !last.isAfter(today().plusDays(LONGEST_DAYS));
        return fits ? Optional.empty() : Optional.of(IdentifierFault.NOT_WITHIN_TWO_YEARS);
    }

    // With the identifier in it no two rows have the same token, and none fits another row.
    private byte[] token(RepresentativeId id, String name, String mobile) {
        return blindIndexes.token("clients.representative", Cleartext.of(id + "|" + name + "|" + mobile));
    }

    /// The client answers a proposal. Name and number are read as its own data, and the account is opened.
    public RepresentativeResult decide(Requester.SignedIn who, SubjectId subject, RepresentativeId id, boolean agreed) {
        Optional<Representative> waiting = reading.find(who, subject, id).filter(one -> one.state() == State.PROPOSED);
        if (waiting.isEmpty()) {
            return new RepresentativeResult.Unknown();
        }
        if (!reading.isPrincipal(who, subject) || !mayDecide(who, waiting.get())) {
            return new RepresentativeResult.SecondPerson();
        }
        if (!agreed) {
            return refused(who, id);
        }
        return reading.opened(
                who,
                waiting.get(),
                known -> confirmed(who, waiting.get(), known.name(), known.mobile()),
                RepresentativeResult.Refused::new,
                RepresentativeResult.Unrecorded::new);
    }

    /// The firm's second person answers a proposal. Whoever is in charge opens the account then, with [#code].
    ///
    /// @param onPaper name and number as on the original paper; they must be those that were proposed
    public RepresentativeResult verify(
            Requester.SignedIn who, SubjectId subject, RepresentativeId id, OnPaper onPaper) {
        Optional<Representative> waiting = reading.find(who, subject, id).filter(one -> one.state() == State.PROPOSED);
        if (waiting.isEmpty()) {
            return new RepresentativeResult.Unknown();
        }
        if (reading.isPrincipal(who, subject) || !mayDecide(who, waiting.get())) {
            return new RepresentativeResult.SecondPerson();
        }
        Map<String, IdentifierFault> faults = new LinkedHashMap<>();
        String name = Clients.sound("name", Identifiers.text(onPaper.name().revealForDisplay(), LONGEST_NAME), faults);
        String mobile =
                Clients.sound("mobile", Identifiers.mobile(onPaper.mobile().revealForDisplay()), faults);
        if (!faults.isEmpty() || !MessageDigest.isEqual(token(id, name, mobile), representatives.token(id))) {
            return new RepresentativeResult.Different();
        }
        return inTransaction(id, State.PROPOSED, proposed -> {
            replaceThoseBefore(who, proposed);
            return confirm(who, proposed, Optional.empty());
        });
    }

    /// The firm's second person does not agree.
    public RepresentativeResult reject(Requester.SignedIn who, SubjectId subject, RepresentativeId id) {
        return reading.find(who, subject, id)
                .filter(one -> one.state() == State.PROPOSED)
                .<RepresentativeResult>map(one -> reading.isPrincipal(who, subject) || !mayDecide(who, one)
                        ? new RepresentativeResult.SecondPerson()
                        : refused(who, id))
                .orElseGet(RepresentativeResult.Unknown::new);
    }

    /// A company has one legal representative. Where somebody inherits, the one who gave authorities is dead.
    private void replaceThoseBefore(Requester.SignedIn who, Representative now) {
        SubjectId subject = now.subject();
        List<Representative> known = representatives.of(subject).stream()
                .filter(one -> one.state() == State.CONFIRMED)
                .toList();
        boolean inherits = now.capacity() == Capacity.HEIR;
        for (Representative one : known) {
            boolean goes =
                    inherits ? one.capacity() != Capacity.HEIR : !one.capacity().isByAuthority();
            if (goes) {
                endings.end(who, one);
            }
        }
        Set<PersonId> heirs = known.stream()
                .filter(one -> one.capacity() == Capacity.HEIR)
                .flatMap(one -> one.person().stream())
                .collect(Collectors.toSet());
        people.principalsOf(subject).stream()
                .filter(person -> !inherits || !heirs.contains(person))
                .forEach(person -> signers.release(person, subject, who));
    }

    private RepresentativeResult refused(Requester.SignedIn who, RepresentativeId id) {
        return inTransaction(id, State.PROPOSED, proposed -> {
            Representative refused = proposed.became(State.REFUSED, Optional.empty(), clock.instant());
            representatives.set(
                    refused,
                    Entry.of(who, new ClientFacts.RepresentativeDecided(proposed.subject(), proposed.id(), false)));
            endings.forget(proposed);
            return new RepresentativeResult.Done(refused);
        });
    }

    private RepresentativeResult confirmed(
            Requester.SignedIn who, Representative shown, Cleartext name, Cleartext mobile) {
        return inTransaction(
                shown.id(),
                State.PROPOSED,
                proposed -> account(who, proposed, name, mobile)
                        .map(person -> confirm(who, proposed, Optional.of(person)))
                        .orElseGet(() ->
                                new RepresentativeResult.Invalid(Map.of("mobile", IdentifierFault.ACTS_ALREADY))));
    }

    private RepresentativeResult confirm(Requester.SignedIn who, Representative proposed, Optional<PersonId> account) {
        Representative acting = proposed.became(State.CONFIRMED, account, clock.instant());
        representatives.set(
                acting,
                Entry.of(who, new ClientFacts.RepresentativeDecided(proposed.subject(), proposed.id(), true))
                        .raising(Owner.of(proposed.subject()).scope()));
        tell(who, proposed.subject());
        return new RepresentativeResult.Done(acting);
    }

    private Optional<PersonId> account(Requester.SignedIn who, Representative one, Cleartext name, Cleartext mobile) {
        ClientAccount account = people.openClientAccount(
                SubjectId.random(), one.subject(), name, mobile, Optional.of(one.authority()), who);
        return switch (account) {
            case ClientAccount.Opened(var id) -> Optional.of(id);
            case ClientAccount.Existing(var id) -> Optional.of(id);
            case ClientAccount.ActsAlready _, ClientAccount.NotANumber _ -> Optional.empty();
        };
    }

    /// Ends it, and acts on the very next request. An authority the client ends, whoever is in charge, and the
    /// representative; who stands in its own right ends it alone, or the firm's second person does.
    public RepresentativeResult end(Requester.SignedIn who, SubjectId subject, RepresentativeId id) {
        return inTransaction(id, State.CONFIRMED, acting -> {
            if (!acting.subject().equals(subject) || !mayEnd(who, acting)) {
                return new RepresentativeResult.Unknown();
            }
            if (acting.person().filter(person -> isAlone(person, subject)).isPresent()) {
                return new RepresentativeResult.Last();
            }
            Representative ended = endings.end(who, acting);
            tell(who, subject);
            return new RepresentativeResult.Done(ended);
        });
    }

    /// Whether this person may end it.
    public boolean mayEnd(Requester.SignedIn who, Representative acting) {
        if (acting.person().filter(who.person()::equals).isPresent()) {
            return true;
        }
        return acting.capacity().isByAuthority()
                ? reading.isPrincipal(who, acting.subject())
                        || who.isStaff() && clients.isInCharge(who.person(), acting.subject())
                : isSecondPerson(who, acting);
    }

    private boolean isAlone(PersonId person, SubjectId subject) {
        return people.principalsOf(subject).equals(Set.of(person));
    }

    /// What waits for this member of staff's answer, the oldest first.
    public List<Representative> toDecide(Requester.SignedIn who) {
        return who.roles().stream().anyMatch(RepresentativeReading.DECIDES::contains)
                ? representatives.waiting().stream()
                        .filter(one -> mayDecide(who, one))
                        .toList()
                : List.of();
    }

    /// Who acts by an authority that ends within so many days, the next to end first; at most 100.
    List<Representative> ending(int days) {
        return representatives.ending(today(), today().plusDays(days));
    }

    /// What waits for anybody's answer, the oldest first.
    List<Representative> waiting() {
        return representatives.waiting();
    }

    /// Whether this person may answer a proposal.
    public boolean mayDecide(Requester.SignedIn who, Representative proposed) {
        return proposed.capacity().isByAuthority()
                ? reading.isPrincipal(who, proposed.subject())
                : isSecondPerson(who, proposed);
    }

    private boolean isSecondPerson(Requester.SignedIn who, Representative one) {
        return who.roles().stream().anyMatch(RepresentativeReading.DECIDES::contains)
                && !who.person().equals(one.proposedBy())
                && clients.isSurelyNotInCharge(who.person(), one.subject());
    }

    /// A code and a link to show the representative across the table, for somebody in charge.
    ///
    /// The first time after a second person of the firm has confirmed, the account is opened; name and number
    /// are read for that through the gate.
    public AccessResult code(Requester.SignedIn who, SubjectId subject, RepresentativeId id) {
        Optional<Representative> acting = who.isStaff() && clients.isInCharge(who.person(), subject)
                ? reading.find(who, subject, id).filter(one -> one.acts(today()))
                : Optional.empty();
        if (acting.isEmpty()) {
            return new AccessResult.NotYours();
        }
        if (acting.get().person().isPresent()) {
            return signers.code(who, acting.get().person().get());
        }
        return reading.opened(
                who,
                acting.get(),
                known -> accountFor(who, id, known.name(), known.mobile())
                        .map(person -> signers.code(who, person))
                        .orElseGet(AccessResult.Unavailable::new),
                AccessResult.Refused::new,
                AccessResult.Unrecorded::new);
    }

    private Optional<PersonId> accountFor(
            Requester.SignedIn who, RepresentativeId id, Cleartext name, Cleartext mobile) {
        RepresentativeResult result = inTransaction(
                id,
                State.CONFIRMED,
                acting -> account(who, acting, name, mobile)
                        .map(person -> acting.became(State.CONFIRMED, Optional.of(person), clock.instant()))
                        .map(known -> {
                            representatives.set(
                                    known,
                                    Entry.of(who, new ClientFacts.RepresentativeAccount(known.subject(), known.id())));
                            return (RepresentativeResult) new RepresentativeResult.Done(known);
                        })
                        .orElseGet(RepresentativeResult.Unknown::new));
        return result instanceof RepresentativeResult.Done(var known) ? known.person() : Optional.empty();
    }

    /// Today at the firm.
    public LocalDate today() {
        return LocalDate.now(clock.withZone(SHANGHAI));
    }

    private RepresentativeResult inTransaction(
            RepresentativeId id, State from, Function<Representative, RepresentativeResult> act) {
        return Objects.requireNonNull(transaction.execute(_ -> representatives
                .lock(id)
                .filter(one -> one.state() == from)
                .map(act)
                .orElseGet(RepresentativeResult.Unknown::new)));
    }

    /// Whoever acts in the client's own right hears of every change.
    private void tell(Requester.SignedIn who, SubjectId subject) {
        people.principalsOf(subject).stream()
                .filter(person -> !person.equals(who.person()))
                .forEach(person -> messages.announce(
                        person, Template.REPRESENTATIVE_CHANGED, Map.of(), Optional.of(subject.value()), who));
    }
}
