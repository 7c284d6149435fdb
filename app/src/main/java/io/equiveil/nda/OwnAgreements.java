package io.equiveil.nda;

import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.identity.PersonKind;
import io.equiveil.identity.SigningProofs.Proof;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.nda.AgreementRepository.Found;
import io.equiveil.nda.AgreementResult.Unknown;
import io.equiveil.nda.AgreementSummary.Side;
import io.equiveil.nda.Agreements.Preparation;
import io.equiveil.nda.Agreements.Reading;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// A member of staff's, or a partner's person's, own undertaking with the firm: written, read and signed by
/// that person alone, with the own second factor, at the first sign-in. Without one in force the gate opens
/// nothing to them (`Clause.OWN_AGREEMENT`).
///
/// On screen only: everybody who signs one has two factors enrolled, or could not have signed in.
@Service
public class OwnAgreements {

    private final AgreementRepository agreements;
    private final Agreements door;
    private final AgreementSigning signing;
    private final AgreementTexts texts;
    private final People people;
    private final Clock clock;

    OwnAgreements(
            AgreementRepository agreements,
            Agreements door,
            AgreementSigning signing,
            AgreementTexts texts,
            People people,
            Clock clock) {
        this.agreements = agreements;
        this.door = door;
        this.signing = signing;
        this.texts = texts;
        this.people = people;
        this.clock = clock;
    }

    /// Which undertaking somebody gives; empty for clients and auditors, who give none.
    static Optional<AgreementKind> kindFor(Person person) {
        return person.kind() == PersonKind.STAFF
                ? Optional.of(AgreementKind.STAFF)
                : person.kind() == PersonKind.PARTNER ? Optional.of(AgreementKind.PARTNER) : Optional.empty();
    }

    /// Whether this person has to sign before anything is opened, and has not.
    public boolean missing(Requester.SignedIn who) {
        return missing(who.person());
    }

    /// As above, of somebody else: for whoever counts what a firm still lacks.
    public boolean missing(PersonId person) {
        return people.find(person)
                .filter(found -> kindFor(found).isPresent())
                .filter(found -> current(found).filter(this::opens).isEmpty())
                .isPresent();
    }

    /// The newest undertaking of this person, whatever its state; empty if there is none yet.
    public Optional<AgreementSummary> of(Requester.SignedIn who) {
        return people.find(who.person()).flatMap(this::current).map(agreements::summary);
    }

    /// Writes the undertaking in this person's name, or answers with the one that is there already.
    public AgreementResult prepare(Requester.SignedIn who, Locale language) {
        Optional<Person> person = people.find(who.person());
        Optional<AgreementKind> kind = person.flatMap(OwnAgreements::kindFor);
        if (kind.isEmpty()) {
            return new Unknown();
        }
        Optional<Found> there = person.flatMap(this::current)
                .filter(found -> found.row().state() == AgreementState.DRAFT || opens(found));
        if (there.isPresent()) {
            return new AgreementResult.Done(agreements.summary(there.get()));
        }
        return door.prepare(
                who,
                new Preparation(
                        kind.get(),
                        person.get().file(),
                        People.nameAddress(person.get()),
                        People.NAME,
                        Optional.empty(),
                        "",
                        AgreementTerms.usual(),
                        language));
    }

    /// Begins a signature by passkey on the undertaking that was written.
    public SigningBegun beginPasskey(Requester.SignedIn who) {
        return people.find(who.person())
                .flatMap(this::current)
                .filter(Found::genuine)
                .map(found -> signing.begin(who, found.row(), Side.COUNTERPART))
                .orElseGet(() -> new SigningBegun.No(new Unknown()));
    }

    /// Signs the undertaking that was written: it is in force from this moment.
    public AgreementResult sign(Requester.SignedIn who, Proof proof) {
        return people.find(who.person())
                .flatMap(this::current)
                .filter(Found::genuine)
                .map(found -> signing.byCounterpart(who, found.row(), proof, Optional.empty()))
                .orElseGet(Unknown::new);
    }

    /// The text of the own undertaking.
    public Reading read(Requester.SignedIn who) {
        return people.find(who.person())
                .flatMap(this::current)
                .filter(Found::genuine)
                .map(found -> texts.read(who, found.row()))
                .orElseGet(() -> new Reading.No(new Unknown()));
    }

    private boolean opens(Found found) {
        return found.genuine() && found.row().opensAt(clock.instant());
    }

    private Optional<Found> current(Person person) {
        return kindFor(person).flatMap(kind -> {
            List<Found> mine = agreements.ofSubject(person.file()).stream()
                    .filter(found -> found.row().kind() == kind)
                    .toList();
            return mine.stream()
                    .filter(this::opens)
                    .findFirst()
                    .or(() -> mine.stream().findFirst());
        });
    }
}
