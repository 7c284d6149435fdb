package io.equiveil.consent;

/// In which form a consent was given. The law asks for a certain form in PIPL arts. 14, 23, 25, 29, 31 and 39.
public enum ConsentKind {
    /// 同意
    GENERAL,
    /// 单独同意: for one particular handling (NDSR art. 62(7))
    SEPARATE,
    /// 书面同意
    WRITTEN,
    /// 监护人同意: for somebody under fourteen
    GUARDIAN;

    /// Whether this form is enough where `asked` is required. Every stricter form is a general consent too; a
    /// guardian answers for a child in any form.
    public boolean suffices(ConsentKind asked) {
        return switch (asked) {
            case GENERAL -> true;
            case SEPARATE -> this != GENERAL;
            case WRITTEN -> this == WRITTEN || this == GUARDIAN;
            case GUARDIAN -> this == GUARDIAN;
        };
    }
}
