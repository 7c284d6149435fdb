package io.equiveil.matters.web;

import io.equiveil.matters.CompanyForm;
import io.equiveil.matters.MandateForm;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is typed to open a matter. The company's name is confidential, so this does not print itself.
///
/// @param ownInterest whether the one who opens the matter has an interest of its own in it
record MatterForm(
        @Nullable String codeName,
        @Nullable CompanyForm form,
        @Nullable MandateForm mandate,
        @Nullable UUID client,
        @Nullable String targetName,
        @Nullable String targetCode,
        @Nullable Boolean ownInterest) {

    @Override
    public String toString() {
        return "MatterForm[" + codeName + "]";
    }
}
