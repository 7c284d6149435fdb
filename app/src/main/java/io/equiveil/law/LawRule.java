package io.equiveil.law;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One rule as it stood for a time. A rule whose article number moved, or whose content changed, has several of these
/// under one id.
///
/// @param id           as cited: `PIPL-47`, `RET-AML`
/// @param part         the part of the collection that it stands in
/// @param articleZh    the article in words; absent where the instrument is cited as a whole
/// @param dutyZh       what it demands, in our own words
/// @param terms        periods that it sets
/// @param limits       numbers that it sets
/// @param startZh      the event from which the terms of a deadline or retention run
/// @param grounds      ids of the rules that it rests on
/// @param policy       whether it is the firm's own number where law has none
/// @param from         first day on which it counted
/// @param until        first day on which it counts no more
/// @param source       where it was read
/// @param reviewed     the day on which it was last checked
public record LawRule(
        String id,
        RuleKind kind,
        Part part,
        Jurisdiction jurisdiction,
        String lawZh,
        String lawEn,
        Optional<String> articleZh,
        Optional<String> articleEn,
        String dutyZh,
        String dutyEn,
        List<Term> terms,
        List<Limit> limits,
        Optional<String> startZh,
        Optional<String> startEn,
        List<String> grounds,
        boolean policy,
        LocalDate from,
        Optional<LocalDate> until,
        Verification verification,
        String source,
        LocalDate reviewed) {

    /// @throws IllegalArgumentException if it says nothing in one language or ends before it begins
    public LawRule {
        terms = List.copyOf(terms);
        limits = List.copyOf(limits);
        grounds = List.copyOf(grounds);
        if (dutyZh.isBlank() || dutyEn.isBlank() || lawZh.isBlank() || lawEn.isBlank() || source.isBlank()) {
            throw new IllegalArgumentException("rule " + id + " leaves something unsaid");
        }
        if (articleZh.isPresent() != articleEn.isPresent() || startZh.isPresent() != startEn.isPresent()) {
            throw new IllegalArgumentException("rule " + id + " says something in one language only");
        }
        if (until.isPresent() && !until.get().isAfter(from)) {
            throw new IllegalArgumentException("rule " + id + " ends before it begins");
        }
    }

    /// Whether it counts on a day.
    public boolean inForce(LocalDate day) {
        return !day.isBefore(from) && until.map(day::isBefore).orElse(true);
    }

    /// The period of this name.
    ///
    /// @throws IllegalArgumentException if the rule sets none of this name
    public Term term(String name) {
        return terms.stream()
                .filter(term -> term.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("rule " + id + " sets no period called " + name));
    }

    /// The first period that the rule sets, which for deadlines and retention is the one that counts.
    ///
    /// @throws IllegalArgumentException if it sets none
    public Term term() {
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("rule " + id + " sets no period");
        }
        return terms.getFirst();
    }

    /// The number of this name.
    ///
    /// @throws IllegalArgumentException if the rule sets none of this name
    public Limit limit(String name) {
        return limits.stream()
                .filter(limit -> limit.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("rule " + id + " sets no number called " + name));
    }

    public String duty(Locale locale) {
        return english(locale) ? dutyEn : dutyZh;
    }

    public String law(Locale locale) {
        return english(locale) ? lawEn : lawZh;
    }

    public Optional<String> article(Locale locale) {
        return english(locale) ? articleEn : articleZh;
    }

    public Optional<String> start(Locale locale) {
        return english(locale) ? startEn : startZh;
    }

    private static boolean english(Locale locale) {
        return locale.getLanguage().equals("en");
    }

    /// A part of the collection, for example the rules of one law.
    ///
    /// @param key   its name in addresses
    /// @param order where it stands
    public record Part(String key, int order, String titleZh, String titleEn) {
        public String title(Locale locale) {
            return english(locale) ? titleEn : titleZh;
        }
    }
}
