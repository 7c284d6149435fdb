package io.equiveil.clients;

import io.equiveil.identity.People;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.subjects.spi.OpenRequests;
import io.equiveil.subjects.spi.SubjectData;
import io.equiveil.vault.KeyCustody;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/// The end of a client's file, for the room that knows when its ground ends: what is in it, and what has to go
/// along with its keys. Decides nothing; every act here is part of the caller's transaction, which says why.
@Service
public class FileEndings {

    private static final Set<RetentionGroup> SAYS_WHO = EnumSet.of(RetentionGroup.RELATION, RetentionGroup.IDENTITY);

    private final ClientRepository files;
    private final ForgottenPins pins;
    private final RepresentativeRepository representatives;
    private final People people;
    private final Signers signers;
    private final KeyCustody keys;
    private final ObjectProvider<SubjectData> rooms;
    private final ObjectProvider<OpenRequests> requests;
    private final Clock clock;

    FileEndings(
            ClientRepository files,
            ForgottenPins pins,
            RepresentativeRepository representatives,
            People people,
            Signers signers,
            KeyCustody keys,
            ObjectProvider<SubjectData> rooms,
            ObjectProvider<OpenRequests> requests,
            Clock clock) {
        this.files = files;
        this.pins = pins;
        this.representatives = representatives;
        this.people = people;
        this.signers = signers;
        this.keys = keys;
        this.rooms = rooms;
        this.requests = requests;
        this.clock = clock;
    }

    /// Files of clients, and of those that were clients or might have become some, in the order of their
    /// numbers.
    ///
    /// @param after only files with a higher number
    public List<ClientFile> beyondFirstContact(Optional<SubjectId> after, int limit) {
        return files.beyondFirstContact(after, limit);
    }

    /// Keeps everybody else from changing the file until the caller's transaction ends.
    ///
    /// @return false if there is none
    public boolean lock(SubjectId subject) {
        return files.lock(subject);
    }

    /// Whether something that was asked about this file waits for an answer: a forgotten PIN, somebody who is
    /// to act, compliance looking whether two files are about the same one, a case that the client has not
    /// agreed to close.
    public boolean waitsForAnswer(SubjectId subject) {
        return pins.isAsked(subject)
                || representatives.of(subject).stream().anyMatch(one -> one.state() == Representative.State.PROPOSED)
                || files.isPerhapsAnother(subject)
                || requests.stream().anyMatch(room -> room.anyOf(subject));
    }

    /// Whether the client's own account acts for another client as well.
    public boolean actsForAnother(SubjectId subject) {
        return people.ofFile(subject)
                .map(person -> people.actsFor(person.id()))
                .filter(clients -> clients.stream().anyMatch(other -> !other.equals(subject)))
                .isPresent();
    }

    /// What goes along with the destroyed keys of these groups: which sections were given, tokens, accounts.
    /// Repeating it is harmless.
    public void keysAreGone(SubjectId subject, Set<RetentionGroup> groups, Requester by) {
        FactSection.all()
                .filter(section -> groups.contains(section.group()))
                .forEach(section -> files.takenBack(subject, section));
        if (groups.contains(RetentionGroup.RELATION)) {
            // A name that was never given anew still stands with the first contact.
            keys.destroyKeyForever(Owner.of(subject), RetentionGroup.LEAD);
            files.find(subject)
                    .filter(file -> file.leadGone().isEmpty())
                    .ifPresent(_ -> files.leadGone(subject, clock.instant()));
            files.state(subject, ClientState.ENDED);
            people.actingFor(subject).forEach(signer -> signers.release(signer, subject, by));
        }
        if (groups.stream().anyMatch(SAYS_WHO::contains) && !keys.isAlive(Owner.of(subject), RetentionGroup.RELATION)) {
            rooms.orderedStream().forEach(room -> room.forget(subject));
        }
    }
}
