package io.equiveil.texts.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.TextId;
import io.equiveil.texts.TextField;
import io.equiveil.texts.TextLanguage;
import io.equiveil.texts.TextResult;
import io.equiveil.texts.TextStanding;
import io.equiveil.texts.Texts;
import io.equiveil.texts.Wording;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Locale;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What owner and compliance officer decide about a text; adopting and confirming a review with their identity proven
/// afresh.
@Controller
@RequestMapping("/texts/{id}")
class TextDecisionController {

    private final Texts texts;

    TextDecisionController(Texts texts) {
        this.texts = texts;
    }

    @PostMapping("/adoption")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true)
    String adopt(
            @PathVariable String id,
            @RequestParam String shown,
            @RequestParam(defaultValue = "false") boolean shipped,
            Requester.SignedIn who,
            RedirectAttributes redirect) {
        TextId text = TextsController.id(id);
        TextResult result = shipped ? texts.takeOver(who, text, hash(shown)) : texts.adopt(who, text, hash(shown));
        return back(text, result, "texts.done.adopted", redirect);
    }

    @PostMapping("/delay")
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER})
    String putOff(
            @PathVariable String id,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
            Requester.SignedIn who,
            RedirectAttributes redirect) {
        TextId text = TextsController.id(id);
        return back(text, texts.putOff(who, text, until), "texts.done.put-off", redirect);
    }

    @PostMapping("/keeping")
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER})
    String keep(@PathVariable String id, Requester.SignedIn who, RedirectAttributes redirect) {
        TextId text = TextsController.id(id);
        return back(text, texts.keep(who, text), "texts.done.kept", redirect);
    }

    @PostMapping("/draft/removal")
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER})
    String putAway(@PathVariable String id, Requester.SignedIn who, RedirectAttributes redirect) {
        TextId text = TextsController.id(id);
        return back(text, texts.putAway(who, text), "texts.done.put-away", redirect);
    }

    @PostMapping("/review")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER},
            stepUp = true)
    String confirmReview(
            @PathVariable String id,
            @RequestParam String shown,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate on,
            @RequestParam String reference,
            Requester.SignedIn who,
            RedirectAttributes redirect) {
        TextId text = TextsController.id(id);
        TextResult result = texts.confirmReview(who, text, hash(shown), on, reference);
        return back(text, result, "texts.done.reviewed", redirect);
    }

    @GetMapping("/draft")
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView draft(@PathVariable String id, @RequestParam(defaultValue = "") String in, Locale locale) {
        TextStanding text = texts.find(TextsController.id(id)).orElseThrow(TextsController::unknown);
        TextLanguage language = TextsController.language(in, text.forEditing(), locale);
        return editing(text, language, text.forEditing().nearest(language), HttpStatus.OK, locale);
    }

    @PostMapping("/draft")
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER})
    Object edit(
            @PathVariable String id,
            @RequestParam String in,
            @RequestParam String body,
            @RequestParam String basis,
            Requester.SignedIn who,
            Locale locale,
            RedirectAttributes redirect) {
        TextId name = TextsController.id(id);
        TextLanguage language = TextLanguage.of(in).orElse(TextLanguage.ZH_CN);
        TextResult result = texts.edit(who, name, language, body, hash(basis));
        if (result instanceof TextResult.Done) {
            redirect.addFlashAttribute("notice", Notice.done("texts.done.edited"));
            return "redirect:/texts/" + name + "?words=proposed&in=" + language.tag();
        }
        TextStanding text = texts.find(name).orElseThrow(TextsController::unknown);
        ModelAndView page = editing(text, language, body, HttpStatus.UNPROCESSABLE_CONTENT, locale);
        return switch (result) {
            case TextResult.Refused(var fault) -> page.addObject("fault", "texts.fault." + fault);
            case TextResult.Unsound unsound -> page.addObject("unsound", unsound);
            case TextResult.Done _ -> page;
        };
    }

    private static ModelAndView editing(
            TextStanding text, TextLanguage language, String body, HttpStatus status, Locale locale) {
        Wording basis = text.forEditing();
        return new ModelAndView("texts/draft", status)
                .addObject("id", text.shipped().id().value())
                .addObject("title", text.shipped().title(locale))
                .addObject("language", language)
                .addObject("languages", TextsController.languages(basis))
                .addObject("body", body)
                .addObject("basis", basis.hash(text.shipped().id()).hex())
                .addObject("fields", TextField.values())
                .addObject("fault", null)
                .addObject("unsound", null);
    }

    private static String back(TextId id, TextResult result, String done, RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                "notice",
                switch (result) {
                    case TextResult.Done _ -> Notice.done(done);
                    case TextResult.Refused(var fault) -> Notice.stop("texts.fault." + fault);
                    case TextResult.Unsound _ -> Notice.stop("texts.unsound");
                });
        return "redirect:/texts/" + id;
    }

    // A hash that is none fits no words, and the answer says that they changed.
    private static Digest hash(String hex) {
        boolean sound = hex.matches("[0-9a-f]{64}");
        return Digest.of(sound ? HexFormat.of().parseHex(hex) : new byte[Digest.LENGTH]);
    }
}
