package io.equiveil.conversations;

/// Why a letter is not taken. Each has a sentence (`conversations.refusal.…`).
public enum LetterRefusal {
    /// Neither words nor a file.
    EMPTY,
    /// More than [Conversations#LONGEST] characters.
    TOO_LONG,
    /// The matter is closed: its thread can be read, not continued.
    CLOSED,
    /// The matter is from the old books and was not taken up.
    NOT_TAKEN_UP,
    /// A voice note of more than [Conversations#LONGEST_VOICE] bytes.
    VOICE_TOO_LONG,
    /// Sound in a form that browsers do not play (AMR, for example).
    VOICE_NOT_PLAYABLE,
    /// A file that is no photograph and no sound, or one of several pages: that belongs into the
    /// data room.
    NOT_A_PHOTO,
    /// What was sealed for this party was destroyed, so nothing more can be.
    KEY_DESTROYED
}
