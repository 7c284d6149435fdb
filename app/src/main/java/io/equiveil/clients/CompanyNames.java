package io.equiveil.clients;

import java.text.Normalizer;
import java.util.Locale;

/// How companies' names are compared (`docs/spec/blind-index.md`).
public final class CompanyNames {

    private CompanyNames() {}

    /// One spelling for every way of typing a company: full-width and half-width, brackets, spaces, case.
    public static String spelling(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .replaceAll("[\\s()\\[\\]{}·.,\\-–—]", "");
    }
}
