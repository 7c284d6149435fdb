package io.equiveil.clients;

import io.equiveil.kernel.Cleartext;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A section as it was typed, checked field by field.
sealed interface GivenFacts {

    /// Every field is in order.
    record Sound(Map<String, Cleartext> fields, Map<String, Cleartext> masks, Set<IdentifierWarning> warnings)
            implements GivenFacts {}

    /// What is wrong, by field.
    record Faulty(Map<String, IdentifierFault> faults) implements GivenFacts {}

    static GivenFacts check(FactSection section, Map<String, Cleartext> typed, LocalDate today) {
        Map<String, String> words = new HashMap<>();
        typed.forEach((name, value) -> words.put(name, value.revealForDisplay().strip()));
        Map<String, Cleartext> fields = new LinkedHashMap<>();
        Map<String, Cleartext> masks = new LinkedHashMap<>();
        Map<String, IdentifierFault> faults = new LinkedHashMap<>();
        Set<IdentifierWarning> warnings = EnumSet.noneOf(IdentifierWarning.class);
        for (FactField field : section.fields()) {
            String word = words.getOrDefault(field.name(), "");
            if (word.isEmpty()) {
                if (field.required() || isHalfOfAPair(field.name(), words)) {
                    faults.put(field.name(), IdentifierFault.MISSING);
                }
                continue;
            }
            if (word.length() > 1_000) {
                faults.put(field.name(), IdentifierFault.TOO_LONG);
                continue;
            }
            switch (field.check(word, words, today)) {
                case Checked.Bad(var fault) -> faults.put(field.name(), fault);
                case Checked.Good(var normalised, var warning) -> {
                    fields.put(field.name(), Cleartext.of(normalised));
                    masks.put(field.name(), Cleartext.of(field.mask(normalised)));
                    warning.ifPresent(warnings::add);
                }
            }
        }
        return faults.isEmpty() ? new Sound(fields, masks, warnings) : new Faulty(faults);
    }

    /// An owner has a name and a share, or neither; another beneficiary has a name.
    private static boolean isHalfOfAPair(String field, Map<String, String> words) {
        if (field.equals("beneficiaryName")) {
            return words.getOrDefault("beneficiary", "").equals("OTHER");
        }
        if (!field.startsWith("owner")) {
            return false;
        }
        String pair = field.endsWith("Name") ? field.substring(0, 6) + "Share" : field.substring(0, 6) + "Name";
        return !words.getOrDefault(pair, "").isEmpty();
    }
}
