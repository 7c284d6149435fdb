package io.equiveil.clients;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.identity.ClientAccount;
import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/// Opens a client's portal across the table, the first time for the number in the client's own file. Once somebody else
/// was confirmed to act in the own right, a new legal representative or an heir, that number opens nothing any more.
@Service
public class PortalOpening {

    private final Clients clients;
    private final People people;
    private final Signers signers;
    private final RepresentativeRepository representatives;
    private final Disclosures disclosures;

    PortalOpening(
            Clients clients,
            People people,
            Signers signers,
            RepresentativeRepository representatives,
            Disclosures disclosures) {
        this.clients = clients;
        this.people = people;
        this.signers = signers;
        this.representatives = representatives;
        this.disclosures = disclosures;
    }

    /// Opens the portal for the client and makes a code and a link to show across the table. Name and number are
    /// read through the gate in the requester's name.
    public AccessResult open(Requester.SignedIn who, SubjectId subject) {
        Optional<ClientFile> found =
                clients.isInCharge(who.person(), subject) ? clients.find(subject) : Optional.empty();
        if (found.isEmpty()) {
            return new AccessResult.NotYours();
        }
        Set<PersonId> known = people.principalsOf(subject);
        if (!known.isEmpty()) {
            // Of several, each is named on the page of those who act.
            return known.size() == 1 ? signers.code(who, known.iterator().next()) : new AccessResult.Unavailable();
        }
        if (representatives.wasReplaced(subject)) {
            return new AccessResult.Unavailable();
        }
        ClientFile file = found.get();
        Disclosure opened = disclosures.open(
                who,
                List.of(
                        Wanted.value(file.nameAddress(), file.nameField()),
                        Wanted.value(file.mobileAddress(), file.mobileField())),
                Why.of(Purpose.CONTACT));
        return switch (opened) {
            case Disclosure.Unrecorded _ -> new AccessResult.Unrecorded();
            case Disclosure.Answered answer
            when !answer.refused().isEmpty() ->
                new AccessResult.Refused(answer.refused().values().iterator().next());
            case Disclosure.Answered answer ->
                account(
                        who,
                        file,
                        answer.field(file.nameAddress(), file.nameField()),
                        answer.field(file.mobileAddress(), file.mobileField()));
        };
    }

    private AccessResult account(
            Requester.SignedIn who, ClientFile file, Optional<Cleartext> name, Optional<Cleartext> mobile) {
        if (name.isEmpty() || mobile.isEmpty()) {
            return new AccessResult.Unavailable();
        }
        // Somebody who signs for a company is not the company, and has a file of its own.
        SubjectId signer = file.kind() == ClientKind.PERSON ? file.subject() : SubjectId.random();
        ClientAccount account = people.openClientAccount(signer, file.subject(), name.get(), mobile.get(), who);
        Optional<PersonId> person = switch (account) {
            case ClientAccount.Opened(var id) -> Optional.of(id);
            case ClientAccount.Existing(var id) -> Optional.of(id);
            case ClientAccount.NotANumber _, ClientAccount.ActsAlready _ -> Optional.empty();
        };
        return person.map(id -> signers.code(who, id)).orElseGet(AccessResult.Unavailable::new);
    }
}
