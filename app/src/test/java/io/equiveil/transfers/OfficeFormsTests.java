package io.equiveil.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.clients.ClientKind;
import io.equiveil.kernel.Purpose;
import io.equiveil.law.Law;
import io.equiveil.matters.CompanyForm;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What offices ask for, as data.
class OfficeFormsTests {

    private final OfficeForms forms = OfficeForms.shipped();

    @Test
    void everyFilingRestsOnRulesThatTheLawHas() {
        Law law = Law.shipped();
        assertThat(forms.citations()).contains("TAX-3", "TAX-4", "REG-24");
        assertThat(forms.citations())
                .allSatisfy(citation -> assertThat(law.find(citation, LocalDate.of(2026, 11, 23)))
                        .as(citation)
                        .isPresent());
    }

    @Test
    void aCompanyThatSellsBringsNoProofOfAnIndividualsTax() {
        assertThat(forms.of(Office.MARKET).documentsOf(ClientKind.PERSON))
                .extracting(OfficeForm.Paper::zh)
                .contains("完税凭证");
        assertThat(forms.of(Office.MARKET).documentsOf(ClientKind.COMPANY))
                .extracting(OfficeForm.Paper::zh)
                .doesNotContain("完税凭证");
        assertThat(forms.of(Office.MARKET).forms()).containsExactly(CompanyForm.LIMITED_COMPANY);
    }

    @Test
    void everyStepHasItsOfficeOnceAndNoSheetAsksForMoneyThatTheOfficeDoesNotTax() {
        assertThat(forms.of(Office.TAX).steps())
                .doesNotContainAnyElementsOf(forms.of(Office.MARKET).steps());
        assertThat(forms.of(Office.MARKET).fields())
                .extracting(OfficeForm.Line::source)
                .doesNotContain(SheetSource.PRICE, SheetSource.PAYMENT);
    }

    @Test
    void refusesDataWithAnOfficeMissingTwiceOrForAnotherPurpose() {
        OfficeForm tax = forms.of(Office.TAX);
        assertThatThrownBy(() -> new OfficeForms(List.of(tax))).hasMessageContaining("MARKET");
        assertThatThrownBy(() -> new OfficeForms(List.of(tax, tax))).hasMessageContaining("twice");
        OfficeForm wrong =
                new OfficeForm(Office.MARKET, Purpose.CONTACT, List.of(), List.of(), Set.of(), List.of(), List.of());
        assertThatThrownBy(() -> new OfficeForms(List.of(tax, wrong))).hasMessageContaining("CONTACT");
    }
}
