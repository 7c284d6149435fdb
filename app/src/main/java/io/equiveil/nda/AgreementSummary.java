package io.equiveil.nda;

import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// An agreement as lists and pages show it: no name in it, no text.
///
/// @param textHash SHA-256 of the words with a random number, lower-case hex: the version hash at the foot of the print
/// @param document row of the current sealed PDF
/// @param theirs   whether the other side wrote the text: its scan is the text
/// @param wordTemplate the number of the firm's own Word template that it was written from; empty for another text
/// @param genuine  whether the stored row is what was written and the latest that the ledger knows
public record AgreementSummary(
        AgreementId id,
        AgreementKind kind,
        SubjectId subject,
        Optional<MatterId> matter,
        Locale language,
        AgreementTerms terms,
        AgreementState state,
        Medium medium,
        String textHash,
        UUID document,
        int pages,
        PersonId preparedBy,
        Instant preparedAt,
        Optional<Instant> inForceFrom,
        Optional<Instant> endsAt,
        Optional<EndReason> endedBecause,
        List<Signed> signatures,
        boolean theirs,
        Optional<Integer> wordTemplate,
        boolean genuine) {

    /// On screen or on paper; both count the same.
    public enum Medium {
        SCREEN,
        PAPER
    }

    /// A signature that was given. Never changes.
    public record Signed(Side side, PersonId person, String grade, Instant at) {}

    /// Who signs.
    public enum Side {
        COUNTERPART,
        FIRM
    }

    /// Whether its scope is open at this moment.
    public boolean opensAt(Instant moment) {
        return genuine
                && state == AgreementState.IN_FORCE
                && endsAt.map(moment::isBefore).orElse(true);
    }

    /// A number that people can say on the telephone.
    public String number() {
        return numberOf(id);
    }

    /// The number of an agreement.
    public static String numberOf(AgreementId id) {
        return "EV-" + id.value().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    }
}
