package io.equiveil.dataroom;

import io.equiveil.files.FileRefusal;

/// What came of sending a document.
public sealed interface UploadResult {

    /// It is sealed and entered.
    ///
    /// @param pointsElsewhere whether it refers to another file or a server, which was not asked:
    ///                        what is shown are the figures and pictures that the file itself holds
    record Stored(RoomDocument document, boolean pointsElsewhere) implements UploadResult {}

    /// It is not taken in; nothing of it is kept.
    record Refused(Refusal because) implements UploadResult {}

    /// Its files are not taken in; nothing of them is kept.
    record FileRefused(FileRefusal because) implements UploadResult {}

    /// There is no such matter or client, or it is not the requester's.
    record NotYours() implements UploadResult {}
}
