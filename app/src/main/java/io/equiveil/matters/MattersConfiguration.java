package io.equiveil.matters;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.frame.NavigationItem;
import io.equiveil.frame.worklist.Worklist;
import io.equiveil.frame.worklist.Worklist.Item;
import io.equiveil.frame.worklist.Worklist.Kind;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires this room.
@Configuration(proxyBeanMethods = false)
class MattersConfiguration {

    /// D.2: every matter's row is what was written.
    @Bean
    ControlCheck matterRowsCheck(MatterRepository matters) {
        return new ControlCheck() {
            @Override
            public ControlId control() {
                return new ControlId("D.2");
            }

            @Override
            public Outcome check() {
                long forged = matters.countNotGenuine();
                if (forged > 0) {
                    return new Outcome.Fails("/matters", "matters.control.forged", forged);
                }
                long open = matters.countOpen();
                return open == 0
                        ? new Outcome.Unknown("matters.control.none")
                        : new Outcome.Holds("matters.control.genuine", open);
            }
        };
    }

    @Bean
    NavigationItem mattersNavigation() {
        return new NavigationItem(
                NavigationItem.Group.MATTERS,
                10,
                "matters.nav",
                "/matters",
                Set.of(Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER));
    }

    /// What stands in the way of each open matter, and destructions that wait for a second person.
    @Bean
    Worklist mattersWorklist(Matters matters, Destructions pending) {
        return (Requester.SignedIn person) -> {
            if (!person.isStaff()) {
                return List.of();
            }
            Stream<Item> destructions = pending.waitingFor(person).stream()
                    .map(row -> new Item(
                            Kind.TO_APPROVE,
                            "matters.work.destruction",
                            List.of(row.codeName()),
                            Optional.empty(),
                            "/matters/" + row.id()));
            Stream<Item> blocked = matters.of(person).stream()
                    .filter(matter -> matter.closedAt().isEmpty())
                    .filter(matter -> matters.next(matter)
                            .filter(next -> !next.blockers().isEmpty())
                            .isPresent())
                    .map(matter -> new Item(
                            Kind.BLOCKED,
                            "matters.work.blocked",
                            List.of(matter.codeName()),
                            Optional.empty(),
                            "/matters/" + matter.id()));
            return Stream.concat(destructions, blocked).limit(20).toList();
        };
    }
}
