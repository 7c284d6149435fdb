package io.equiveil.transfers.web;

import io.equiveil.disclosure.ValueView;
import io.equiveil.frame.Display;
import io.equiveil.identity.People;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.law.Law;
import io.equiveil.law.LawRule;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.transfers.Checklist;
import io.equiveil.transfers.Obstacle;
import io.equiveil.transfers.TransferStep;
import io.equiveil.transfers.Transfers;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// What the pages about steps and about shareholders have in common.
@Component
class StepPages {

    private final Transfers transfers;
    private final Matters matters;
    private final People people;
    private final Law law;
    private final MessageSource messages;
    private final Display display;
    private final Clock clock;

    StepPages(
            Transfers transfers,
            Matters matters,
            People people,
            Law law,
            MessageSource messages,
            Display display,
            Clock clock) {
        this.transfers = transfers;
        this.matters = matters;
        this.people = people;
        this.law = law;
        this.messages = messages;
        this.display = display;
        this.clock = clock;
    }

    /// A rule of law under a step.
    ///
    /// @param where law and article in words
    record Ground(String id, String where, String duty) {}

    /// A step in a list.
    ///
    /// @param responsible code name of whoever answers for it; null for the lead
    record Line(Checklist.Step step, @Nullable String responsible, boolean late) {}

    /// A colleague on the team.
    record Colleague(UUID person, String name) {}

    ModelAndView steps(Requester.SignedIn who, MatterId id) {
        MatterSummary matter = matter(who, id);
        return page("transfers/steps", who, matter)
                .addObject(
                        "lines",
                        checklist(who, id).steps().stream().map(this::line).toList());
    }

    ModelAndView step(Requester.SignedIn who, MatterId id, TransferStep which, Locale locale) {
        MatterSummary matter = matter(who, id);
        Checklist.Step step = checklist(who, id).step(which).orElseThrow(StepPages::unknown);
        return page("transfers/step", who, matter)
                .addObject("line", line(step))
                .addObject("grounds", grounds(step, locale))
                .addObject(
                        "history",
                        transfers.history(who, id, which).stream()
                                .map(this::event)
                                .toList())
                .addObject(
                        "colleagues",
                        matter.team().stream()
                                .map(member -> new Colleague(member.person().value(), people.codeName(member.person())))
                                .toList());
    }

    /// A line of the history.
    record Event(io.equiveil.transfers.StepEvent said, String name) {}

    private Event event(io.equiveil.transfers.StepEvent said) {
        return new Event(said, people.codeName(said.person()));
    }

    private List<Ground> grounds(Checklist.Step step, Locale locale) {
        LocalDate today = today();
        return java.util.stream.Stream.concat(
                        step.rules().stream(), step.due().flatMap(Checklist.Deadline::rule).stream())
                .distinct()
                .flatMap(citation -> law.find(citation, today).stream())
                .map(rule -> new Ground(rule.id(), where(rule, locale), rule.duty(locale)))
                .toList();
    }

    private static String where(LawRule rule, Locale locale) {
        return rule.law(locale)
                + rule.article(locale).map(article -> " " + article).orElse("");
    }

    Line line(Checklist.Step step) {
        boolean late = !step.isDone()
                && step.due().filter(due -> today().isAfter(due.day())).isPresent();
        return new Line(step, step.responsible().map(people::codeName).orElse(null), late);
    }

    /// The frame of a page: the matter, whether the requester works on it, and today.
    ModelAndView page(String view, Requester.SignedIn who, MatterSummary matter) {
        return new ModelAndView(view)
                .addObject("matter", matter)
                .addObject("acts", acts(who, matter))
                .addObject("today", today());
    }

    private static boolean acts(Requester.SignedIn who, MatterSummary matter) {
        return who.isStaff()
                && matter.closedAt().isEmpty()
                && matter.team().stream().anyMatch(member -> member.person().equals(who.person()));
    }

    MatterSummary matter(Requester.SignedIn who, MatterId id) {
        return matters.find(who, id).orElseThrow(StepPages::unknown);
    }

    Checklist checklist(Requester.SignedIn who, MatterId id) {
        return transfers.of(who, id).orElseThrow(StepPages::unknown);
    }

    /// How many days the law gives for an answer to the notice.
    int daysToAnswer() {
        return law.rule("DL-PREEMPT", today()).term().length();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Display.SHANGHAI);
    }

    /// The same page, with what stands in the way.
    ModelAndView blocked(ModelAndView page, List<Obstacle> obstacles, Locale locale) {
        page.setStatus(HttpStatus.CONFLICT);
        return page.addObject(
                "obstacles",
                obstacles.stream().map(obstacle -> words(obstacle, locale)).toList());
    }

    String words(Obstacle obstacle, Locale locale) {
        Object[] arguments = {
            obstacle.count().map(Object::toString).orElse(""),
            obstacle.day().map(display::date).orElse("")
        };
        return messages.getMessage("transfers.obstacle." + obstacle.kind(), arguments, locale);
    }

    static ModelAndView unrecorded(ModelAndView page) {
        page.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
        return page.addObject("problem", "transfers.unrecorded");
    }

    static List<ValueView.Refusal> refusals(io.equiveil.disclosure.Disclosure.Answered answered) {
        return answered.refused().entrySet().stream()
                .limit(1)
                .map(refused -> ValueView.Refusal.of("no-shareholder", refused.getValue()))
                .toList();
    }

    static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
