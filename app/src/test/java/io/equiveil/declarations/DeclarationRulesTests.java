package io.equiveil.declarations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.clients.ClientKind;
import io.equiveil.kernel.MatterStage;
import io.equiveil.law.Law;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which papers a transfer may need, as data.
class DeclarationRulesTests {

    private final DeclarationRules rules = DeclarationRules.shipped();

    @Test
    void aPersonIsAskedAboutMarriageAndEverybodyAboutHoldingForOthers() {
        assertThat(rules.of(ClientKind.PERSON))
                .extracting(DeclarationRule::kind)
                .containsExactly(DeclarationKind.SPOUSE_CONSENT, DeclarationKind.NOMINEE_DECLARATION);
        assertThat(rules.of(ClientKind.COMPANY))
                .extracting(DeclarationRule::kind)
                .containsExactly(DeclarationKind.NOMINEE_DECLARATION);
        assertThat(rules.of(ClientKind.PERSON)).allMatch(rule -> rule.stage() == MatterStage.AGREEMENT);
    }

    @Test
    void everyPaperRestsOnRulesThatTheLawHas() {
        Law law = Law.shipped();
        assertThat(rules.citations()).contains("CC-1062", "CC-1065", "EXC-37");
        assertThat(rules.citations())
                .allSatisfy(citation -> assertThat(law.find(citation, LocalDate.of(2026, 11, 23)))
                        .as(citation)
                        .isPresent());
    }

    @Test
    void nobodysWordAloneSaysThatASpouseNeedNotBeAsked() {
        assertThat(rules.of(DeclarationKind.SPOUSE_CONSENT).grounds().values())
                .noneMatch(DeclarationRule.Meaning::ownWordEnough);
    }

    @Test
    void refusesDataWithAPaperMissingTwiceOrAGroundWithoutMeaning() {
        List<DeclarationRule> all =
                Arrays.stream(DeclarationKind.values()).map(rules::of).toList();
        assertThatThrownBy(() -> new DeclarationRules(all.subList(0, 1))).hasMessageContaining("NOMINEE_DECLARATION");
        assertThatThrownBy(() -> new DeclarationRules(
                        Stream.concat(all.stream(), all.stream()).toList()))
                .hasMessageContaining("twice");
        DeclarationRule spouse = all.getFirst();
        DeclarationRule bare = new DeclarationRule(
                spouse.kind(),
                spouse.stage(),
                spouse.sellers(),
                spouse.rules(),
                spouse.paper(),
                spouse.notice(),
                java.util.Map.of());
        assertThatThrownBy(() -> new DeclarationRules(List.of(bare, all.getLast())))
                .hasMessageContaining("MAY_BE_JOINT");
    }
}
