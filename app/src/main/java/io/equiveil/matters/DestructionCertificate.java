package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.vault.KeyCustody.Destruction;
import java.util.List;
import java.util.OptionalLong;

/// What became of a matter's keys after closing, in two stages (promise P5).
///
/// @param destroyed groups whose key was destroyed, with how far that has come
/// @param kept      groups that stay, each with the rules of law that keep it and until when
public record DestructionCertificate(
        MatterId matter, String codeName, List<Group> destroyed, List<RetentionClock> kept) {

    public DestructionCertificate {
        destroyed = List.copyOf(destroyed);
        kept = List.copyOf(kept);
    }

    /// One group.
    ///
    /// @param asked     who asked for it
    /// @param approved  the second person, who approved it
    /// @param certified number on arrival of the ledger's entry about the first stage
    /// @param measured  number on arrival of the ledger's entry about the second stage; empty until it was measured
    public record Group(
            RetentionGroup group,
            Destruction destruction,
            PersonId asked,
            PersonId approved,
            OptionalLong certified,
            OptionalLong measured) {}
}
