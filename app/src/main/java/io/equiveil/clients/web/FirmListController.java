package io.equiveil.clients.web;

import io.equiveil.clients.ClientLists;
import io.equiveil.clients.FirmListId;
import io.equiveil.clients.FirmListRequest;
import io.equiveil.clients.FirmLists;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.tables.SealedWorkbook;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Taking the list of all the firm's clients out, by two people.
@Controller
@RequestMapping("/clients/list/firm")
class FirmListController {

    private static final String PAGE = "redirect:/clients/list/firm";

    private final FirmLists lists;
    private final People people;
    private final Clock clock;

    FirmListController(FirmLists lists, People people, Clock clock) {
        this.lists = lists;
        this.people = people;
        this.clock = clock;
    }

    /// One request.
    record Line(
            FirmListRequest request,
            String reason,
            String askedBy,
            @Nullable String decidedBy,
            boolean open,
            boolean mayDecide,
            boolean mayTake,
            boolean own) {}

    @GetMapping
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView show(Requester.SignedIn who) {
        return page(who, null, "", HttpStatus.OK);
    }

    @PostMapping
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView ask(
            Requester.SignedIn who, @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
        return switch (lists.ask(who, Cleartext.of(reason))) {
            case REASON -> page(who, "REASON", reason, HttpStatus.UNPROCESSABLE_CONTENT);
            case DONE -> back(redirect, Notice.done("clients.firm.asked"));
            case WAITS, UNKNOWN, NOT_YOURS, SECOND_PERSON -> back(redirect, Notice.attention("clients.firm.waits"));
        };
    }

    @PostMapping("/decision")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true,
            returnTo = "/clients/list/firm")
    ModelAndView decide(
            Requester.SignedIn who,
            @RequestParam UUID request,
            @RequestParam boolean agreed,
            RedirectAttributes redirect) {
        return back(
                redirect,
                switch (lists.decide(who, new FirmListId(request), agreed)) {
                    case DONE -> Notice.done(agreed ? "clients.firm.agreed" : "clients.firm.refused");
                    case SECOND_PERSON -> Notice.stop("approvals.answer.second-person");
                    case UNKNOWN, NOT_YOURS, WAITS, REASON -> Notice.attention("approvals.answer.unknown");
                });
    }

    @PostMapping("/withdrawal")
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView withdraw(Requester.SignedIn who, RedirectAttributes redirect) {
        return back(
                redirect,
                lists.withdraw(who) == FirmLists.Result.DONE
                        ? Notice.done("clients.firm.withdrawn")
                        : Notice.attention("approvals.answer.unknown"));
    }

    @PostMapping("/file")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true,
            returnTo = "/clients/list/firm")
    Object take(
            Requester.SignedIn who,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            Locale locale) {
        if (!password.equals(again)) {
            return page(who, "AGAIN", "", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return switch (lists.take(who, Cleartext.of(password), locale)) {
            case ClientLists.Taken.Wrong _ -> page(who, "PASSWORD", "", HttpStatus.UNPROCESSABLE_CONTENT);
            case ClientLists.Taken.Nothing _ -> page(who, "FIRM", "", HttpStatus.CONFLICT);
            case ClientLists.Taken.Unrecorded _ -> page(who, "UNRECORDED", "", HttpStatus.SERVICE_UNAVAILABLE);
            case ClientLists.Taken.File file ->
                ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(SealedWorkbook.MEDIA_TYPE))
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                ContentDisposition.attachment()
                                        .filename("clients.xlsx")
                                        .build()
                                        .toString())
                        .body(file.file());
        };
    }

    private static ModelAndView back(RedirectAttributes redirect, Notice notice) {
        redirect.addFlashAttribute("notice", notice);
        return new ModelAndView(PAGE);
    }

    private ModelAndView page(Requester.SignedIn who, @Nullable String wrong, String reason, HttpStatus status) {
        List<Line> lines =
                lists.history(who).stream().map(shown -> line(who, shown)).toList();
        ModelAndView page = new ModelAndView("clients/firm-list")
                .addObject("wrong", wrong)
                .addObject("reason", reason)
                .addObject("shortest", SealedWorkbook.SHORTEST_PASSWORD)
                .addObject("open", lines.stream().filter(Line::open).findFirst().orElse(null))
                .addObject("before", lines.stream().filter(line -> !line.open()).toList());
        page.setStatus(status);
        return page;
    }

    private Line line(Requester.SignedIn who, FirmLists.Shown shown) {
        FirmListRequest request = shown.request();
        return new Line(
                request,
                shown.reason().revealForDisplay(),
                people.codeName(request.askedBy()),
                request.decidedBy().map(people::codeName).orElse(null),
                request.isOpenAt(clock.instant()),
                lists.mayDecide(who, request),
                lists.mayTake(who, request),
                request.askedBy().equals(who.person()));
    }
}
