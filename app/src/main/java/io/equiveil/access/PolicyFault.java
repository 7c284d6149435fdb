package io.equiveil.access;

/// What is wrong with a policy that somebody proposes. Each has a sentence (`access.fault.…`).
///
/// @param kind  what
/// @param where the rule's name or its place in the list, counted from 1; empty if the document as a whole is meant
public record PolicyFault(Kind kind, String where) {

    /// Kinds of fault.
    public enum Kind {
        /// Not JSON, an unknown name, a value of another type, or longer than 200,000 characters.
        UNREADABLE,
        /// Another format number than 1.
        UNKNOWN_FORMAT,
        /// No rule at all: nobody could do anything, not even see their own data.
        NO_RULES,
        /// A rule's name has another shape than `[a-z][a-z0-9-]{2,59}`.
        BAD_NAME,
        /// Two rules of the same name.
        NAME_TWICE,
        /// A rule that could never allow anything: relations, roles, classes, purposes or forms are empty.
        EMPTY_SET,
        /// `untilStage` lies before `fromStage`, or one of them is ABANDONED.
        STAGES_REVERSED,
        /// The rule leaves out a clause that may not be left out for these relations and forms.
        EXEMPTION_NOT_ALLOWED,
        /// A rule for the machine's own readers: their list is closed and is not part of the policy.
        MACHINE_NOT_ALLOWED
    }
}
