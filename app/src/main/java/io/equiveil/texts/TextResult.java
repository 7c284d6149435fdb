package io.equiveil.texts;

import java.util.List;

/// What came of changing a text.
public sealed interface TextResult {

    /// Done and recorded.
    record Done() implements TextResult {}

    /// No, and why.
    record Refused(Fault fault) implements TextResult {}

    /// The words have places that cannot stay so.
    ///
    /// @param unknownFields    placeholders that nothing fills
    /// @param unknownCitations rules that do not exist or are not in force
    record Unsound(List<String> unknownFields, List<String> unknownCitations) implements TextResult {}

    /// Why not. Each has a sentence (`texts.fault.…`).
    enum Fault {
        NOT_ENTITLED,
        UNKNOWN,
        /// The words changed since they were shown.
        CHANGED_MEANWHILE,
        NOTHING_TO_ADOPT,
        NOTHING_CHANGED,
        NO_DRAFT,
        NO_NEWER_VERSION,
        NOT_ADOPTED,
        DAY_NOT_AHEAD,
        DAY_TOO_FAR,
        DAY_IN_FUTURE,
        NO_REFERENCE,
        TOO_LONG,
        EMPTY,
        NOT_IN_THAT_LANGUAGE,
        NOT_GENUINE
    }
}
