package io.equiveil.nda;

/// Why a scan was sent back by the second person. Each has a sentence (`nda.paper.fault.…`).
public enum PaperFault {
    PAGE_MISSING,
    UNREADABLE,
    NOT_SIGNED,
    /// The paper does not say what the text says.
    OTHER_TEXT
}
