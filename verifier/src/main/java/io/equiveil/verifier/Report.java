package io.equiveil.verifier;

import java.util.ArrayList;
import java.util.List;

/// Collects findings in the order in which they were made and says what they come to together.
final class Report {

    static final int ALL_HOLD = 0;
    static final int SOMETHING_FAILS = 1;
    static final int CANNOT_TELL = 2;

    private final List<Finding> findings = new ArrayList<>();

    void holds(String check, String message, Object... facts) {
        add(Outcome.HOLDS, check, message, facts);
    }

    void fails(String check, String message, Object... facts) {
        add(Outcome.FAILS, check, message, facts);
    }

    void unknown(String check, String message, Object... facts) {
        add(Outcome.UNKNOWN, check, message, facts);
    }

    private void add(Outcome outcome, String check, String message, Object... facts) {
        List<String> texts = new ArrayList<>();
        for (Object fact : facts) {
            texts.add(String.valueOf(fact));
        }
        findings.add(new Finding(outcome, check, message, texts));
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /// One failure outweighs everything; one open question outweighs what holds; nothing checked is an open
    /// question.
    int exitCode() {
        if (findings.stream().anyMatch(finding -> finding.outcome() == Outcome.FAILS)) {
            return SOMETHING_FAILS;
        }
        boolean allHold =
                !findings.isEmpty() && findings.stream().allMatch(finding -> finding.outcome() == Outcome.HOLDS);
        return allHold ? ALL_HOLD : CANNOT_TELL;
    }
}
