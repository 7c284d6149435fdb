package io.equiveil.nda;

/// The four questions about a text that the other side wrote; a second person compares each answer with the text.
public enum TheirAnswer {
    /// which classes of information
    SCOPE,
    /// how long after closing
    TERM,
    /// who promises, and what follows from a breach
    LIABILITY,
    /// which measures
    MEASURES
}
