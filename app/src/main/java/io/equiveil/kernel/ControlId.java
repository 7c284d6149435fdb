package io.equiveil.kernel;

import java.util.regex.Pattern;

/// A measure's number: `1.1` to `20.3`, or `D.1` to `D.10`.
///
/// @param value as in the catalogue
public record ControlId(String value) implements Comparable<ControlId> {

    private static final Pattern SHAPE = Pattern.compile("(?:[1-9]|1[0-9]|20)\\.[1-4]|D\\.(?:[1-9]|10)");

    /// @throws IllegalArgumentException if there can be no such measure
    public ControlId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("no measure has the number " + value);
        }
    }

    @Override
    public int compareTo(ControlId other) {
        return sortKey().compareTo(other.sortKey());
    }

    private Integer sortKey() {
        int dot = value.indexOf('.');
        int area = value.startsWith("D") ? 0 : Integer.parseInt(value.substring(0, dot));
        return area * 100 + Integer.parseInt(value.substring(dot + 1));
    }

    @Override
    public String toString() {
        return value;
    }
}
