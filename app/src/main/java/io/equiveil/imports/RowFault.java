package io.equiveil.imports;

import io.equiveil.clients.IdentifierFault;

/// Why a row is not taken in. Each has a sentence (`imports.fault.…`).
public enum RowFault {
    MISSING,
    TOO_LONG,
    WRONG_SHAPE,
    /// Excel has replaced the last digits of a long number by zeros.
    DIGITS_LOST,
    /// The cell shows an error, such as `#REF!`.
    CELL_ERROR,
    UNKNOWN_KIND,
    /// 3 to 30 of a-z, 0-9, dot, hyphen, underscore, a letter first.
    LOGIN_SHAPE,
    UNKNOWN_ROLE,
    /// Only the owner makes owners and administrators.
    ONLY_OWNER_MAY,
    /// No stage is called so.
    UNKNOWN_STAGE,
    /// The matter is over: only running ones are brought in.
    STAGE_OVER,
    /// A joint stock company has no notice to the other shareholders.
    STAGE_OF_OTHER_FORM,
    NOT_A_DATE,
    FUTURE_DATE,
    UNKNOWN_FORM,
    /// The code name says who a party is.
    NAMES_A_PARTY,
    /// As many names as numbers, in the same order.
    BUYERS_UNEQUAL,
    /// One number stands for two parties.
    SAME_PARTY,
    /// The same number or handle stands further up in the list.
    TWICE,
    /// It is there already: a client of one's own with this number, somebody with this handle.
    KNOWN;

    static RowFault of(IdentifierFault fault) {
        return switch (fault) {
            case MISSING -> MISSING;
            case TOO_LONG -> TOO_LONG;
            case WRONG_SHAPE,
                    IMPOSSIBLE_DATE,
                    UNKNOWN_AREA,
                    WRONG_CHECK_DIGIT,
                    OTHER_DOCUMENT,
                    RETIRED,
                    OUT_OF_RANGE,
                    NOT_WITHIN_TWO_YEARS,
                    NOT_FOR_YOU,
                    NOT_FOR_THIS_CLIENT,
                    ACTS_ALREADY -> WRONG_SHAPE;
        };
    }
}
