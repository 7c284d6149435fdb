package io.equiveil.supervision.rest;

import io.equiveil.controls.ControlState;
import io.equiveil.controls.Controls;
import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.Role;
import io.equiveil.supervision.AuditItem;
import io.equiveil.supervision.AuditOrder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The measures in the order of the mainland audit, for programs.
@RestController
class AuditOrderRestController {

    private final AuditOrder order;
    private final Controls controls;

    AuditOrderRestController(AuditOrder order, Controls controls) {
        this.order = order;
        this.controls = controls;
    }

    /// @param status `holds`, `fails` or `unknown`
    record MeasureView(String id, String nameZh, String nameEn, String status) {

        static MeasureView of(ControlState state) {
            return new MeasureView(
                    state.measure().id().value(),
                    state.measure().nameZh(),
                    state.measure().nameEn(),
                    state.status().word());
        }
    }

    /// @param gap whether no measure answers it
    record ItemView(
            int number, String titleZh, String titleEn, List<String> rules, List<MeasureView> measures, boolean gap) {}

    /// @param others measures that answer no item
    record OrderView(List<ItemView> items, List<MeasureView> others) {}

    @GetMapping("/api/audit/controls")
    @AllowedTo({Role.AUDITOR, Role.COMPLIANCE_OFFICER, Role.OWNER})
    OrderView order() {
        Map<ControlId, ControlState> states = controls.all().stream()
                .collect(Collectors.toMap(state -> state.measure().id(), Function.identity()));
        return new OrderView(
                order.items().stream().map(item -> item(item, states)).toList(),
                order.others().stream()
                        .map(measure -> MeasureView.of(Objects.requireNonNull(states.get(measure.id()))))
                        .toList());
    }

    private static ItemView item(AuditItem item, Map<ControlId, ControlState> states) {
        return new ItemView(
                item.number(),
                item.titleZh(),
                item.titleEn(),
                item.rules(),
                item.measures().stream()
                        .map(id -> MeasureView.of(Objects.requireNonNull(states.get(id))))
                        .toList(),
                item.isGap());
    }
}
