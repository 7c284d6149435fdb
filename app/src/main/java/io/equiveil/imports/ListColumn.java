package io.equiveil.imports;

/// What a column of a list can be read as. Each has a name (`imports.column.…`).
public enum ListColumn {
    NAME,
    MOBILE,
    /// Natural person or company; for rows that do not say, one is chosen for all.
    CLIENT_KIND,
    /// The handle with which a member of staff signs in.
    LOGIN,
    /// What colleagues and clients see of a member of staff.
    CODE_NAME,
    /// Titles, from which roles are proposed.
    ROLES
}
