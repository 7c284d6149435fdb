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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// A stored agreement with what authenticates it.
record AgreementRow(
        AgreementId id,
        AgreementKind kind,
        SubjectId subject,
        Optional<MatterId> matter,
        Locale language,
        int textVersion,
        AgreementTerms terms,
        UUID document,
        String textHash,
        int pages,
        AgreementState state,
        Medium medium,
        PersonId preparedBy,
        Instant preparedAt,
        Optional<Instant> inForceFrom,
        Optional<Instant> endsAt,
        long version) {

    static String rowName(AgreementId id) {
        return "nda.agreements/" + id;
    }

    /// Every column that the gate relies on, in a fixed order (docs/spec/gate-row.md).
    GateRow gateRow(Digest leaf) {
        List<String> content = new ArrayList<>(List.of(
                kind.name(),
                subject.toString(),
                matter.map(MatterId::toString).orElse("-"),
                terms.scope().stream().map(InformationClass::name).sorted().collect(Collectors.joining(",")),
                Integer.toString(terms.yearsAfterClosing()),
                terms.measures().stream().map(ControlId::value).collect(Collectors.joining(",")),
                textHash,
                document.toString(),
                state.name(),
                medium.name(),
                inForceFrom.map(Instant::toString).orElse("-"),
                endsAt.map(Instant::toString).orElse("-")));
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
        return new GateRow(rowName(id), version, leaf, content);
    }

    AgreementRow next(AgreementState to, Medium by, UUID current, Optional<Instant> from, Optional<Instant> until) {
        return new AgreementRow(
                id,
                kind,
                subject,
                matter,
                language,
                textVersion,
                terms,
                current,
                textHash,
                pages,
                to,
                by,
                preparedBy,
                preparedAt,
                from,
                until,
                version + 1);
    }

    /// Whether its scope may be opened at this moment.
    boolean opensAt(Instant moment) {
        return state == AgreementState.IN_FORCE
                && inForceFrom.filter(from -> !moment.isBefore(from)).isPresent()
                && endsAt.map(moment::isBefore).orElse(true);
    }

    /// Whether it was in force once and is no more.
    boolean isOverAt(Instant moment) {
        return state == AgreementState.ENDED
                || state == AgreementState.IN_FORCE
                        && endsAt.filter(end -> !moment.isBefore(end)).isPresent();
    }
}
