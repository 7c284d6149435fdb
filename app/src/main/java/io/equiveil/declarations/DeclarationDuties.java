package io.equiveil.declarations;

import io.equiveil.kernel.MatterId;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.spi.Duty;
import io.equiveil.matters.spi.StageDuties;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Tells the matter which papers keep it from the signing.
@Component
class DeclarationDuties implements StageDuties {

    private final DeclarationStandings standings;
    private final DeclarationRules rules;

    DeclarationDuties(DeclarationStandings standings, DeclarationRules rules) {
        this.standings = standings;
        this.rules = rules;
    }

    @Override
    public Map<MatterId, List<Duty>> of(Collection<MatterSummary> matters) {
        return standings.of(matters).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream()
                                .map(row -> duty(row.said()))
                                .toList()));
    }

    private Duty duty(Declaration said) {
        return new Duty(
                rules.of(said.kind()).stage(),
                "declarations.duty." + said.kind(),
                Optional.empty(),
                said.settledOn(),
                "/matters/" + said.matter() + "/declarations/" + said.kind(),
                Optional.empty());
    }
}
