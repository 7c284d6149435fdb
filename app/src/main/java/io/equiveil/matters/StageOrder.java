package io.equiveil.matters;

import io.equiveil.kernel.MatterStage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The way of a matter from mandate to closing. A joint stock company's other shareholders have no statutory right
/// of first refusal (Company Law art. 157), so its matters pass over the notice to them; a simple matter knows its
/// one buyer and passes over the teaser.
final class StageOrder {

    private StageOrder() {}

    /// Every stage that a matter in a company of this form goes through, in order.
    static List<MatterStage> of(CompanyForm form, boolean simple) {
        return Arrays.stream(MatterStage.values())
                .filter(stage -> stage != MatterStage.ABANDONED)
                .filter(stage -> stage != MatterStage.SHAREHOLDER_NOTICE || form == CompanyForm.LIMITED_COMPANY)
                .filter(stage -> stage != MatterStage.BLIND_TEASER || !simple)
                .toList();
    }

    /// The stage that follows; empty after the last one, and for an abandoned matter.
    static Optional<MatterStage> after(MatterStage stage, CompanyForm form, boolean simple) {
        List<MatterStage> way = of(form, simple);
        int at = way.indexOf(stage);
        return at < 0 || at + 1 == way.size() ? Optional.empty() : Optional.of(way.get(at + 1));
    }
}
