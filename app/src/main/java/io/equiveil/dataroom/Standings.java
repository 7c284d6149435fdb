package io.equiveil.dataroom;

import io.equiveil.access.Question;
import io.equiveil.access.Relation;
import io.equiveil.access.spi.MatterStages;
import io.equiveil.access.spi.Relations;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// How somebody stands to the owner of documents, as the rooms say that the gate asks too; and what somebody who stands
/// so may look for.
@Component
class Standings {

    private static final Set<Role> HANDLING = Set.of(Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER);

    private final ObjectProvider<Relations> relations;
    private final ObjectProvider<MatterStages> stages;
    private final Clock clock;

    Standings(ObjectProvider<Relations> relations, ObjectProvider<MatterStages> stages, Clock clock) {
        this.relations = relations;
        this.stages = stages;
        this.clock = clock;
    }

    /// Every relation to the owner; empty for a stranger.
    Set<Relation> of(Requester.SignedIn who, Owner owner, Optional<MatterId> matter) {
        Set<Relation> found = EnumSet.noneOf(Relation.class);
        if (owner instanceof Owner.OfSubject(var subject) && who.actsFor().contains(subject)) {
            found.add(Relation.SELF);
        }
        if (who.has(Role.COMPLIANCE_OFFICER) || who.has(Role.SECURITY_OFFICER) || who.has(Role.AUDITOR)) {
            found.add(Relation.OVERSIGHT);
        }
        Address probe = RoomDocument.address(owner, new DocumentId(owner.id()), InformationClass.DOCUMENT);
        Question question =
                new Question(who, List.of(probe), Question.Form.MASK, Purpose.MANDATE, matter, clock.instant());
        relations
                .orderedStream()
                .flatMap(source -> source.relations(question).values().stream())
                .forEach(found::addAll);
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
