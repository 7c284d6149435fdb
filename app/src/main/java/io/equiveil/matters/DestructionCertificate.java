package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.vault.KeyCustody.Destruction;
import java.util.List;
import java.util.Map;

/// What became of a matter's keys after closing, in two stages (promise P5).
///
/// @param destroyed groups whose key was destroyed, with how far that has come
/// @param kept      groups that stay, each with the retention rule that holds it (`regulatory-facts`, §13)
public record DestructionCertificate(
        MatterId matter, String codeName, List<Group> destroyed, Map<RetentionGroup, String> kept) {

    /// One group.
    public record Group(RetentionGroup group, Destruction destruction) {}
}
