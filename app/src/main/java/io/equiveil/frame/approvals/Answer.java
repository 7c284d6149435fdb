package io.equiveil.frame.approvals;

/// What came of a second person's word.
///
/// @param done       whether it counts
/// @param messageKey what to say
public record Answer(boolean done, String messageKey) {

    /// It counts.
    public static Answer done(String messageKey) {
        return new Answer(true, messageKey);
    }

    /// It does not, and nothing has changed.
    public static Answer refused(String messageKey) {
        return new Answer(false, messageKey);
    }

    /// Nothing of the kind waits for this person, as far as it may know.
    public static Answer unknown() {
        return refused("approvals.answer.unknown");
    }
}
