package io.equiveil.access;

import io.equiveil.access.spi.Relations;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/// How a requester stands to an owner, as the very rooms say that the gate asks. For showing or hiding rows and for who
/// may act; whether a value is opened stays the gate's decision.
@Service
public class KnownRelations {

    private static final RecordType PROBE = new RecordType("access.relation");

    private final ObjectProvider<Relations> sources;
    private final Clock clock;

    KnownRelations(ObjectProvider<Relations> sources, Clock clock) {
        this.sources = sources;
        this.clock = clock;
    }

    /// Every relation to the owner; empty for a stranger.
    ///
    /// @param matter in which matter; absent outside one
    public Set<Relation> of(Requester who, Owner owner, Optional<MatterId> matter) {
        Address probe = new Address(owner, RetentionGroup.RELATION, PROBE, owner.id(), InformationClass.BASIC);
        Question question =
                new Question(who, List.of(probe), Question.Form.MASK, Purpose.MANDATE, matter, clock.instant());
        Set<Relation> found = EnumSet.noneOf(Relation.class);
        sources.orderedStream()
                .flatMap(source -> source.relations(question).values().stream())
                .forEach(found::addAll);
        return found;
    }

    /// Whether the requester is a member of staff who is in charge of the owner, or on its team.
    public boolean handles(Requester who, Owner owner, Optional<MatterId> matter) {
        if (!(who instanceof Requester.SignedIn person) || !person.isStaff()) {
            return false;
        }
        Set<Relation> found = of(who, owner, matter);
        return found.contains(Relation.IN_CHARGE) || found.contains(Relation.TEAM);
    }
}
