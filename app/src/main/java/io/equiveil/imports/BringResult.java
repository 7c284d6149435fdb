package io.equiveil.imports;

import io.equiveil.tables.TableRefusal;
import java.time.Instant;
import java.util.Optional;

/// What came of bringing a list in.
public sealed interface BringResult {

    /// It is here, sealed.
    ///
    /// @param sameBefore when the same person brought the same file in before
    record Here(ImportId list, Optional<Instant> sameBefore) implements BringResult {}

    /// It is no list that can be read; nothing of it was kept.
    record Refused(TableRefusal because) implements BringResult {}

    /// The requester may not bring such lists in.
    record NotAllowed() implements BringResult {}
}
