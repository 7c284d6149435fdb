package io.equiveil.dataroom;

/// Why a document is not taken in although its files are sound, or not changed or taken out. Each has a
/// sentence that says what to do (`dataroom.refusal.…`). Nothing of what was sent is kept.
public enum Refusal {
    /// No title, or one of more than 120 characters.
    TITLE,
    /// A class or a stage that cannot be chosen here.
    CHOICE,
    /// The matter is over.
    MATTER_CLOSED,
    /// Compliance has suspended the matter.
    MATTER_SUSPENDED,
    /// The matter is from the old books and was not taken up.
    MATTER_NOT_TAKEN_UP,
    /// A legal hold keeps what is there.
    KEPT_BY_LAW,
    /// The notice has not been served, or nothing allows handling identity documents yet.
    NO_LEGAL_BASIS,
    /// The key under which it would be sealed was destroyed.
    KEY_DESTROYED;

    /// Key of the sentence.
    public String messageKey() {
        return "dataroom.refusal." + name();
    }
}
