package io.equiveil.controls.web;

import io.equiveil.controls.Area;
import io.equiveil.controls.Catalogue;
import io.equiveil.controls.ControlState;
import io.equiveil.controls.ControlStatus;
import io.equiveil.controls.Controls;
import io.equiveil.controls.Measure;
import io.equiveil.controls.Trend;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Display;
import io.equiveil.frame.Notice;
import io.equiveil.frame.OpenToAll;
import io.equiveil.frame.State;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The map of all promises, for everybody, and the page of each. Staff and auditors see the whole history as well.
@Controller
@RequestMapping("/controls")
class ControlsController {

    private static final int LINES_OF_HISTORY = 50;

    private final Controls controls;
    private final Catalogue catalogue;
    private final MessageSource messages;
    private final Display show;
    private final Clock clock;

    ControlsController(Controls controls, Catalogue catalogue, MessageSource messages, Display show, Clock clock) {
        this.controls = controls;
        this.catalogue = catalogue;
        this.messages = messages;
        this.show = show;
        this.clock = clock;
    }

    @GetMapping
    @OpenToAll(because = "how the firm keeps its promises is for everybody to see")
    ModelAndView map(Requester requester, Locale locale) {
        List<ControlState> states = controls.all();
        Map<Area, List<ControlState>> byArea = states.stream()
                .collect(Collectors.groupingBy(state -> state.measure().area()));
        Map<ControlStatus, Long> counts =
                states.stream().collect(Collectors.groupingBy(ControlState::status, Collectors.counting()));
        return new ModelAndView("controls/map")
                .addObject("inside", isInside(requester))
                .addObject("mayCheck", mayCheck(requester))
                .addObject("audits", audits(requester))
                .addObject(
                        "areas",
                        catalogue.areas().stream()
                                .map(area -> area(area, byArea.getOrDefault(area, List.of()), locale))
                                .toList())
                .addObject("holds", counts.getOrDefault(ControlStatus.HOLDS, 0L))
                .addObject("fails", counts.getOrDefault(ControlStatus.FAILS, 0L))
                .addObject("unknown", counts.getOrDefault(ControlStatus.UNKNOWN, 0L))
                .addObject(
                        "checkedAt",
                        states.stream()
                                .flatMap(state -> state.checkedAt().stream())
                                .max(Comparator.naturalOrder())
                                .orElse(null));
    }

    @GetMapping("/{id}")
    @OpenToAll(because = "what a promise means and how it stands is for everybody to see")
    ModelAndView show(@PathVariable String id, Requester requester, Locale locale) {
        Measure measure = measure(id);
        boolean inside = isInside(requester);
        Instant now = clock.instant();
        ControlState state = controls.state(measure.id());
        return new ModelAndView("controls/show")
                .addObject("inside", inside)
                .addObject("control", detail(inside ? state : state.forThePublic(now), locale))
                .addObject("days", days(controls.trend(measure.id())))
                .addObject("history", inside ? history(measure.id(), locale) : List.of());
    }

    @PostMapping("/rounds")
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER})
    String check(RedirectAttributes redirect) {
        controls.checkNow();
        redirect.addFlashAttribute("notice", Notice.done("controls.done"));
        return "redirect:/controls";
    }

    private Measure measure(String id) {
        try {
            return catalogue.find(new ControlId(id)).orElseThrow(ControlsController::unknown);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static boolean isInside(Requester requester) {
        return requester instanceof Requester.SignedIn person && (person.isStaff() || person.has(Role.AUDITOR));
    }

    private static boolean audits(Requester requester) {
        return requester instanceof Requester.SignedIn person
                && (person.has(Role.AUDITOR) || person.has(Role.OWNER) || person.has(Role.COMPLIANCE_OFFICER));
    }

    private static boolean mayCheck(Requester requester) {
        return requester instanceof Requester.SignedIn person
                && (person.has(Role.OWNER)
                        || person.has(Role.ADMINISTRATOR)
                        || person.has(Role.COMPLIANCE_OFFICER)
                        || person.has(Role.SECURITY_OFFICER));
    }

    private static AreaCell area(Area area, List<ControlState> states, Locale locale) {
        List<Cell> cells = states.stream()
                .map(state ->
                        new Cell(state.measure().id().value(), state.measure().name(locale), state.status()))
                .toList();
        long holding = states.stream()
                .filter(state -> state.status() == ControlStatus.HOLDS)
                .count();
        return new AreaCell(area.id(), area.name(locale), holding, cells);
    }

    private Detail detail(ControlState state, Locale locale) {
        Measure measure = state.measure();
        return new Detail(
                measure.id().value(),
                measure.name(locale),
                measure.area().name(locale),
                measure.promise(locale),
                state.status(),
                look(state.status()),
                state.since().orElse(null),
                state.checkedAt().orElse(null),
                state.evidence().stream()
                        .map(evidence -> evidence.say(messages, show, locale))
                        .toList(),
                messages.getMessage("controls.department." + measure.owner(), null, locale),
                roles(measure.raci().responsible(), locale),
                roles(Set.of(measure.raci().accountable()), locale),
                roles(measure.raci().consulted(), locale),
                roles(measure.raci().informed(), locale),
                state.repairPath().orElse(null));
    }

    private String roles(Set<Role> roles, Locale locale) {
        return roles.stream()
                .sorted()
                .map(role -> messages.getMessage("controls.role." + role, null, locale))
                .collect(Collectors.joining(messages.getMessage("controls.list", null, locale)));
    }

    private List<Line> history(ControlId id, Locale locale) {
        return controls.history(id, LINES_OF_HISTORY).stream()
                .map(change -> new Line(
                        change.at(),
                        change.status(),
                        look(change.status()),
                        change.evidence().stream()
                                .map(evidence -> evidence.say(messages, show, locale))
                                .toList()))
                .toList();
    }

    private List<DayMark> days(Trend trend) {
        Function<ControlStatus, String> word = ControlStatus::word;
        return trend.days().stream()
                .map(day ->
                        new DayMark(show.date(day.date()), day.worst().map(word).orElse("none"), day.worst()))
                .toList();
    }

    private static String look(ControlStatus status) {
        return switch (status) {
            case HOLDS -> State.HOLDS.look();
            case FAILS -> State.STOP.look();
            case UNKNOWN -> State.UNKNOWN.look();
        };
    }

    record AreaCell(String id, String name, long holding, List<Cell> cells) {}

    record Cell(String id, String name, ControlStatus status) {}

    record Detail(
            String id,
            String name,
            String area,
            String promise,
            ControlStatus status,
            String look,
            @Nullable Instant since,
            @Nullable Instant checkedAt,
            List<String> evidence,
            String owner,
            String responsible,
            String accountable,
            String consulted,
            String informed,
            @Nullable String repairPath) {}

    record Line(Instant at, ControlStatus status, String look, List<String> evidence) {}

    record DayMark(String date, String look, Optional<ControlStatus> worst) {}
}
