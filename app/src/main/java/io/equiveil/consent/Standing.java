package io.equiveil.consent;

import io.equiveil.access.KnownRelations;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// How somebody who records an answer stands to the one whose answer it is.
@Component
class Standing {

    private final KnownRelations relations;

    Standing(KnownRelations relations) {
        this.relations = relations;
    }

    /// Whether the requester acts for the very subject.
    boolean isSelf(Requester who, SubjectId subject) {
        return who instanceof Requester.SignedIn person && person.actsFor().contains(subject);
    }

    /// Whether the requester is a member of staff who is in charge of the subject or on the matter's team.
    boolean isInCharge(Requester who, Owner owner, SubjectId subject) {
        Optional<MatterId> matter = owner instanceof Owner.OfMatter(var id) ? Optional.of(id) : Optional.empty();
        return relations.handles(who, owner, matter) || relations.handles(who, Owner.of(subject), matter);
    }
}
