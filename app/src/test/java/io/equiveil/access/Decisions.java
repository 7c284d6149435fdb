package io.equiveil.access;

import io.equiveil.House;
import io.equiveil.access.spi.FactSource;
import io.equiveil.access.spi.MatterStages;
import io.equiveil.access.spi.Relations;
import io.equiveil.kernel.Address;
import io.equiveil.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The real decision over the real policy of the running house, with sources that a test dictates: every clause holds
/// and the requester is in charge, until said otherwise.
public final class Decisions {

    private final House house = House.open();
    private final List<FactSource> sources = new ArrayList<>();
    private Set<Relation> relations = Set.of(Relation.IN_CHARGE);

    public Decisions() {
        for (Clause clause : Clause.values()) {
            if (clause != Clause.ASSIGNMENT && clause != Clause.CLASS_AND_STAGE) {
                source(clause, _ -> Fact.holds());
            }
        }
    }

    /// Adds a source of one clause.
    public Decisions source(Clause clause, Function<Address, Fact> says) {
        sources.add(new FactSource() {
            @Override
            public Clause clause() {
                return clause;
            }

            @Override
            public Map<Address, Fact> facts(Question question) {
                return question.what().stream().distinct().collect(Collectors.toMap(address -> address, says));
            }
        });
        return this;
    }

    public Decisions related(Relation... how) {
        relations = Set.of(how);
        return this;
    }

    public AccessDecisions build() {
        Relations known =
                question -> question.what().stream().distinct().collect(Collectors.toMap(a -> a, _ -> relations));
        MatterStages stages = _ -> Optional.empty();
        return new ClauseByClause(
                house.bean(Ledger.class)::epochs,
                house.bean(PolicyStore.class),
                () -> sources,
                () -> List.of(known),
                () -> List.of(stages));
    }
}
