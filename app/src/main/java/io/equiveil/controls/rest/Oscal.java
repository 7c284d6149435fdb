package io.equiveil.controls.rest;

import io.equiveil.controls.Area;
import io.equiveil.controls.Catalogue;
import io.equiveil.controls.ControlState;
import io.equiveil.controls.ControlStatus;
import io.equiveil.controls.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// Writes the catalogue and its states in NIST OSCAL 1.1.3 (JSON).
///
/// A measure that nobody can judge gets no finding: OSCAL knows only "satisfied" and "not satisfied", and silence is
/// truer than either.
final class Oscal {

    private static final String VERSION = "1.1.3";
    private static final String NAMESPACE = "https://equiveil.example/ns/oscal";

    private Oscal() {}

    static Map<String, Object> assessmentResults(
            List<ControlState> states, Function<ControlState, String> evidence, Instant now) {
        String plan = uuid();
        List<Map<String, Object>> observations = new ArrayList<>();
        List<Map<String, Object>> findings = new ArrayList<>();
        for (ControlState state : states) {
            state.checkedAt().ifPresent(checkedAt -> {
                String observation = uuid();
                observations.add(map(
                        "uuid", observation,
                        "title", "Automatic check of " + state.measure().id(),
                        "description", evidence.apply(state),
                        "methods", List.of("TEST"),
                        "collected", checkedAt.toString()));
                if (state.status() != ControlStatus.UNKNOWN) {
                    findings.add(finding(state, observation));
                }
            });
        }
        Map<String, Object> result = map(
                "uuid", uuid(),
                "title", "Continuous checks",
                "description", "How every promised measure stood when its check last ran.",
                "start", now.toString(),
                "reviewed-controls",
                        map(
                                "control-selections",
                                List.of(map(
                                        "include-controls",
                                        states.stream()
                                                .map(state -> map("control-id", controlId(state.measure())))
                                                .toList()))));
        // Empty arrays are not allowed by the schema: what is not there is left out.
        if (!observations.isEmpty()) {
            result.put("observations", observations);
        }
        if (!findings.isEmpty()) {
            result.put("findings", findings);
        }
        return map(
                "assessment-results",
                map(
                        "uuid", uuid(),
                        "metadata", metadata("EquiVeil: how the promised measures stand", now),
                        "import-ap", map("href", "#" + plan),
                        "results", List.of(result),
                        "back-matter",
                                map(
                                        "resources",
                                        List.of(map(
                                                "uuid",
                                                plan,
                                                "title",
                                                "Plan of continuous checks",
                                                "description",
                                                "Every check runs once a minute on live data; each measure of"
                                                        + " the catalogue is in scope.")))));
    }

    static Map<String, Object> catalog(Catalogue catalogue, Instant now) {
        return map(
                "catalog",
                map(
                        "uuid", uuid(),
                        "metadata", metadata("EquiVeil: the promised measures", now),
                        "groups",
                                catalogue.areas().stream()
                                        .map(area -> group(area, catalogue.measuresOf(area)))
                                        .toList()));
    }

    private static Map<String, Object> group(Area area, List<Measure> measures) {
        return map(
                "id", "area-" + area.id().toLowerCase(Locale.ROOT),
                "title", area.nameZh() + " / " + area.nameEn(),
                "controls", measures.stream().map(Oscal::control).toList());
    }

    private static Map<String, Object> control(Measure measure) {
        return map(
                "id", controlId(measure),
                "title", measure.nameZh() + " / " + measure.nameEn(),
                "props",
                        List.of(
                                map("name", "label", "value", measure.id().value()),
                                map(
                                        "name",
                                        "owner",
                                        "ns",
                                        NAMESPACE,
                                        "value",
                                        measure.owner().name())),
                "parts",
                        List.of(
                                map(
                                        "id",
                                        controlId(measure) + "_smt",
                                        "name",
                                        "statement",
                                        "prose",
                                        measure.promiseEn()),
                                map(
                                        "id",
                                        controlId(measure) + "_smt.zh",
                                        "name",
                                        "statement",
                                        "ns",
                                        NAMESPACE,
                                        "prose",
                                        measure.promiseZh())));
    }

    private static Map<String, Object> finding(ControlState state, String observation) {
        boolean holds = state.status() == ControlStatus.HOLDS;
        return map(
                "uuid", uuid(),
                "title", state.measure().id() + " " + state.measure().nameEn(),
                "description", state.measure().promiseEn(),
                "target",
                        map(
                                "type",
                                "statement-id",
                                "target-id",
                                controlId(state.measure()) + "_smt",
                                "status",
                                map(
                                        "state", holds ? "satisfied" : "not-satisfied",
                                        "reason", holds ? "pass" : "fail")),
                "related-observations", List.of(map("observation-uuid", observation)));
    }

    private static Map<String, Object> metadata(String title, Instant now) {
        return map(
                "title", title, "last-modified", now.toString(), "version", now.toString(), "oscal-version", VERSION);
    }

    // OSCAL tokens begin with a letter.
    private static String controlId(Measure measure) {
        return "ev-" + measure.id().value().toLowerCase(Locale.ROOT);
    }

    private static String uuid() {
        return UUID.randomUUID().toString();
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
