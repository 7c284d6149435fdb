package io.equiveil.transfers;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.kernel.Cleartext;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// What the gate let into an office's sheet.
///
/// @param values       per source, as far as it was given and shown; documents as the names of their kinds
/// @param agreementDay the day of the agreement, once that step is done
/// @param answer       what the gate said, for what it kept closed
public record OfficeSheet(
        OfficeForm form, Map<SheetSource, Cleartext> values, Optional<LocalDate> agreementDay, Disclosure answer) {

    public OfficeSheet {
        values = Map.copyOf(values);
    }
}
