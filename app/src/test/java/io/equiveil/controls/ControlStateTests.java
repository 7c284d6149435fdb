package io.equiveil.controls;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.kernel.ControlId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ControlStateTests {

    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");
    private static final Catalogue CATALOGUE = new Catalogue();

    @Test
    void withoutACheckNobodyCanTell() {
        ControlState state = Controls.state(measure("15.1"), Optional.empty(), NOW);

        assertThat(state.status()).isEqualTo(ControlStatus.UNKNOWN);
        assertThat(state.evidence()).containsExactly(Evidence.of("controls.evidence.none"));
    }

    @Test
    void aResultThatGrewOldIsNoAnswer() {
        ControlResults.Latest old = latest("3.3", ControlStatus.HOLDS, NOW.minus(Duration.ofMinutes(11)));

        assertThat(Controls.state(measure("3.3"), Optional.of(old), NOW).status())
                .isEqualTo(ControlStatus.UNKNOWN);
    }

    @Test
    void whereAnAttackerCouldLearnFromItThePublicSeesAFailureWithoutDetail() {
        for (String discreet : List.of("2.2", "3.3", "9.1")) {
            ControlState failing = failing(discreet, NOW.minus(Duration.ofHours(71)));

            ControlState seen = failing.forThePublic(NOW);

            assertThat(seen.status()).isEqualTo(ControlStatus.FAILS);
            assertThat(seen.evidence()).containsExactly(Evidence.of("controls.evidence.withheld"));
        }
    }

    @Test
    void after72HoursThePublicSeesTheDetailAsWell() {
        ControlState failing = failing("3.3", NOW.minus(Duration.ofHours(72)).minusSeconds(1));

        assertThat(failing.forThePublic(NOW).evidence()).isEqualTo(failing.evidence());
    }

    @Test
    void inOtherAreasThePublicSeesTheDetailAtOnce() {
        ControlState failing = failing("4.2", NOW.minusSeconds(60));

        assertThat(failing.forThePublic(NOW).evidence()).isEqualTo(failing.evidence());
    }

    @Test
    void thePublicIsNeverSentToWhereThingsAreMended() {
        assertThat(failing("4.2", NOW).forThePublic(NOW).repairPath()).isEmpty();
    }

    @Test
    void aDayIsAsGoodAsItsWorstMoment() {
        ControlId id = new ControlId("3.3");
        Instant noon = Instant.parse("2026-11-20T04:00:00Z");
        List<ControlChange> changes = List.of(
                new ControlChange(id, ControlStatus.HOLDS, noon, List.of()),
                new ControlChange(id, ControlStatus.FAILS, noon.plus(Duration.ofDays(1)), List.of()),
                new ControlChange(id, ControlStatus.HOLDS, noon.plus(Duration.ofHours(25)), List.of()));

        assertThat(Trend.of(changes, NOW, 5).days())
                .extracting(Trend.Day::worst)
                .containsExactly(
                        Optional.empty(),
                        Optional.of(ControlStatus.HOLDS),
                        Optional.of(ControlStatus.FAILS),
                        Optional.of(ControlStatus.HOLDS),
                        Optional.of(ControlStatus.HOLDS));
    }

    private static ControlState failing(String id, Instant since) {
        ControlResults.Latest latest = new ControlResults.Latest(
                new ControlId(id),
                ControlStatus.FAILS,
                since,
                NOW,
                List.of(Evidence.of("vault.check.x", 4)),
                "/repair",
                true,
                Optional.of(since));
        return Controls.state(measure(id), Optional.of(latest), NOW);
    }

    private static ControlResults.Latest latest(String id, ControlStatus status, Instant checkedAt) {
        return new ControlResults.Latest(
                new ControlId(id), status, checkedAt, checkedAt, List.of(), null, true, Optional.empty());
    }

    private static Measure measure(String id) {
        return CATALOGUE.find(new ControlId(id)).orElseThrow();
    }
}
