package io.equiveil.consent;

import io.equiveil.access.Question;
import io.equiveil.access.Relation;
import io.equiveil.access.spi.Relations;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// How somebody who records an answer stands to the one whose answer it is. Asks the rooms that assign people; they
/// are the same ones that the gate asks.
@Component
class Standing {

    private static final RecordType RECORD = new RecordType("consent.state");

    private final ObjectProvider<Relations> relations;
    private final Clock clock;

    Standing(ObjectProvider<Relations> relations, Clock clock) {
        this.relations = relations;
        this.clock = clock;
    }

    /// Whether the requester acts for the very subject.
    boolean isSelf(Requester who, SubjectId subject) {
        return who instanceof Requester.SignedIn person && person.actsFor().contains(subject);
    }

    /// Whether the requester is a member of staff who is in charge of the subject or on the matter's team.
    boolean isInCharge(Requester who, Owner owner, SubjectId subject) {
        if (!(who instanceof Requester.SignedIn person) || !person.isStaff()) {
            return false;
        }
        Optional<MatterId> matter = owner instanceof Owner.OfMatter(var id) ? Optional.of(id) : Optional.empty();
        Address ofOwner = probe(owner);
        Address ofSubject = probe(Owner.of(subject));
        Question question = new Question(
                who, List.of(ofOwner, ofSubject), Question.Form.MASK, Purpose.MANDATE, matter, clock.instant());
        return relations
                .orderedStream()
                .map(source -> source.relations(question))
                .flatMap(found -> found.values().stream())
                .flatMap(Set::stream)
                .anyMatch(relation -> relation == Relation.IN_CHARGE || relation == Relation.TEAM);
    }

    private static Address probe(Owner owner) {
        return new Address(owner, RetentionGroup.RELATION, RECORD, owner.id(), InformationClass.BASIC);
    }
}
