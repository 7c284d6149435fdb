package io.equiveil.transfers.web;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.AUDITOR;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.ValueView;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.transfers.Checklist;
import io.equiveil.transfers.Preemption;
import io.equiveil.transfers.Shareholder;
import io.equiveil.transfers.ShareholderFacts;
import io.equiveil.transfers.ShareholderId;
import io.equiveil.transfers.TransferResult;
import io.equiveil.transfers.Transfers;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The other shareholders: why they are asked, who they are, when they were told, what they said.
@Controller
@RequestMapping("/matters/{id}/shareholders")
class ShareholderController {

    private final Transfers transfers;
    private final StepPages pages;

    ShareholderController(Transfers transfers, StepPages pages) {
        this.transfers = transfers;
        this.pages = pages;
    }

    /// A shareholder in the list.
    ///
    /// @param number position in the list, from 1
    /// @param facts  masks, or values where they were opened
    /// @param part   its part of what is on offer in percent, where it exercises its right and contributions
    ///               were opened
    record Line(
            int number,
            Shareholder shareholder,
            Map<String, Cleartext> facts,
            @Nullable BigDecimal part) {}

    @GetMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    ModelAndView index(Requester.SignedIn who, @PathVariable UUID id) {
        return page(who, new MatterId(id), true);
    }

    /// Names, contributions and replies in full, for a minute.
    @PostMapping("/opening")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView open(Requester.SignedIn who, @PathVariable UUID id, HttpServletResponse response) {
        response.setHeader("Refresh", ValueView.Open.OTHERS.toSeconds() + "; url=/matters/" + id + "/shareholders");
        return page(who, new MatterId(id), false).addObject("stays", ValueView.Open.OTHERS.toSeconds());
    }

    private ModelAndView page(Requester.SignedIn who, MatterId id, boolean masked) {
        Checklist checklist = pages.checklist(who, id);
        ModelAndView page = pages.page("transfers/shareholders", who, pages.matter(who, id))
                .addObject("preemption", checklist.preemption())
                .addObject("bases", Preemption.Basis.values());
        Map<ShareholderId, Map<String, Cleartext>> facts = new HashMap<>();
        Map<ShareholderId, BigDecimal> parts = new HashMap<>();
        Optional<ShareholderFacts> read = transfers.readShareholders(who, id, masked);
        read.ifPresent(found -> {
            facts.putAll(found.facts());
            parts.putAll(found.parts());
            switch (found.answer()) {
                case Disclosure.Answered answered -> page.addObject("refusals", StepPages.refusals(answered));
                case Disclosure.Unrecorded _ -> StepPages.unrecorded(page);
            }
        });
        List<Shareholder> known = checklist.shareholders();
        return page.addObject("opened", !masked)
                .addObject(
                        "lines",
                        java.util.stream.IntStream.range(0, known.size())
                                .mapToObj(at -> new Line(
                                        at + 1,
                                        known.get(at),
                                        facts.getOrDefault(known.get(at).id(), Map.of()),
                                        parts.get(known.get(at).id())))
                                .toList())
                .addObject(
                        "exercised",
                        known.stream().anyMatch(each -> each.standing() == Shareholder.Standing.EXERCISES));
    }

    @PostMapping("/basis")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView basis(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam Preemption.Basis basis,
            Locale locale,
            RedirectAttributes redirect) {
        return answer(who, id, transfers.setBasis(who, new MatterId(id), basis), locale, redirect);
    }

    @PostMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView enter(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String contact,
            @RequestParam(defaultValue = "") String share,
            Locale locale,
            RedirectAttributes redirect) {
        TransferResult result = transfers.enterShareholder(
                who, new MatterId(id), typed(name, 200), typed(contact, 300), typed(share, 20));
        ModelAndView answer = answer(who, id, result, locale, redirect);
        if (result instanceof TransferResult.Blocked) {
            answer.addObject("typed", Map.of("name", name, "contact", contact, "share", share));
        }
        return answer;
    }

    private static Cleartext typed(String text, int most) {
        String tidy = text.strip();
        return Cleartext.of(tidy.length() > most ? tidy.substring(0, most) : tidy);
    }

    @PostMapping("/{shareholder}/removal")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView remove(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID shareholder,
            Locale locale,
            RedirectAttributes redirect) {
        return answer(
                who,
                id,
                transfers.removeShareholder(who, new MatterId(id), new ShareholderId(shareholder)),
                locale,
                redirect);
    }

    @PostMapping("/{shareholder}/notice")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView notice(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID shareholder,
            @RequestParam LocalDate sent,
            @RequestParam Optional<LocalDate> received,
            Locale locale,
            RedirectAttributes redirect) {
        return answer(
                who,
                id,
                transfers.recordNotice(who, new MatterId(id), new ShareholderId(shareholder), sent, received),
                locale,
                redirect);
    }

    @PostMapping("/{shareholder}/reply")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView reply(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @PathVariable UUID shareholder,
            @RequestParam Shareholder.Reply reply,
            @RequestParam LocalDate on,
            @RequestParam(defaultValue = "") String words,
            Locale locale,
            RedirectAttributes redirect) {
        return answer(
                who,
                id,
                transfers.recordReply(
                        who, new MatterId(id), new ShareholderId(shareholder), reply, on, typed(words, 1000)),
                locale,
                redirect);
    }

    @PostMapping("/purchase")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView purchase(Requester.SignedIn who, @PathVariable UUID id, Locale locale, RedirectAttributes redirect) {
        return answer(who, id, transfers.letShareholdersBuy(who, new MatterId(id)), locale, redirect);
    }

    /// The notice to one shareholder, to be printed, signed and sent. Reading it is recorded.
    @PostMapping("/{shareholder}/letter")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView letter(Requester.SignedIn who, @PathVariable UUID id, @PathVariable UUID shareholder) {
        MatterId matter = new MatterId(id);
        Disclosure answer = transfers
                .readLetter(who, matter, new ShareholderId(shareholder))
                .orElseThrow(StepPages::unknown);
        return switch (answer) {
            case Disclosure.Unrecorded _ -> StepPages.unrecorded(page(who, matter, true));
            case Disclosure.Answered answered
            when !answered.refused().isEmpty() -> {
                ModelAndView page = page(who, matter, true).addObject("refusals", StepPages.refusals(answered));
                page.setStatus(HttpStatus.FORBIDDEN);
                yield page;
            }
            case Disclosure.Answered answered -> {
                Map<String, Cleartext> fields = new HashMap<>();
                answered.shown().values().forEach(shown -> fields.putAll(shown.fields()));
                yield pages.page("transfers/letter", who, pages.matter(who, matter))
                        .addObject("fields", fields)
                        .addObject("days", pages.daysToAnswer())
                        .addObject(
                                "missing",
                                List.of("targetName", "quantity", "price", "paymentTerms", "timeLimit").stream()
                                        .filter(name -> !fields.containsKey(name))
                                        .toList());
            }
        };
    }

    private ModelAndView answer(
            Requester.SignedIn who, UUID id, TransferResult result, Locale locale, RedirectAttributes redirect) {
        return switch (result) {
            case TransferResult.Done _ -> {
                redirect.addFlashAttribute("notice", Notice.done("transfers.step.saved"));
                yield new ModelAndView("redirect:/matters/" + id + "/shareholders");
            }
            case TransferResult.Unknown _ -> throw StepPages.unknown();
            case TransferResult.Blocked(var obstacles) ->
                pages.blocked(page(who, new MatterId(id), true), obstacles, locale);
        };
    }
}
