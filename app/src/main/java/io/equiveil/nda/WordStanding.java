package io.equiveil.nda;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How the firm stands to the Word templates of one kind of agreement in one language.
///
/// @param adopted  the one that agreements are written from; empty: from our own text
/// @param versions every one that ever came in, newest first
/// @param genuine  whether the record of the adoption is what was written
public record WordStanding(WordSlot slot, Optional<Adoption> adopted, List<Version> versions, boolean genuine) {

    public WordStanding {
        versions = List.copyOf(versions);
    }

    /// A template as it came in. Never changed.
    ///
    /// @param number counted from 1
    /// @param hash   SHA-256 of the file as it is kept
    /// @param pages  of the example that was made of it
    public record Version(int number, Digest hash, int pages, int bytes, PersonId by, Instant at) {}

    public record Adoption(int number, PersonId by, Instant at) {}

    /// Whether agreements are written from this version.
    public boolean isAdopted(int number) {
        return adopted.filter(adoption -> adoption.number() == number).isPresent();
    }
}
