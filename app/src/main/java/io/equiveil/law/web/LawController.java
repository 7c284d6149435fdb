package io.equiveil.law.web;

import io.equiveil.frame.Display;
import io.equiveil.frame.OpenToAll;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.law.Due;
import io.equiveil.law.Law;
import io.equiveil.law.LawRule;
import io.equiveil.law.Term;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// 法规条目: the collection, a search, the page of each rule with its last day worked out, and the calendar.
@Controller
@RequestMapping("/law")
class LawController {

    private static final int LONGEST_SEARCH = 60;

    private final Law law;
    private final Clock clock;

    LawController(Law law, Clock clock) {
        this.law = law;
        this.clock = clock;
    }

    /// A part with the number of its rules.
    record PartCount(LawRule.Part part, long rules) {}

    @GetMapping
    @OpenToAll(because = "the law is public, and texts that clients read cite it")
    ModelAndView index(
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String part,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            Requester requester) {
        LocalDate day = on == null ? today() : on;
        String asked = words.length() > LONGEST_SEARCH ? words.substring(0, LONGEST_SEARCH) : words;
        Optional<String> within = Optional.of(part).filter(key -> !key.isBlank());
        boolean searching = !asked.isBlank() || within.isPresent();
        List<LawRule> inForce = law.search("", Optional.empty(), day);
        return new ModelAndView("law/index")
                .addObject("inside", isInside(requester))
                .addObject("words", asked)
                .addObject("part", part)
                .addObject("on", day)
                .addObject("searching", searching)
                .addObject(
                        "parts",
                        law.parts().stream()
                                .map(each -> new PartCount(
                                        each,
                                        inForce.stream()
                                                .filter(rule -> rule.part().equals(each))
                                                .count()))
                                .toList())
                .addObject("rules", searching ? law.search(asked, within, day) : List.of());
    }

    @GetMapping("/{citation}")
    @OpenToAll(because = "the law is public, and texts that clients read cite it")
    ModelAndView show(
            @PathVariable String citation,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(defaultValue = "") String term,
            Requester requester) {
        List<LawRule> editions = law.editions(citation);
        if (editions.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        LocalDate day = from != null ? from : on != null ? on : today();
        Optional<LawRule> inForce = law.find(citation, day);
        LawRule rule = inForce.orElseGet(editions::getLast);
        List<Term> countable =
                rule.terms().stream().filter(LawController::countable).toList();
        Optional<Term> counted = countable.stream()
                .filter(each -> term.isEmpty() || each.name().equals(term))
                .findFirst();
        Optional<Due> due = from == null || inForce.isEmpty()
                ? Optional.empty()
                : counted.map(each -> law.due(rule.id(), each.name(), noon(from)));
        return new ModelAndView("law/show")
                .addObject("inside", isInside(requester))
                .addObject("rule", rule)
                .addObject("inForce", inForce.isPresent())
                .addObject("editions", editions)
                .addObject("resting", law.restingOn(rule.id()))
                .addObject("countable", countable)
                .addObject("term", counted.map(Term::name).orElse(""))
                .addObject("from", from)
                .addObject("due", due.orElse(null));
    }

    @GetMapping("/calendar")
    @OpenToAll(because = "the State Council's calendar is public")
    ModelAndView calendar(@RequestParam(required = false) @Nullable Integer year, Requester requester) {
        Year wanted = Year.of(year == null || year < 2000 || year > 2200 ? today().getYear() : year);
        return new ModelAndView("law/calendar")
                .addObject("inside", isInside(requester))
                .addObject("year", wanted.getValue())
                .addObject("plan", law.calendar().plan(wanted).orElse(null));
    }

    private static boolean countable(Term term) {
        return switch (term.unit()) {
            case DAYS, WORKING_DAYS, MONTHS, YEARS, DAY_OF_NEXT_MONTH -> true;
            case AT_ONCE, MINUTES, HOURS, FOR_EVER -> false;
        };
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).atZone(Display.SHANGHAI).toInstant();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Display.SHANGHAI);
    }

    private static boolean isInside(Requester requester) {
        return requester instanceof Requester.SignedIn person && (person.isStaff() || person.has(Role.AUDITOR));
    }
}
