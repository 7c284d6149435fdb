package io.equiveil.nda.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.identity.SigningProofs.Proof;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.nda.AgreementFilter;
import io.equiveil.nda.AgreementKind;
import io.equiveil.nda.AgreementPictures;
import io.equiveil.nda.AgreementQuery;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.Agreements;
import io.equiveil.nda.EndReason;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// 协议: the staff's list, and an agreement's page with its time line, its text and what can be done about it.
@Controller
@RequestMapping("/agreements")
class AgreementController {

    private final Agreements agreements;
    private final AgreementPictures pictures;
    private final AgreementPages pages;

    AgreementController(Agreements agreements, AgreementPictures pictures, AgreementPages pages) {
        this.agreements = agreements;
        this.pictures = pictures;
        this.pages = pages;
    }

    /// Numbers are nobody's secret, so they may stand in an address; nothing else can be searched for here.
    @GetMapping
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView index(
            Requester.SignedIn who,
            @RequestParam(defaultValue = "WAITING") AgreementFilter filter,
            @RequestParam Optional<AgreementKind> kind,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "") String after) {
        Optional<String> digits = AgreementQuery.number(number);
        boolean notANumber = !number.isBlank() && digits.isEmpty();
        AgreementFilter wanted = digits.isPresent() ? AgreementFilter.ALL : filter;
        Agreements.Listing listing = notANumber
                ? new Agreements.Listing(List.of(), Optional.empty())
                : agreements.list(who, new AgreementQuery(wanted, kind, digits, AgreementQuery.Place.parse(after)));
        return new ModelAndView("nda/index")
                .addObject("agreements", listing.agreements())
                .addObject("filter", wanted)
                .addObject("filters", AgreementFilter.values())
                .addObject("kind", kind.orElse(null))
                .addObject("kinds", AgreementKind.values())
                .addObject(
                        "number",
                        notANumber
                                ? number.strip()
                                : digits.map(d -> "EV-" + d.toUpperCase(Locale.ROOT))
                                        .orElse(""))
                .addObject("notANumber", notANumber)
                .addObject("next", next(wanted, kind, listing));
    }

    private static @Nullable String next(
            AgreementFilter filter, Optional<AgreementKind> kind, Agreements.Listing listing) {
        return listing.next()
                .map(place -> "/agreements?filter=" + filter
                        + kind.map(one -> "&kind=" + one).orElse("") + "&after=" + place.text())
                .orElse(null);
    }

    @GetMapping("/{id}")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView show(Requester.SignedIn who, @PathVariable UUID id, Locale locale) {
        return pages.show(who, new AgreementId(id), locale);
    }

    @PostMapping("/{id}/sending")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ModelAndView send(Requester.SignedIn who, @PathVariable UUID id, @RequestParam String code, Locale locale) {
        AgreementId agreement = new AgreementId(id);
        return pages.answer(
                who,
                agreement,
                agreements.send(who, agreement, new Proof.AuthenticatorCode(Cleartext.of(code.strip()))),
                locale);
    }

    /// The whole text as one picture. A reading is recorded before the picture is made.
    @GetMapping("/{id}/picture")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ResponseEntity<byte[]> picture(Requester.SignedIn who, @PathVariable UUID id) {
        return AgreementPages.picture(agreements.read(who, new AgreementId(id)), who, pictures);
    }

    /// The PDF, to be printed for signature on paper; marked pages where the gate lets go no more.
    @GetMapping("/{id}/agreement.pdf")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<byte[]> pdf(Requester.SignedIn who, @PathVariable UUID id) {
        return AgreementPages.file(agreements.read(who, new AgreementId(id)), who, pictures);
    }

    /// The filled Word document of a text written from a template of the firm; not where the gate lets go marked pages
    /// only.
    @GetMapping("/{id}/agreement.docx")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER})
    ResponseEntity<byte[]> word(Requester.SignedIn who, @PathVariable UUID id) {
        AgreementId agreement = new AgreementId(id);
        return switch (agreements.readWord(who, agreement)) {
            case Agreements.Reading.Text(var of, var word, var showing)
            when showing == Agreements.Showing.FILE ->
                WordTemplatesController.word(AgreementSummary.numberOf(of) + ".docx", word);
            case Agreements.Reading.No(var result)
            when result instanceof AgreementResult.Unknown -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
            case Agreements.Reading _ -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }

    /// What ending means, and the question why.
    @GetMapping("/{id}/end")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView ending(Requester.SignedIn who, @PathVariable UUID id) {
        return ending(who, new AgreementId(id), false);
    }

    private ModelAndView ending(Requester.SignedIn who, AgreementId id, boolean wrong) {
        AgreementSummary agreement = agreements
                .find(who, id)
                .filter(found -> agreements.mayEnd(who, found))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        ModelAndView page = new ModelAndView("nda/end")
                .addObject("agreement", agreement)
                .addObject("reasons", reasons(agreement))
                .addObject("wrong", wrong);
        if (wrong) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    private static List<EndReason> reasons(AgreementSummary agreement) {
        EnumSet<EndReason> reasons = EnumSet.complementOf(EnumSet.of(EndReason.LAPSED));
        reasons.remove(agreement.kind().bothSign() ? EndReason.LEFT : EndReason.BY_BOTH);
        return List.copyOf(reasons);
    }

    @PostMapping("/{id}/end")
    @AllowedTo(
            value = {Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true)
    ModelAndView end(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String number,
            @RequestParam Optional<EndReason> because,
            RedirectAttributes redirect,
            Locale locale) {
        AgreementId agreement = new AgreementId(id);
        AgreementSummary before =
                agreements.find(who, agreement).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        boolean said = because.filter(reason -> reason != EndReason.LAPSED).isPresent()
                && number.strip().equalsIgnoreCase(before.number());
        if (!said) {
            return ending(who, agreement, true);
        }
        AgreementResult result = agreements.end(who, agreement, because.get());
        if (result instanceof AgreementResult.Done) {
            redirect.addFlashAttribute("notice", Notice.done("nda.end.done", before.number()));
        }
        return pages.answer(who, agreement, result, locale);
    }

    @PostMapping("/{id}/cancellation")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView cancel(Requester.SignedIn who, @PathVariable UUID id, RedirectAttributes redirect, Locale locale) {
        AgreementId agreement = new AgreementId(id);
        AgreementResult result = agreements.cancel(who, agreement);
        if (result instanceof AgreementResult.Done(var now)) {
            redirect.addFlashAttribute("notice", Notice.done("nda.cancel.done", now.number()));
        }
        return pages.answer(who, agreement, result, locale);
    }
}
