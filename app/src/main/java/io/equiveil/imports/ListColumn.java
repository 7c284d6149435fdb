package io.equiveil.imports;

/// What a column of a list can be read as. Each has a name (`imports.column.…`).
public enum ListColumn {
    NAME(true),
    MOBILE(true),
    /// Natural person or company; for rows that do not say, one is chosen for all.
    CLIENT_KIND(false);

    private final boolean required;

    ListColumn(boolean required) {
        this.required = required;
    }

    /// Whether a list without it cannot be taken in.
    public boolean isRequired() {
        return required;
    }
}
