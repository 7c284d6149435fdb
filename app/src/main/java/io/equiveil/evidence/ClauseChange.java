package io.equiveil.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Two people decide how far a condition of the gate counts: one proposes, another agrees.
final class ClauseChange {

    private final Stage stage;
    private final Staff staff;

    ClauseChange(Stage stage, Staff staff) {
        this.stage = stage;
        this.staff = staff;
    }

    /// From now on a no of this condition is a no.
    void putInForce(String clause, String chinese, String english) {
        decide(
                clause,
                "IN_FORCE",
                "示例：演示这项条件生效",
                "两人决定：" + chinese + "即日生效",
                "Two people put " + english + " into force");
    }

    /// Back to where a firm starts: a no is noted, and stops nothing for 29 days.
    void watch(String clause, String chinese, String english) {
        decide(
                clause,
                "OBSERVED",
                "示例：恢复观察期",
                "两人决定：" + chinese + "恢复为观察，只提示、不拦截",
                "Two people set " + english + " back to being watched: noted, not stopped");
    }

    private void decide(String clause, String state, String reason, String chinese, String english) {
        Answer proposed = propose(clause, state, reason);
        stage.needed(
                chinese,
                english,
                staff.compliance()
                        .actor()
                        .post("/api/access/proposals/" + proposed.text("id") + "/approval", Map.of()));
    }

    Answer propose(String clause, String state, String reason) {
        Map<String, Object> proposal = new HashMap<>(Map.of("clause", clause, "state", state, "reason", reason));
        if (!state.equals("IN_FORCE")) {
            Instant until = stage.clock().instant().plus(Duration.ofDays(29));
            proposal.put("until", until.toString());
        }
        return staff.owner().actor().post("/api/access/clause-proposals", proposal);
    }
}
