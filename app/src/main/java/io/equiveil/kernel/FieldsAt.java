package io.equiveil.kernel;

import java.util.Collection;
import java.util.List;

/// Some fields of one sealed value: what an entry about a release names.
///
/// @param address    whose value it is and where it lives; the entry concerns the owner
/// @param fields     in alphabetical order, each once; empty for a document
/// @param concerning subjects besides the owner whose facts these are: a matter's value names the party on whose side
///                   it stands; in a fixed order, each once
public record FieldsAt(Address address, List<FieldName> fields, List<SubjectId> concerning) {

    public FieldsAt {
        fields = fields.stream().distinct().sorted().toList();
        concerning = concerning.stream()
                .distinct()
                .sorted(java.util.Comparator.comparing(SubjectId::value))
                .toList();
    }

    /// Fields that concern their owner only.
    public FieldsAt(Address address, List<FieldName> fields) {
        this(address, fields, List.of());
    }

    /// The same, concerning these subjects as well.
    public FieldsAt concerning(Collection<SubjectId> subjects) {
        return new FieldsAt(address, fields, List.copyOf(subjects));
    }
}
