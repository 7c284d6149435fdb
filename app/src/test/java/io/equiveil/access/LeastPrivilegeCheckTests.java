package io.equiveil.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.kernel.Address;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Measure 3.1 turns red when it is broken.
class LeastPrivilegeCheckTests {

    private final House house = House.open();
    private final LeastPrivilegeCheck check = house.bean(LeastPrivilegeCheck.class);

    @Test
    void holdsOnAHouseAsItIs() {
        assertThat(check.check()).isInstanceOf(Outcome.Holds.class);
    }

    @Test
    void failsWhenThePolicyIsNotWhatWasAdopted() {
        house.ownerJdbc()
                .sql("update access.policies set document = document || ' '")
                .update();
        try {
            assertThat(check.check())
                    .isInstanceOfSatisfying(
                            Outcome.Fails.class,
                            fails -> assertThat(fails.messageKey()).isEqualTo("access.control.no-policy"));
        } finally {
            house.ownerJdbc()
                    .sql("update access.policies set document = left(document, length(document) - 1)")
                    .update();
        }
    }

    @Test
    void failsWhenTheStandingOfAClauseWasChanged() {
        house.ownerJdbc()
                .sql(
                        "update access.clause_states set until_at = until_at + interval '1 day' where clause = 'JURISDICTION'")
                .update();
        try {
            assertThat(check.check())
                    .isInstanceOfSatisfying(
                            Outcome.Fails.class,
                            fails -> assertThat(fails.messageKey()).isEqualTo("access.control.clause"));
        } finally {
            house.ownerJdbc()
                    .sql("update access.clause_states set until_at = until_at - interval '1 day'"
                            + " where clause = 'JURISDICTION'")
                    .update();
        }
    }

    @Test
    void failsWhenSomebodyWhoIsAssignedToNothingIsLetIn() {
        AccessDecisions careless = question -> new Decision(
                io.equiveil.kernel.DecisionId.random(),
                1,
                Map.of(),
                question.what().stream()
                        .collect(Collectors.toMap(
                                (Address address) -> address,
                                _ -> new Decision.Verdict.Permit("careless", Set.of(), Set.of(), Set.of(), Set.of()))));

        assertThat(new LeastPrivilegeCheck(house.bean(StandingPolicy.class), careless, house.bean(Clock.class)).check())
                .isInstanceOf(Outcome.Fails.class);
    }
}
