package io.equiveil.law.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.equiveil.frame.Display;
import io.equiveil.frame.OpenToAll;
import io.equiveil.frame.Problem;
import io.equiveil.law.Due;
import io.equiveil.law.Jurisdiction;
import io.equiveil.law.Law;
import io.equiveil.law.LawRule;
import io.equiveil.law.Limit;
import io.equiveil.law.RuleKind;
import io.equiveil.law.Term;
import io.equiveil.law.Verification;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The law for programs: the same as the pages.
@RestController
@RequestMapping("/api/law")
@OpenToAll(because = "the law is public, and texts that clients read cite it")
class LawRestController {

    private final Law law;
    private final Clock clock;

    LawRestController(Law law, Clock clock) {
        this.law = law;
        this.clock = clock;
    }

    record TermView(String name, int length, Term.Unit unit, boolean before) {}

    record LimitView(String name, Limit.Comparison comparison, String value, Limit.Unit unit) {}

    /// @param verified whether the rule itself or a repost of it was read
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RuleView(
            String id,
            RuleKind kind,
            String part,
            Jurisdiction jurisdiction,
            String lawZh,
            String lawEn,
            @Nullable String articleZh,
            @Nullable String articleEn,
            String dutyZh,
            String dutyEn,
            List<TermView> terms,
            List<LimitView> limits,
            @Nullable String startZh,
            @Nullable String startEn,
            List<String> grounds,
            boolean policy,
            LocalDate from,
            @Nullable LocalDate until,
            Verification verification,
            boolean verified,
            String source,
            LocalDate reviewed) {

        static RuleView of(LawRule rule) {
            return new RuleView(
                    rule.id(),
                    rule.kind(),
                    rule.part().key(),
                    rule.jurisdiction(),
                    rule.lawZh(),
                    rule.lawEn(),
                    rule.articleZh().orElse(null),
                    rule.articleEn().orElse(null),
                    rule.dutyZh(),
                    rule.dutyEn(),
                    rule.terms().stream()
                            .map(term -> new TermView(term.name(), term.length(), term.unit(), term.before()))
                            .toList(),
                    rule.limits().stream()
                            .map(limit -> new LimitView(
                                    limit.name(),
                                    limit.comparison(),
                                    limit.value().toPlainString(),
                                    limit.unit()))
                            .toList(),
                    rule.startZh().orElse(null),
                    rule.startEn().orElse(null),
                    rule.grounds(),
                    rule.policy(),
                    rule.from(),
                    rule.until().orElse(null),
                    rule.verification(),
                    rule.verification().verified(),
                    rule.source(),
                    rule.reviewed());
        }
    }

    /// @param end         the moment at which the time is over
    /// @param unpublished years whose calendar is not known yet; the date may still move
    record DueView(LocalDate lastDay, Instant end, boolean certain, Set<Integer> unpublished) {
        static DueView of(Due due) {
            return new DueView(due.lastDay(), due.end(), due.certain(), new TreeSet<>(due.unpublished()));
        }
    }

    record SpanView(String name, LocalDate from, LocalDate to) {}

    record CalendarView(int year, String notice, LocalDate published, List<SpanView> off, List<LocalDate> work) {}

    @GetMapping("/rules")
    List<RuleView> rules(
            @RequestParam(defaultValue = "") String words,
            @RequestParam(required = false) @Nullable String part,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on) {
        return law.search(words, Optional.ofNullable(part), on == null ? today() : on).stream()
                .map(RuleView::of)
                .toList();
    }

    @GetMapping("/rules/{citation}")
    ResponseEntity<?> rule(
            @PathVariable String citation,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on) {
        return law.find(citation, on == null ? today() : on)
                .<ResponseEntity<?>>map(rule -> ResponseEntity.ok(RuleView.of(rule)))
                .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown-rule"));
    }

    /// By when something is to be done.
    ///
    /// @param from the moment from which it runs
    /// @param term which of the rule's periods; empty for its first
    @GetMapping("/rules/{citation}/due")
    ResponseEntity<?> due(
            @PathVariable String citation, @RequestParam Instant from, @RequestParam(defaultValue = "") String term) {
        if (law.find(citation, LocalDate.ofInstant(from, Display.SHANGHAI)).isEmpty()) {
            return Problem.of(HttpStatus.NOT_FOUND, "unknown-rule");
        }
        try {
            return ResponseEntity.ok(DueView.of(law.due(citation, term, from)));
        } catch (IllegalArgumentException e) {
            return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "rule-without-that-period");
        }
    }

    @GetMapping("/calendars/{year}")
    ResponseEntity<?> calendar(@PathVariable int year) {
        return law.calendar()
                .plan(Year.of(year))
                .<ResponseEntity<?>>map(plan -> ResponseEntity.ok(new CalendarView(
                        plan.year(),
                        plan.notice(),
                        plan.published(),
                        plan.off().stream()
                                .map(span -> new SpanView(span.name(), span.from(), span.to()))
                                .toList(),
                        plan.work())))
                .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "calendar-not-published"));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Display.SHANGHAI);
    }
}
