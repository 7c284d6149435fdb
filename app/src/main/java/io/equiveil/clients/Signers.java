package io.equiveil.clients;

import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.subjects.spi.LegalStops;
import io.equiveil.subjects.spi.SubjectData;
import io.equiveil.vault.KeyCustody;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Accounts of people who act for clients. One person may act for several, of several advisors: then no single advisor
/// holds the key to that account.
@Component
class Signers {

    private final People people;
    private final Assignments assignments;
    private final KeyCustody keys;
    private final ObjectProvider<SubjectData> rooms;
    private final ClientRepository files;
    private final LegalStops stops;
    private final TransactionTemplate transaction;

    Signers(
            People people,
            Assignments assignments,
            KeyCustody keys,
            ObjectProvider<SubjectData> rooms,
            ClientRepository files,
            LegalStops stops,
            TransactionTemplate transaction) {
        this.files = files;
        this.stops = stops;
        this.transaction = transaction;
        this.people = people;
        this.assignments = assignments;
        this.keys = keys;
        this.rooms = rooms;
    }

    /// Whether everybody for whom this account acts is a client of this member of staff. Else a code across the table,
    /// or a removed PIN, would be a way to a colleague's client.
    boolean isWhollyOf(PersonId account, PersonId staff) {
        var subjects = people.actsFor(account);
        return assignments.among(staff, subjects).containsAll(subjects);
    }

    /// A code and a link to show across the table. An account that acts for somebody else's client as well answers as
    /// one that is closed: its person signs in by SMS.
    AccessResult code(Requester.SignedIn who, PersonId account) {
        return isWhollyOf(account, who.person())
                ? people.faceToFaceCode(account, who)
                        .<AccessResult>map(AccessResult.Ready::new)
                        .orElseGet(AccessResult.Unavailable::new)
                : new AccessResult.Unavailable();
    }

    /// Somebody acts for a client no more; with nobody left to act for, that person's own file goes too. It
    /// stays as long as a legal hold stands on a matter of anybody for whom that person ever acted, and
    /// [#forgetWhatWasHeld] comes back for it. The file of somebody who is a client ends by its own clocks.
    void release(PersonId signer, SubjectId subject, Requester by) {
        people.endActingFor(signer, subject, by);
        people.find(signer).filter(person -> !person.file().equals(subject)).ifPresent(this::forget);
    }

    /// Forgets what a hold kept when nobody was left to act for, as soon as the hold is lifted.
    void forgetWhatWasHeld() {
        for (Person idle : people.actingForNobody()) {
            transaction.executeWithoutResult(_ -> forget(idle));
        }
    }

    private void forget(Person signer) {
        SubjectId file = signer.file();
        if (people.actsFor(signer.id()).isEmpty() && files.find(file).isEmpty() && !isHeld(signer)) {
            keys.destroyKeyForever(Owner.of(file), RetentionGroup.RELATION);
            rooms.orderedStream().forEach(room -> room.forget(file));
        }
    }

    private boolean isHeld(Person signer) {
        return stops.isHeld(signer.file())
                || people.everActedFor(signer.id()).stream().anyMatch(stops::isHeld);
    }
}
