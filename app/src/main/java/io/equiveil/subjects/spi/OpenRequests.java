package io.equiveil.subjects.spi;

import io.equiveil.kernel.SubjectId;

/// Something that a subject asked of the firm, or holds against it, and that is not settled: as long as it is
/// open, nothing of the subject is destroyed. Rooms above implement it; whatever cannot be read as it was
/// written counts as open.
public interface OpenRequests {

    /// Whether something is open.
    boolean anyOf(SubjectId subject);
}
