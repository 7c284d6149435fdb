package io.equiveil.conversations;

import io.equiveil.files.FileRefusal;

/// What came of writing.
public sealed interface WriteResult {

    record Written(Letter letter) implements WriteResult {}

    record Refused(LetterRefusal because) implements WriteResult {}

    /// The photograph is not taken in.
    record FileRefused(FileRefusal because) implements WriteResult {}

    /// There is no such thread for this person.
    record NotYours() implements WriteResult {}
}
