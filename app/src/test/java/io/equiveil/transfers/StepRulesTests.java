package io.equiveil.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.clients.ClientKind;
import io.equiveil.kernel.MatterStage;
import io.equiveil.law.Law;
import io.equiveil.matters.CompanyForm;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepRulesTests {

    private final StepRules rules = StepRules.shipped();

    @Test
    void everyStepRestsOnRulesThatTheLawHas() {
        Law law = Law.shipped();

        assertThat(rules.citations()).contains("CO-84", "TAX-3", "DL-PIT-REPORT", "DL-REGISTER");
        assertThat(rules.citations())
                .allSatisfy(citation -> assertThat(law.find(citation, LocalDate.of(2026, 11, 23)))
                        .as(citation)
                        .isPresent());
    }

    @Test
    void aLimitedCompanysTransferAsksForMoreThanAJointStockCompanys() {
        assertThat(steps(CompanyForm.LIMITED_COMPANY, ClientKind.PERSON))
                .contains(
                        TransferStep.SHAREHOLDERS_NOTIFIED,
                        TransferStep.SHAREHOLDERS_ANSWERED,
                        TransferStep.CERTIFICATE_REPLACED,
                        TransferStep.REGISTRATION_CHANGED)
                .doesNotContain(TransferStep.RESTRICTIONS_CHECKED);
        assertThat(steps(CompanyForm.JOINT_STOCK, ClientKind.PERSON))
                .contains(TransferStep.RESTRICTIONS_CHECKED, TransferStep.REGISTER_CHANGED)
                .doesNotContain(
                        TransferStep.SHAREHOLDERS_NOTIFIED,
                        TransferStep.CERTIFICATE_REPLACED,
                        TransferStep.REGISTRATION_CHANGED);
    }

    @Test
    void onlyAnIndividualSellersTaxComesBeforeRegistration() {
        assertThat(steps(CompanyForm.LIMITED_COMPANY, ClientKind.PERSON))
                .contains(TransferStep.TAX_REPORTED, TransferStep.TAX_PAID);
        assertThat(steps(CompanyForm.LIMITED_COMPANY, ClientKind.COMPANY))
                .contains(TransferStep.STAMP_DUTY_PAID)
                .doesNotContain(TransferStep.TAX_REPORTED, TransferStep.TAX_PAID);
    }

    @Test
    void stepsStandInTheOrderOfTheirStages() {
        for (CompanyForm form : CompanyForm.values()) {
            assertThat(rules.of(form, ClientKind.PERSON))
                    .extracting(StepRule::stage)
                    .isSorted()
                    .allMatch(stage -> stage.hasReached(MatterStage.DUE_DILIGENCE));
        }
    }

    @Test
    void refusesDataWithAStepMissingOrTwice() {
        List<StepRule> all =
                java.util.Arrays.stream(TransferStep.values()).map(rules::of).toList();

        assertThatThrownBy(() -> new StepRules(all.subList(1, all.size())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ARTICLES_CHECKED");
        assertThatThrownBy(() -> new StepRules(java.util.stream.Stream.concat(all.stream(), all.stream())
                        .toList()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
    }

    private List<TransferStep> steps(CompanyForm form, ClientKind seller) {
        return rules.of(form, seller).stream().map(StepRule::step).toList();
    }
}
