package io.equiveil.dataroom;

import io.equiveil.access.Relation;
import io.equiveil.clients.ClientFile;
import io.equiveil.clients.spi.IntakeAddition;
import io.equiveil.consent.Consents;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Copies of identity documents in the taking-on of a client: photographed by the advisor, or sent from the
/// client's own telephone.
@Component
class IdentityPhotos implements IntakeAddition {

    private final DocumentRepository documents;
    private final Standings standings;
    private final Consents consents;

    IdentityPhotos(DocumentRepository documents, Standings standings, Consents consents) {
        this.documents = documents;
        this.standings = standings;
        this.consents = consents;
    }

    @Override
    public Optional<Addition> of(Requester.SignedIn who, ClientFile file) {
        Owner owner = Owner.of(file.subject());
        Set<Relation> relations = standings.of(who, owner, Optional.empty());
        if (relations.isEmpty()) {
            return Optional.empty();
        }
        long count = documents.ofSubject(file.subject()).stream()
                .filter(row -> !row.document().isRemoved())
                .count();
        boolean open = (standings.handles(who, relations) || Standings.isOwn(relations))
                && consents.stands(owner, Purpose.IDENTITY_CHECK, InformationClass.IDENTITY_DOCUMENT);
        String list =
                (who.isStaff() ? "/clients/" + file.subject() + "/documents" : "/portal/papers/" + file.subject());
        return Optional.of(new Addition("dataroom.photos", (int) count, open, list + "/new", list));
    }
}
