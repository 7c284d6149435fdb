package io.equiveil.kernel;

import java.util.regex.Pattern;

/// The name of one of the firm's own texts (制度、协议范本、告知), for example `privacy-policy`. Chosen with the text and
/// never by a person, so it is safe in a log and in the ledger.
///
/// @param value lower-case letters, digits and hyphens, 3 to 60 of them, a letter first
public record TextId(String value) implements Comparable<TextId> {

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{2,59}");

    /// @throws IllegalArgumentException if the name has another shape
    public TextId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a text is named by letters, digits and hyphens, not " + value);
        }
    }

    @Override
    public int compareTo(TextId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
