package io.equiveil.evidence;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// An answer of the server.
///
/// @param body the JSON, or an empty object if there was none
record Answer(int status, JsonNode body, byte[] bytes) {

    private static final Set<String> REASONS = Set.of("reason", "reasons", "because", "blockers", "fault", "missing");
    private static final Set<String> REMEDIES = Set.of("remedy", "remedies");

    static JsonNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    boolean ok() {
        return status >= 200 && status < 300;
    }

    /// Whether the server understood and said no; an error of ours or of its own is none.
    boolean isRefusal() {
        return status >= 400 && status < 500 && status != 400 && status != 405;
    }

    String text(String field) {
        return body.path(field).asString("");
    }

    /// The name of the problem, such as `matter-blocked`.
    String problem() {
        return text("type").replace("urn:equiveil:problem:", "");
    }

    /// Every reason that the problem gives, as code; the problem's own name if it gives none.
    List<String> reasons() {
        Set<String> reasons = new LinkedHashSet<>();
        collect(body, REASONS, reasons);
        body.path("obstacles").forEach(each -> reasons.add(each.path("kind").asString("")));
        if (reasons.isEmpty() && !problem().isEmpty()) {
            reasons.add(problem());
        }
        return List.copyOf(reasons);
    }

    /// Every way out that the problem names, as code.
    List<String> remedies() {
        Set<String> remedies = new LinkedHashSet<>();
        collect(body, REMEDIES, remedies);
        return new ArrayList<>(remedies);
    }

    /// The way out that stands beside a reason; empty if the problem does not pair them.
    Optional<String> remedyFor(String reason) {
        return remedyFor(body, reason);
    }

    private static Optional<String> remedyFor(JsonNode node, String reason) {
        if (node.path("reason").asString("").equals(reason) && node.has("remedy")) {
            return Optional.of(node.path("remedy").asString(""));
        }
        for (JsonNode child : node) {
            Optional<String> found = remedyFor(child, reason);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static void collect(JsonNode node, Set<String> names, Set<String> into) {
        if (node.isArray()) {
            node.forEach(each -> collect(each, names, into));
        }
        for (String name : node.isObject() ? List.copyOf(node.propertyNames()) : List.<String>of()) {
            JsonNode value = node.get(name);
            if (names.contains(name)) {
                texts(value, into);
            }
            collect(value, names, into);
        }
    }

    private static void texts(JsonNode value, Set<String> into) {
        if (value.isString()) {
            into.add(value.asString());
        } else if (value.isArray()) {
            value.forEach(each -> texts(each, into));
        }
    }
}
