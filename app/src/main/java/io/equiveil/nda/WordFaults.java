package io.equiveil.nda;

import io.equiveil.files.WordTemplate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What is wrong with the places of a Word template, all of it at once.
///
/// @param unknown names that this kind of agreement does not have
/// @param missing fields that the law or the gate needs and that do not stand in the template
/// @param strays  what stands around braces that are no place
public record WordFaults(List<Unknown> unknown, List<WordField> missing, List<String> strays) {

    private static final int MOST_NAMED = 20;

    public WordFaults {
        unknown = List.copyOf(unknown);
        missing = List.copyOf(missing);
        strays = List.copyOf(strays);
    }

    /// A name that is none, as it is written.
    ///
    /// @param nearest the field whose name is most like it
    public record Unknown(String written, WordField nearest) {}

    static WordFaults of(AgreementKind kind, WordTemplate template) {
        Set<WordField> found = EnumSet.noneOf(WordField.class);
        List<Unknown> unknown = new ArrayList<>();
        for (String written : template.places()) {
            WordField.of(kind, written)
                    .ifPresentOrElse(
                            found::add, () -> unknown.add(new Unknown(written, WordField.nearest(kind, written))));
        }
        List<WordField> missing = WordField.offered(kind).stream()
                .filter(field -> field.need() != WordField.Need.NONE && !found.contains(field))
                .toList();
        return new WordFaults(
                unknown.subList(0, Math.min(MOST_NAMED, unknown.size())),
                missing,
                template.strays()
                        .subList(0, Math.min(MOST_NAMED, template.strays().size())));
    }

    /// Whether there is nothing to be mended.
    public boolean none() {
        return unknown.isEmpty() && missing.isEmpty() && strays.isEmpty();
    }
}
