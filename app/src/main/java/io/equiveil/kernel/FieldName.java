package io.equiveil.kernel;

import java.util.regex.Pattern;

/// The name of one field of a sealed value, for example `mobile`. Names are chosen in code, never by a person, so that
/// an entry of the ledger may say *which* field was seen without saying what stood in it.
///
/// @param value a lower-case letter, then up to 39 letters or digits
public record FieldName(String value) implements Comparable<FieldName> {

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-zA-Z0-9]{0,39}");

    /// @throws IllegalArgumentException if the name has another shape
    public FieldName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a field name is a letter and up to 39 letters or digits, not " + value);
        }
    }

    @Override
    public int compareTo(FieldName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
