package io.equiveil.clients;

import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.subjects.spi.SubjectData;
import io.equiveil.vault.KeyCustody;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Accounts of people who act for clients. One person may act for several, of several advisors: then no single advisor
/// holds the key to that account.
@Component
class Signers {

    private final People people;
    private final Assignments assignments;
    private final KeyCustody keys;
    private final ObjectProvider<SubjectData> rooms;

    Signers(People people, Assignments assignments, KeyCustody keys, ObjectProvider<SubjectData> rooms) {
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

    /// Somebody acts for a client no more; with nobody left to act for, that person's own file goes too.
    void release(PersonId signer, SubjectId subject, Requester by) {
        people.endActingFor(signer, subject, by);
        if (people.actsFor(signer).isEmpty()) {
            people.find(signer)
                    .map(Person::file)
                    .filter(file -> !file.equals(subject))
                    .ifPresent(file -> {
                        keys.destroyKeyForever(Owner.of(file), RetentionGroup.RELATION);
                        rooms.orderedStream().forEach(room -> room.forget(file));
                    });
        }
    }
}
