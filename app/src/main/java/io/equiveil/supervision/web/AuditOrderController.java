package io.equiveil.supervision.web;

import io.equiveil.controls.ControlState;
import io.equiveil.controls.ControlStatus;
import io.equiveil.controls.Controls;
import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.Role;
import io.equiveil.supervision.AuditItem;
import io.equiveil.supervision.AuditOrder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// The measures in the order of the mainland audit, to read and to print.
@Controller
class AuditOrderController {

    private final AuditOrder order;
    private final Controls controls;
    private final Clock clock;

    AuditOrderController(AuditOrder order, Controls controls, Clock clock) {
        this.order = order;
        this.controls = controls;
        this.clock = clock;
    }

    /// An item with its measures as they stand.
    record Line(int number, String title, List<String> rules, List<Answer> answers) {}

    /// A measure that answers it.
    record Answer(String id, String name, ControlStatus status) {}

    @GetMapping("/audit/controls")
    @AllowedTo({Role.AUDITOR, Role.COMPLIANCE_OFFICER, Role.OWNER})
    ModelAndView index(Locale locale) {
        Map<ControlId, ControlState> states = controls.all().stream()
                .collect(Collectors.toMap(state -> state.measure().id(), Function.identity()));
        Instant now = clock.instant();
        return new ModelAndView("supervision/order")
                .addObject(
                        "lines",
                        order.items().stream()
                                .map(item -> line(item, states, locale))
                                .toList())
                .addObject(
                        "gaps", order.items().stream().filter(AuditItem::isGap).count())
                .addObject(
                        "others",
                        order.others().stream()
                                .map(measure -> answer(Objects.requireNonNull(states.get(measure.id())), locale))
                                .toList())
                .addObject("now", now);
    }

    private static Line line(AuditItem item, Map<ControlId, ControlState> states, Locale locale) {
        return new Line(
                item.number(),
                item.title(locale),
                item.rules(),
                item.measures().stream()
                        .map(id -> answer(Objects.requireNonNull(states.get(id)), locale))
                        .toList());
    }

    private static Answer answer(ControlState state, Locale locale) {
        return new Answer(state.measure().id().value(), state.measure().name(locale), state.status());
    }
}
