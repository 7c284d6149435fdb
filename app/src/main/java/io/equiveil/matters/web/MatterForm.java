package io.equiveil.matters.web;

import io.equiveil.matters.CompanyForm;
import io.equiveil.matters.MandateForm;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A mandate as typed.
///
/// @param client the client who mandates
record MatterForm(
        @Nullable String codeName,
        @Nullable CompanyForm form,
        @Nullable MandateForm mandate,
        @Nullable UUID client) {}
