package io.equiveil.portal.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Display;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.Matters;
import io.equiveil.messages.Messages;
import io.equiveil.messages.Template;
import io.equiveil.nda.AgreementState;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.Agreements;
import io.equiveil.portal.Lookups;
import io.equiveil.portal.Portal;
import io.equiveil.portal.Taking;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/// The client's window: what is held, who looked, what waits, what can be done.
@Controller
@RequestMapping("/portal")
class PortalController {

    private static final int PAGE = 50;

    private final Portal portal;
    private final LookupWords words;
    private final Agreements agreements;
    private final Matters matters;
    private final Messages messages;
    private final Clock clock;

    PortalController(
            Portal portal, LookupWords words, Agreements agreements, Matters matters, Messages messages, Clock clock) {
        this.portal = portal;
        this.words = words;
        this.agreements = agreements;
        this.matters = matters;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    @AllowedTo(Role.CLIENT)
    ModelAndView home(Requester.SignedIn who, @RequestParam(required = false) @Nullable UUID subject) {
        return about(who, subject, "/portal", mine -> {
            Instant month = LocalDate.ofInstant(clock.instant(), Display.SHANGHAI)
                    .withDayOfMonth(1)
                    .atStartOfDay(Display.SHANGHAI)
                    .toInstant();
            List<AgreementSummary> papers = agreements.ofSubject(mine);
            return new ModelAndView("portal/home")
                    .addObject("subject", mine)
                    .addObject("several", who.actsFor().size() > 1)
                    .addObject("looks", portal.looksSince(who, mine, month))
                    .addObject("unread", messages.unreadOf(who).size())
                    .addObject("told", !portal.months(who, mine).isEmpty())
                    .addObject("holdings", portal.holdings(who, mine))
                    .addObject("waiting", in(papers, AgreementState.SENT))
                    .addObject("inForce", in(papers, AgreementState.IN_FORCE))
                    .addObject(
                            "matters",
                            matters.of(who).stream()
                                    .filter(matter -> matter.party(mine).isPresent())
                                    .filter(matter -> matter.closedAt().isEmpty())
                                    .toList());
        });
    }

    private static List<AgreementSummary> in(List<AgreementSummary> papers, AgreementState state) {
        return papers.stream().filter(paper -> paper.state() == state).toList();
    }

    /// The monthly message, month by month.
    @GetMapping("/months")
    @AllowedTo(Role.CLIENT)
    ModelAndView months(Requester.SignedIn who, @RequestParam(required = false) @Nullable UUID subject, Locale locale) {
        return about(who, subject, "/portal/months", mine -> {
            messages.readAbout(who, Template.MONTHLY_SUMMARY, mine.value());
            return new ModelAndView("portal/months")
                    .addObject("subject", mine)
                    .addObject(
                            "months",
                            portal.months(who, mine).stream()
                                    .map(told -> words.month(told, locale))
                                    .toList());
        });
    }

    @GetMapping("/lookups")
    @AllowedTo(Role.CLIENT)
    ModelAndView lookups(
            Requester.SignedIn who,
            @RequestParam(required = false) @Nullable UUID subject,
            @RequestParam(required = false) @Nullable Long before,
            Locale locale) {
        return about(who, subject, "/portal/lookups", mine -> {
            Lookups page = portal.lookups(who, mine, number(before), PAGE);
            return new ModelAndView("portal/lookups")
                    .addObject("subject", mine)
                    .addObject("before", before)
                    .addObject("days", words.days(who, page.entries(), locale))
                    .addObject(
                            "older",
                            page.older().isPresent()
                                    ? "/portal/lookups?subject=" + mine + "&before="
                                            + page.older().getAsLong()
                                    : null);
        });
    }

    /// The proof of the page that is shown, to take home.
    @GetMapping("/evidence")
    @AllowedTo(Role.CLIENT)
    Object evidence(
            Requester.SignedIn who,
            @RequestParam(required = false) @Nullable UUID subject,
            @RequestParam(required = false) @Nullable Long before) {
        Optional<SubjectId> mine = mine(who, subject);
        if (mine.isEmpty()) {
            return choice(who, "/portal/evidence");
        }
        return switch (portal.takeEvidence(who, mine.get(), number(before), PAGE)) {
            case Taking.Taken taken ->
                ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename("equiveil-evidence.json")
                                        .build()
                                        .toString())
                        .body(taken.file().render());
            case Taking.NotYet _ -> later(mine.get(), before, "portal.evidence.later");
            case Taking.Nothing _ -> later(mine.get(), null, "portal.evidence.nothing");
        };
    }

    private static ModelAndView later(SubjectId subject, @Nullable Long before, String said) {
        ModelAndView page = new ModelAndView("portal/evidence-later")
                .addObject("subject", subject)
                .addObject("before", before)
                .addObject("said", said);
        page.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
        if (said.equals("portal.evidence.nothing")) {
            page.setStatus(HttpStatus.NOT_FOUND);
        }
        return page;
    }

    private static OptionalLong number(@Nullable Long before) {
        return before == null ? OptionalLong.empty() : OptionalLong.of(before);
    }

    private static ModelAndView about(
            Requester.SignedIn who, @Nullable UUID asked, String path, Function<SubjectId, ModelAndView> page) {
        return mine(who, asked).map(page).orElseGet(() -> choice(who, path));
    }

    /// The one subject that the page is about: the one named, or the only one. A subject of others
    /// does not exist here.
    private static Optional<SubjectId> mine(Requester.SignedIn who, @Nullable UUID asked) {
        if (asked != null) {
            SubjectId named = new SubjectId(asked);
            if (!who.actsFor().contains(named)) {
                throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            }
            return Optional.of(named);
        }
        return who.actsFor().size() == 1 ? who.actsFor().stream().findFirst() : Optional.empty();
    }

    private static ModelAndView choice(Requester.SignedIn who, String path) {
        return new ModelAndView("portal/choice")
                .addObject("path", path)
                .addObject(
                        "subjects",
                        who.actsFor().stream()
                                .sorted(Comparator.comparing(SubjectId::toString))
                                .toList());
    }
}
