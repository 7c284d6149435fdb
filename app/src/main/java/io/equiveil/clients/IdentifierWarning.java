package io.equiveil.clients;

/// Something that is kept although a rule would have expected it otherwise. Each has a sentence (`clients.warning.…`).
public enum IdentifierWarning {
    /// Some early codes in real use fail their last digit: to be confirmed with the registry.
    CONFIRM_WITH_REGISTRY,
    /// Some old debit cards do not follow the Luhn rule: to be compared with the card.
    COMPARE_WITH_CARD
}
