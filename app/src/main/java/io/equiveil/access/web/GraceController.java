package io.equiveil.access.web;

import io.equiveil.access.Clause;
import io.equiveil.access.Grace;
import io.equiveil.access.Graces;
import io.equiveil.access.LapseId;
import io.equiveil.access.spi.CodeNames;
import io.equiveil.access.spi.Lapses.Lapse;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.frame.worklist.Worklist.Item;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// 到期与宽限: what lapses soon or has just lapsed, and one grace for each.
@Controller
@RequestMapping("/graces")
class GraceController {

    private final Graces graces;
    private final ObjectProvider<CodeNames> names;
    private final MessageSource messages;
    private final Clock clock;

    GraceController(Graces graces, ObjectProvider<CodeNames> names, MessageSource messages, Clock clock) {
        this.graces = graces;
        this.names = names;
        this.messages = messages;
        this.clock = clock;
    }

    /// One line.
    ///
    /// @param lastDay  the latest last day of a grace
    /// @param mayGive whether this reader may carry it on
    record Line(
            Lapse lapse,
            String text,
            @Nullable String person,
            boolean lapsed,
            @Nullable Grace grace,
            @Nullable String givenBy,
            boolean given,
            boolean mayGive,
            LocalDate lastDay) {}

    @GetMapping
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.AUDITOR})
    ModelAndView show(Requester.SignedIn who, Locale locale) {
        return page(who, null, HttpStatus.OK, locale);
    }

    /// @param until the last day on which it is carried on
    @PostMapping
    @AllowedTo(value = Role.COMPLIANCE_OFFICER, stepUp = true, returnTo = "/graces")
    ModelAndView give(
            Requester.SignedIn who,
            @RequestParam Clause clause,
            @RequestParam UUID what,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) Optional<LocalDate> until,
            @RequestParam(defaultValue = "") String reason,
            Locale locale,
            RedirectAttributes redirect) {
        Graces.Result result = until.map(last -> graces.give(who, clause, new LapseId(what), last, reason))
                .orElse(Graces.Result.DAY);
        if (result == Graces.Result.DONE) {
            redirect.addFlashAttribute("notice", Notice.done("access.grace.given"));
            return new ModelAndView("redirect:/graces");
        }
        return page(who, result, HttpStatus.UNPROCESSABLE_CONTENT, locale);
    }

    private ModelAndView page(Requester.SignedIn who, Graces.@Nullable Result fault, HttpStatus status, Locale locale) {
        ModelAndView page = new ModelAndView("access/graces", status);
        page.addObject("fault", fault);
        page.addObject(
                "lines",
                graces.list(who).stream().map(one -> line(who, one, locale)).toList());
        return page;
    }

    private Line line(Requester.SignedIn who, Graces.Listed listed, Locale locale) {
        Lapse lapse = listed.lapse();
        Instant now = clock.instant();
        return new Line(
                lapse,
                messages.getMessage(
                        lapse.messageKey(),
                        lapse.arguments().stream()
                                .map(argument -> Item.wordOf(argument)
                                        .map(key -> messages.getMessage(key, null, locale))
                                        .orElse(argument))
                                .toArray(),
                        locale),
                lapse.person().map(this::name).orElse(null),
                !now.isBefore(lapse.endsAt()),
                listed.grace().orElse(null),
                listed.grace().map(Grace::givenBy).map(this::name).orElse(null),
                listed.given(),
                who.has(Role.COMPLIANCE_OFFICER)
                        && !listed.given()
                        && !lapse.person().equals(Optional.of(who.person())),
                Graces.latestLastDay(lapse.endsAt()));
    }

    private String name(PersonId person) {
        return names.orderedStream()
                .findFirst()
                .map(known -> known.codeName(person))
                .orElseGet(person::toString);
    }
}
