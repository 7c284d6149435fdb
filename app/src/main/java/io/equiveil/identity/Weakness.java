package io.equiveil.identity;

/// Why a password or a PIN is refused.
public enum Weakness {
    TOO_SHORT,
    TOO_LONG,
    TOO_UNIFORM,
    WELL_KNOWN,
    CONTAINS_HANDLE,
    NOT_SIX_DIGITS,
    TOO_SIMPLE
}
