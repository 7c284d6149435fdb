package io.equiveil.matters;

import io.equiveil.access.Question;
import io.equiveil.frame.Display;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.law.Law;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which rules keep which group of a closed matter, and of a client's own file, as `matters/retention.json`
/// says; how long each rule keeps is the law's own data.
final class RetentionRules {

    private final Map<RetentionGroup, List<String>> groups = new EnumMap<>(RetentionGroup.class);
    private final List<OwnGroup> ownFile = new ArrayList<>();
    private final List<String> withdrawn;
    private final List<String> lead;
    private final StaysOpen staysOpen;
    private final Law law;

    /// What staff may open of a party's own file after closing.
    ///
    /// @param classes   of information, for `purposes`
    /// @param records   agreements, for the purpose of an agreement
    /// @param oversight purposes for which masks of everything are shown
    record StaysOpen(
            List<String> rules,
            Set<InformationClass> classes,
            Set<Purpose> purposes,
            Set<RecordType> records,
            Set<Purpose> oversight) {

        boolean covers(Address address, Question question) {
            return classes.contains(address.informationClass()) && purposes.contains(question.purpose())
                    || records.contains(address.record()) && question.purpose() == Purpose.AGREEMENT
                    || question.form() == Question.Form.MASK && oversight.contains(question.purpose());
        }
    }

    /// From when a group of a client's own file counts.
    enum From {
        /// The closing of the client's last matter; of one that had none, the end of its last agreement.
        BUSINESS,
        /// The later of the closing of the last matter and the end of the last agreement.
        CONTRACT
    }

    /// A group of a client's own file.
    record OwnGroup(RetentionGroup group, From from, List<String> rules) {}

    /// What several rules come to.
    ///
    /// @param rule  the one that keeps longest; empty if there are none
    /// @param until empty if it is kept for ever
    record Longest(Optional<String> rule, Optional<Instant> until) {}

    private RetentionRules(JsonNode data, Law law) {
        this.law = law;
        data.path("groups").forEach(row -> groups.put(group(row), words(row.path("rules"))));
        data.path("ownFile")
                .forEach(row -> ownFile.add(
                        new OwnGroup(group(row), From.valueOf(row.path("from").asString()), words(row.path("rules")))));
        withdrawn = words(data.path("withdrawn"));
        lead = words(data.path("lead"));
        JsonNode after = data.path("afterClosing");
        staysOpen = new StaysOpen(
                words(after.path("rules")),
                all(after.path("classes"), InformationClass::valueOf),
                all(after.path("purposes"), Purpose::valueOf),
                all(after.path("records"), RecordType::new),
                all(after.path("oversight"), Purpose::valueOf));
    }

    private static RetentionGroup group(JsonNode row) {
        return RetentionGroup.valueOf(row.path("group").asString());
    }

    private static <T> Set<T> all(JsonNode array, Function<String, T> read) {
        return words(array).stream().map(read).collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(word -> words.add(word.asString()));
        return List.copyOf(words);
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

    /// Groups that a client's own file can hold, those that go first before those that go last.
    List<OwnGroup> ownFile() {
        return List.copyOf(ownFile);
    }

    /// Why optional facts go whose consent was taken back.
    List<String> withdrawn() {
        return withdrawn;
    }

    /// How long a first contact is kept.
    List<String> lead() {
        return lead;
    }

    /// What staff may open of a party's own file after closing.
    StaysOpen staysOpen() {
        return staysOpen;
    }

    /// The longest of several rules. One that sets no period lets go at once, when its ground ends.
    Longest longest(List<String> rules, Instant since) {
        Optional<String> longest = Optional.empty();
        Instant until = since;
        for (String rule : rules) {
            Optional<Instant> end = setsPeriod(rule, since) ? law.keptUntil(rule, since) : Optional.of(since);
            if (end.isEmpty()) {
                return new Longest(Optional.of(rule), Optional.empty());
            }
            if (longest.isEmpty() || end.get().isAfter(until)) {
                longest = Optional.of(rule);
                until = end.get();
            }
        }
        return new Longest(longest, Optional.of(until));
    }

    private boolean setsPeriod(String rule, Instant since) {
        return !law.rule(rule, LocalDate.ofInstant(since, Display.SHANGHAI))
                .terms()
                .isEmpty();
    }

    /// Every rule that keeps something.
    Set<String> citations() {
        return Stream.of(
                        groups.values().stream().flatMap(List::stream),
                        ownFile.stream().flatMap(own -> own.rules().stream()),
                        withdrawn.stream(),
                        staysOpen.rules().stream(),
                        lead.stream())
                .flatMap(rules -> rules)
                .collect(Collectors.toSet());
    }
}
