package io.equiveil.law;

import io.equiveil.frame.Display;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The front door of the law: rules by id and day, periods counted by them, and a search.
///
/// A citation is the id of a rule, with the number of an item in brackets where that matters: `PIPL-13(2)`. Ids do not
/// change when article numbers move; which article it was on a day is asked with that day.
public final class Law {

    private static final Pattern CITATION =
            Pattern.compile("([A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9+']+)+)(?:\\(\\d{1,2}\\))?");

    private final List<LawRule> inOrder;
    private final Map<String, List<LawRule>> byId = new LinkedHashMap<>();
    private final WorkCalendar calendar;
    private final Counting counting;

    /// @throws IllegalArgumentException if two rows of a rule overlap in time, or a ground is unknown
    Law(List<LawRule> rules, WorkCalendar calendar) {
        this.inOrder = List.copyOf(rules);
        this.calendar = calendar;
        this.counting = new Counting(calendar);
        for (LawRule rule : rules) {
            List<LawRule> editions = byId.computeIfAbsent(rule.id(), _ -> new ArrayList<>());
            boolean overlaps =
                    editions.stream().anyMatch(other -> rule.inForce(other.from()) || other.inForce(rule.from()));
            if (overlaps || !CITATION.matcher(rule.id()).matches()) {
                throw new IllegalArgumentException("rule " + rule.id() + " is there twice for the same time");
            }
            editions.add(rule);
        }
        rules.forEach(rule -> rule.grounds().stream()
                .filter(ground -> !byId.containsKey(ground))
                .forEach(ground -> {
                    throw new IllegalArgumentException("rule " + rule.id() + " rests on unknown " + ground);
                }));
    }

    /// The collection that ships with the product, with its calendars.
    public static Law shipped() {
        return new Law(LawBook.rules(), new WorkCalendar(LawBook.plans(Optional.empty())));
    }

    /// A rule that is known to be there, as it stood on a day.
    ///
    /// @param citation the id, with or without an item in brackets
    /// @throws IllegalArgumentException if there is no such rule, or it was not in force
    public LawRule rule(String citation, LocalDate on) {
        return find(citation, on)
                .orElseThrow(() -> new IllegalArgumentException("no rule " + citation + " was in force on " + on));
    }

    /// A rule as it stood on a day.
    public Optional<LawRule> find(String citation, LocalDate on) {
        return editions(citation).stream().filter(rule -> rule.inForce(on)).findFirst();
    }

    /// A rule as it stood and stands, oldest first; empty if there is none of this id.
    public List<LawRule> editions(String citation) {
        return idOf(citation).map(id -> byId.getOrDefault(id, List.of())).orElse(List.of());
    }

    /// The id in a citation; empty if it does not look like one.
    public Optional<String> idOf(String citation) {
        Matcher matcher = CITATION.matcher(citation);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /// The parts of the collection in their order.
    public List<LawRule.Part> parts() {
        return inOrder.stream().map(LawRule::part).distinct().toList();
    }

    /// Rules in force on a day.
    ///
    /// @param words each must occur in the id, the law, the article or the duty, in either language; empty for all
    /// @param part  the key of one part; empty for all
    public List<LawRule> search(String words, Optional<String> part, LocalDate on) {
        List<String> wanted = Stream.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        return inOrder.stream()
                .filter(rule -> rule.inForce(on))
                .filter(rule -> part.map(rule.part().key()::equals).orElse(true))
                .filter(rule -> wanted.stream().allMatch(haystack(rule)::contains))
                .toList();
    }

    /// Ids of rules that rest on a rule.
    public Set<String> restingOn(String id) {
        Set<String> resting = new TreeSet<>();
        inOrder.stream().filter(rule -> rule.grounds().contains(id)).forEach(rule -> resting.add(rule.id()));
        return resting;
    }

    /// By when something is to be done, by a rule's first period, from the day on which it starts.
    ///
    /// @param citation for example `DL-PREEMPT`
    /// @throws IllegalArgumentException if the rule is unknown, or its period runs from a moment or has no end
    public Due due(String citation, LocalDate start) {
        return counting.due(rule(citation, start).term(), start);
    }

    /// By when something is to be done, by one of a rule's periods, from the moment in which it starts. Periods of days
    /// count from that moment's day in Shanghai.
    ///
    /// @throws IllegalArgumentException if the rule or the period is unknown, or it has no end
    public Due due(String citation, String term, Instant start) {
        LawRule rule = rule(citation, LocalDate.ofInstant(start, Display.SHANGHAI));
        return counting.due(term.isEmpty() ? rule.term() : rule.term(term), start);
    }

    /// By when something is to be done, by a rule's first period.
    ///
    /// @throws IllegalArgumentException if the rule is unknown or its period has no end
    public Due due(String citation, Instant start) {
        return due(citation, "", start);
    }

    /// Until when something is kept, by the first period of a retention rule such as `RET-AML`. Never earlier than the
    /// same time of day, so that nothing is destroyed hours too early; days of rest do not prolong it.
    ///
    /// @return empty if it is kept for ever
    /// @throws IllegalArgumentException if the rule is unknown or sets no such period
    public Optional<Instant> keptUntil(String citation, Instant since) {
        ZonedDateTime start = since.atZone(Display.SHANGHAI);
        Term term = rule(citation, start.toLocalDate()).term();
        return switch (term.unit()) {
            case DAYS -> Optional.of(start.plusDays(term.length()).toInstant());
            case MONTHS -> Optional.of(start.plusMonths(term.length()).toInstant());
            case YEARS -> Optional.of(start.plusYears(term.length()).toInstant());
            case FOR_EVER -> Optional.empty();
            case AT_ONCE, MINUTES, HOURS, WORKING_DAYS, DAY_OF_NEXT_MONTH ->
                throw new IllegalArgumentException("nothing is kept for a term in " + term.unit());
        };
    }

    /// The calendar of working days.
    public WorkCalendar calendar() {
        return calendar;
    }

    private static String haystack(LawRule rule) {
        return String.join(
                        "\n",
                        rule.id(),
                        rule.lawZh(),
                        rule.lawEn(),
                        rule.articleZh().orElse(""),
                        rule.articleEn().orElse(""),
                        rule.dutyZh(),
                        rule.dutyEn())
                .toLowerCase(Locale.ROOT);
    }
}
