package io.equiveil.dataroom;

import io.equiveil.access.KnownRelations;
import io.equiveil.access.Relation;
import io.equiveil.access.spi.MatterStages;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// How somebody stands to the owner of documents, as the rooms say that the gate asks too; and what somebody who stands
/// so may look for.
@Component
class Standings {

    private static final Set<Role> HANDLING = Set.of(Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER);

    private final KnownRelations relations;
    private final ObjectProvider<MatterStages> stages;

    Standings(KnownRelations relations, ObjectProvider<MatterStages> stages) {
        this.relations = relations;
        this.stages = stages;
    }

    /// Every relation to the owner; empty for a stranger.
    Set<Relation> of(Requester.SignedIn who, Owner owner, Optional<MatterId> matter) {
        Set<Relation> found = EnumSet.noneOf(Relation.class);
        if (owner instanceof Owner.OfSubject(var subject) && who.actsFor().contains(subject)) {
            found.add(Relation.SELF);
        }
        if (who.oversees(owner)) {
            found.add(Relation.OVERSIGHT);
        }
        found.addAll(relations.of(who, owner, matter));
        return found;
    }

    /// Whether the requester works on it for the firm.
    boolean handles(Requester.SignedIn who, Set<Relation> relations) {
        return who.isStaff()
                && who.roles().stream().anyMatch(HANDLING::contains)
                && (relations.contains(Relation.IN_CHARGE) || relations.contains(Relation.TEAM));
    }

    /// Whether it is the requester's own: the client's, or the client's side of the matter.
    static boolean isOwn(Set<Relation> relations) {
        return relations.contains(Relation.SELF) || relations.contains(Relation.OWN_SIDE);
    }

    /// Whether the stage of each document binds the requester: the other side and partners.
    boolean isBoundByStage(Requester.SignedIn who, Set<Relation> relations) {
        return !handles(who, relations) && !isOwn(relations) && !relations.contains(Relation.OVERSIGHT);
    }

    /// How far a matter has come.
    Optional<MatterStage> stageOf(MatterId matter) {
        return stages.orderedStream()
                .flatMap(source -> source.stageOf(matter).stream())
                .findFirst();
    }

    /// What somebody with these relations looks at such a document for.
    Purpose purpose(Requester.SignedIn who, Set<Relation> relations, InformationClass informationClass) {
        if (handles(who, relations)) {
            return switch (informationClass) {
                case IDENTITY_DOCUMENT -> Purpose.IDENTITY_CHECK;
                case FINANCIAL -> Purpose.SETTLEMENT;
                default -> Purpose.MANDATE;
            };
        }
        if (isOwn(relations)) {
            return Purpose.OWN_DATA;
        }
        if (relations.contains(Relation.COUNTERPARTY)) {
            return Purpose.DUE_DILIGENCE;
        }
        if (who.partner().isPresent()) {
            return Purpose.PROFESSIONAL_SERVICE;
        }
        if (who.has(Role.AUDITOR)) {
            return Purpose.AUDIT;
        }
        return who.has(Role.CLIENT) ? Purpose.DUE_DILIGENCE : Purpose.COMPLIANCE_REVIEW;
    }

    /// Whether the requester sees masks only: by duty and not by matter.
    boolean seesMasksOnly(Requester.SignedIn who, Set<Relation> relations) {
        return relations.contains(Relation.OVERSIGHT) && !handles(who, relations) && !isOwn(relations);
    }
}
