package io.equiveil.kernel;

import java.util.List;

/// Some fields of one sealed value: what an entry about a release names.
///
/// @param address whose value it is and where it lives; the entry concerns the owner
/// @param fields  in alphabetical order, each once; empty for a document
public record FieldsAt(Address address, List<FieldName> fields) {

    public FieldsAt {
        fields = fields.stream().distinct().sorted().toList();
    }
}
