package io.equiveil.nda;

import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.nda.AgreementSummary.Medium;
import io.equiveil.vault.GateRows.GateRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// A stored agreement with what authenticates it.
///
/// @param pages of the text
record AgreementRow(
        AgreementId id,
        AgreementKind kind,
        SubjectId subject,
        Optional<MatterId> matter,
        Locale language,
        int textVersion,
        AgreementTerms terms,
        String textHash,
        int pages,
        PersonId preparedBy,
        Instant preparedAt,
        Standing standing,
        long version) {

    /// The version of a text that the other side wrote: its scan is the text (docs/spec/agreement-paper.md).
    static final int THEIR_TEXT = 1_000;

    /// The version of a text written from a Word template of the firm: this number and that of the template.
    static final int WORD_TEXTS = 2_000;

    /// The number of the firm's Word template that it was written from; empty for another text.
    Optional<Integer> wordTemplate() {
        return textVersion > WORD_TEXTS ? Optional.of(textVersion - WORD_TEXTS) : Optional.empty();
    }

    /// Whether the other side wrote the text.
    boolean isTheirs() {
        return textVersion == THEIR_TEXT;
    }

    /// What changes in its life.
    ///
    /// @param document the current sealed PDF of the text
    /// @param scan     the sealed scan that counts, if it was signed on paper
    record Standing(
            AgreementState state,
            Medium medium,
            UUID document,
            Optional<UUID> scan,
            Optional<Instant> inForceFrom,
            Optional<Instant> endsAt,
            Optional<EndReason> endedBecause) {

        // To the microsecond, as the database keeps it: the MAC is over what is read back.
        Standing {
            inForceFrom = inForceFrom.map(at -> at.truncatedTo(ChronoUnit.MICROS));
            endsAt = endsAt.map(at -> at.truncatedTo(ChronoUnit.MICROS));
        }

        static Standing draft(UUID document) {
            return new Standing(
                    AgreementState.DRAFT,
                    Medium.SCREEN,
                    document,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        Standing sent(UUID signed) {
            return new Standing(AgreementState.SENT, medium, signed, scan, inForceFrom, endsAt, endedBecause);
        }

        Standing onPaper(UUID taken) {
            return new Standing(
                    AgreementState.ON_PAPER,
                    Medium.PAPER,
                    document,
                    Optional.of(taken),
                    inForceFrom,
                    endsAt,
                    endedBecause);
        }

        /// The scan was sent back: as before it came in.
        Standing withoutPaper(AgreementState before) {
            return new Standing(before, Medium.SCREEN, document, Optional.empty(), inForceFrom, endsAt, endedBecause);
        }

        Standing inForce(UUID current, Instant from) {
            return new Standing(
                    AgreementState.IN_FORCE, medium, current, scan, Optional.of(from), endsAt, endedBecause);
        }

        Standing until(Instant end) {
            return new Standing(state, medium, document, scan, inForceFrom, Optional.of(end), endedBecause);
        }

        Standing ended(Instant at, EndReason because) {
            return new Standing(
                    AgreementState.ENDED, medium, document, scan, inForceFrom, Optional.of(at), Optional.of(because));
        }

        Standing cancelled() {
            return new Standing(AgreementState.CANCELLED, medium, document, scan, inForceFrom, endsAt, endedBecause);
        }
    }

    static String rowName(AgreementId id) {
        return "nda.agreements/" + id;
    }

    AgreementState state() {
        return standing.state();
    }

    /// Every column that the gate relies on, in a fixed order (docs/spec/gate-row.md), and how many pages have to be
    /// compared before paper counts.
    GateRow gateRow(Digest leaf) {
        GateRow older = gateRowWithoutPages(leaf);
        List<String> content = new ArrayList<>(older.content());
        content.add(Integer.toString(pages));
        return new GateRow(older.row(), version, leaf, content);
    }

    /// As rows were authenticated before the pages were; the next change of such a row takes them in.
    GateRow gateRowWithoutPages(Digest leaf) {
        List<String> content = new ArrayList<>(List.of(
                kind.name(),
                subject.toString(),
                matter.map(MatterId::toString).orElse("-"),
                terms.scope().stream().map(InformationClass::name).sorted().collect(Collectors.joining(",")),
                Integer.toString(terms.yearsAfterClosing()),
                terms.measures().stream().map(ControlId::value).collect(Collectors.joining(",")),
                textHash,
                standing.document().toString(),
                standing.state().name(),
                standing.medium().name(),
                standing.inForceFrom().map(Instant::toString).orElse("-"),
                standing.endsAt().map(Instant::toString).orElse("-")));
        if (textVersion >= 2) {
            Liability liability = terms.liability();
            content.addAll(List.of(
                    Integer.toString(textVersion),
                    language.getLanguage(),
                    Boolean.toString(terms.mutual()),
                    liability.damagesYuan().map(yuan -> Long.toString(yuan)).orElse("-"),
                    Boolean.toString(liability.coversCosts()),
                    Integer.toString(liability.answerWithinDays())));
        }
        // These came into the rows later: they stand in the MAC only where they say something, so that rows of earlier
        // versions still hold. The number of columns keeps the forms apart.
        if (standing.scan().isPresent() || standing.endedBecause().isPresent()) {
            content.addAll(List.of(
                    standing.scan().map(UUID::toString).orElse("-"),
                    standing.endedBecause().map(EndReason::name).orElse("-")));
        }
        return new GateRow(rowName(id), version, leaf, content);
    }

    /// The next version, standing so.
    AgreementRow next(Standing changed) {
        return new AgreementRow(
                id,
                kind,
                subject,
                matter,
                language,
                textVersion,
                terms,
                textHash,
                pages,
                preparedBy,
                preparedAt,
                changed,
                version + 1);
    }

    /// Whether its scope may be opened at this moment.
    boolean opensAt(Instant moment) {
        return state() == AgreementState.IN_FORCE
                && standing.inForceFrom().filter(from -> !moment.isBefore(from)).isPresent()
                && standing.endsAt().map(moment::isBefore).orElse(true);
    }

    /// Whether it was in force once and is no more.
    boolean isOverAt(Instant moment) {
        return state() == AgreementState.ENDED
                || state() == AgreementState.IN_FORCE
                        && standing.endsAt()
                                .filter(end -> !moment.isBefore(end))
                                .isPresent();
    }
}
