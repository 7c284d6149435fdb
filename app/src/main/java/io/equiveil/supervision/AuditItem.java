package io.equiveil.supervision;

import io.equiveil.kernel.ControlId;
import java.util.List;
import java.util.Locale;

/// What a compliance audit of personal information looks at, one item of `supervision/audit-order.json`.
///
/// @param number   its place in that list, from 1; not the number of an article
/// @param rules    rules of law that it examines
/// @param measures measures of the catalogue that answer it; none is a gap, and is shown as one
public record AuditItem(int number, String titleZh, String titleEn, List<String> rules, List<ControlId> measures) {

    /// @throws IllegalArgumentException if it examines no rule or has no title
    public AuditItem {
        rules = List.copyOf(rules);
        measures = List.copyOf(measures);
        if (rules.isEmpty() || titleZh.isBlank() || titleEn.isBlank()) {
            throw new IllegalArgumentException("item " + number + " of the audit's order lacks its title or its rules");
        }
    }

    /// Its title, in our own short words.
    public String title(Locale locale) {
        return Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? titleEn : titleZh;
    }

    /// Whether no measure answers it.
    public boolean isGap() {
        return measures.isEmpty();
    }
}
