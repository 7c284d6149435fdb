package io.equiveil.dataroom;

import io.equiveil.files.Progress;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import java.time.Duration;
import java.util.Optional;

/// How far files that were sent have come.
public sealed interface SendingState {

    /// They are here, and being worked on.
    ///
    /// @param done how many files are done with, of how many
    record Going(SendingId sending, Owner owner, Progress.Step step, int done, int of, Duration since)
            implements SendingState {}

    /// It is over. Can be asked for a few minutes.
    ///
    /// @param about  what was said about them
    /// @param matter to which they were sent; for identity documents the one that the stamp names
    record Over(UploadResult result, Owner owner, Optional<MatterId> matter, NewDocument about)
            implements SendingState {}

    /// There is no such sending of this person, or none any more: the list of documents says what became of it.
    record Unknown() implements SendingState {}
}
