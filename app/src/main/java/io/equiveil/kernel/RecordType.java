package io.equiveil.kernel;

import java.util.regex.Pattern;

/// The kind of record that a sealed value belongs to, as `room.record`; it stands in the associated data, so a value
/// moved to a record of another kind does not open.
///
/// @param name two lower-case words, for example `clients.person`
public record RecordType(String name) {

    private static final Pattern SHAPE = Pattern.compile("[a-z]{2,30}\\.[a-z_]{2,40}");

    /// @throws IllegalArgumentException if the name has another shape
    public RecordType {
        if (!SHAPE.matcher(name).matches()) {
            throw new IllegalArgumentException("a record type looks like room.record but was " + name);
        }
    }

    /// The room that answers for this record.
    public String room() {
        return name.substring(0, name.indexOf('.'));
    }

    @Override
    public String toString() {
        return name;
    }
}
