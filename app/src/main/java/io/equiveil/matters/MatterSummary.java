package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A matter as pages show it: its code name and dates, never a name, a quantity or a price.
///
/// @param conflict  what the check for conflicts came to; parties are always told `NONE`
/// @param suspended whether compliance has stopped it
/// @param legalHold whether compliance keeps its keys from being destroyed; parties are always told no
/// @param simple    whether it is run as a simple matter: one seller, one buyer, one screen
public record MatterSummary(
        MatterId id,
        String codeName,
        CompanyForm form,
        MandateForm mandate,
        MatterStage stage,
        ConflictState conflict,
        boolean suspended,
        boolean legalHold,
        boolean simple,
        Instant openedAt,
        Optional<Instant> closedAt,
        List<Party> parties,
        List<Member> team,
        List<PartnerId> partners) {

    /// A party; who it is stands in its own file, behind the gate.
    ///
    /// @param toldOfBoth whether it was told that the firm acts for both sides
    public record Party(SubjectId subject, Side side, Standing standing, Instant since, boolean toldOfBoth) {}

    /// A member of the team.
    public record Member(PersonId person, boolean lead) {}

    public Optional<Party> party(SubjectId subject) {
        return parties.stream().filter(party -> party.subject().equals(subject)).findFirst();
    }

    public Optional<SubjectId> seller() {
        return parties.stream()
                .filter(party -> party.side() == Side.SELLER && party.standing() != Standing.LEFT)
                .map(Party::subject)
                .findFirst();
    }

    public List<Party> buyers() {
        return parties.stream().filter(party -> party.side() == Side.BUYER).toList();
    }
}
