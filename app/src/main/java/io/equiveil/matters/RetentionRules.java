package io.equiveil.matters;

import io.equiveil.kernel.RetentionGroup;
import io.equiveil.law.Law;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which rules keep which group of a closed matter, as `matters/retention.json` says; how long each rule keeps is the
/// law's own data.
final class RetentionRules {

    private final Map<RetentionGroup, List<String>> groups = new EnumMap<>(RetentionGroup.class);
    private final Law law;

    private RetentionRules(JsonNode data, Law law) {
        this.law = law;
        data.path("groups").forEach(row -> {
            List<String> rules = new ArrayList<>();
            row.path("rules").forEach(rule -> rules.add(rule.asString()));
            groups.put(RetentionGroup.valueOf(row.path("group").asString()), List.copyOf(rules));
        });
    }

    /// Those that ship with the product.
    static RetentionRules shipped(Law law) {
        try (InputStream text =
                Objects.requireNonNull(RetentionRules.class.getResourceAsStream("/matters/retention.json"))) {
            return new RetentionRules(JsonMapper.builder().build().readTree(text), law);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Groups that a matter can hold.
    Set<RetentionGroup> groups() {
        return groups.keySet();
    }

    List<String> rulesOf(RetentionGroup group) {
        return groups.getOrDefault(group, List.of());
    }

    /// Until when a group is kept after closing: as the longest of its rules says, or not at all.
    ///
    /// @return empty if it is kept for ever
    Optional<Instant> keptUntil(RetentionGroup group, Instant closedAt) {
        List<Optional<Instant>> ends = rulesOf(group).stream()
                .map(rule -> law.keptUntil(rule, closedAt))
                .toList();
        return ends.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : Optional.of(ends.stream()
                        .map(Optional::orElseThrow)
                        .max(Comparator.naturalOrder())
                        .orElse(closedAt));
    }

    /// Every rule that keeps something.
    Set<String> citations() {
        return groups.values().stream().flatMap(List::stream).collect(Collectors.toSet());
    }
}
