package io.equiveil.kernel;

import java.util.regex.Pattern;

/// The name of one rule of the policy, for example `advisor-contact`. Safe in a log and in the ledger.
///
/// @param value lower-case letters, digits and hyphens, 3 to 60 of them, a letter first
public record RuleId(String value) implements Comparable<RuleId> {

    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{2,59}");

    /// @throws IllegalArgumentException if the name has another shape
    public RuleId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a rule is named by letters, digits and hyphens, not " + value);
        }
    }

    @Override
    public int compareTo(RuleId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
