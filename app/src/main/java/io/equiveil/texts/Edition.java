package io.equiveil.texts;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import java.time.Instant;

/// Words that the firm has saved: its own, or a shipped version as it was adopted. Never changed and never deleted.
///
/// @param number         counted from 1 within its text
/// @param shippedVersion the version that it is, or that it was written from
/// @param own            whether somebody changed the words
public record Edition(
        int number, int shippedVersion, boolean own, Wording wording, Digest hash, PersonId savedBy, Instant savedAt) {}
