package io.equiveil.feedback;

import io.equiveil.frame.Display;
import io.equiveil.kernel.SubjectId;
import io.equiveil.law.Law;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.Agreements;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// By when the firm has to answer: a suspected breach as the client's own agreement says, all else as the law book
/// says.
@Component
class CasePeriods {

    /// The period stands in the client's agreement.
    static final String AGREEMENT = "AGREEMENT";

    private final Law law;
    private final Agreements agreements;

    CasePeriods(Law law, Agreements agreements) {
        this.law = law;
        this.agreements = agreements;
    }

    /// A period that has begun.
    record Period(String rule, Instant until) {}

    Period from(CaseKind kind, SubjectId subject, Instant start) {
        Optional<AgreementSummary> agreed =
                kind == CaseKind.BREACH ? agreements.firmAgreement(subject) : Optional.empty();
        return agreed.map(agreement -> new Period(
                        AGREEMENT,
                        start.atZone(Display.SHANGHAI)
                                .toLocalDate()
                                .plusDays(agreement.terms().liability().answerWithinDays() + 1L)
                                .atStartOfDay(Display.SHANGHAI)
                                .toInstant()))
                .orElseGet(() -> byLaw(kind, start));
    }

    private Period byLaw(CaseKind kind, Instant start) {
        String rule = switch (kind) {
            case BREACH, COMPLAINT -> "DL-COMPLAINT";
            case COPY, CORRECTION, ERASURE -> "DL-RIGHTS";
            case ACCOUNT -> "DL-CLOSE";
        };
        return new Period(rule, law.due(rule, start).end());
    }
}
