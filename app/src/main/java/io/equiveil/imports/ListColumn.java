package io.equiveil.imports;

/// What a column of a list can be read as. Each has a name (`imports.column.…`).
public enum ListColumn {
    NAME,
    MOBILE,
    /// Natural person or company; for rows that do not say, one is chosen for all.
    CLIENT_KIND,
    /// The handle with which a member of staff signs in.
    LOGIN,
    /// What colleagues and clients see of a member of staff, or what everybody calls a matter.
    CODE_NAME,
    /// Titles, from which roles are proposed.
    ROLES,
    SELLER_NAME,
    SELLER_MOBILE,
    /// How far a running matter has come, in the words of the firm.
    STAGE,
    /// The day of the mandate.
    MANDATED_ON,
    /// Limited company or joint stock company; a limited company if nothing is said.
    FORM,
    /// One or several, with a comma between them, in the order of the numbers.
    BUYER_NAME,
    BUYER_MOBILE
}
