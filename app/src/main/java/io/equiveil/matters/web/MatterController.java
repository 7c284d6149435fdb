package io.equiveil.matters.web;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.AUDITOR;
import static io.equiveil.kernel.Role.COMPLIANCE_OFFICER;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Choice;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.AbandonReason;
import io.equiveil.matters.CompanyForm;
import io.equiveil.matters.ConflictState;
import io.equiveil.matters.ListSetting;
import io.equiveil.matters.ListView;
import io.equiveil.matters.MandateForm;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.Matters;
import io.equiveil.matters.Whose;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The staff's pages about matters: the list, a new mandate, one matter on its way.
@Controller
@RequestMapping("/matters")
class MatterController {

    private final Matters matters;
    private final MatterPages pages;
    private final BoardPages boards;
    private final MessageSource messages;

    MatterController(Matters matters, MatterPages pages, BoardPages boards, MessageSource messages) {
        this.matters = matters;
        this.pages = pages;
        this.boards = boards;
        this.messages = messages;
    }

    /// @param view  as a list or a board; as it was chosen last if nothing is said
    /// @param whose the same
    @GetMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    ModelAndView index(
            Requester.SignedIn who,
            @RequestParam(defaultValue = "open") String show,
            @RequestParam Optional<ListView> view,
            @RequestParam Optional<Whose> whose,
            Locale locale) {
        if (show.equals("closed")) {
            return new ModelAndView("matters/closed")
                    .addObject(
                            "matters",
                            matters.of(who).stream()
                                    .filter(matter -> matter.closedAt().isPresent())
                                    .toList());
        }
        ListSetting liked = matters.listSetting(who);
        return boards.page(who, new ListSetting(view.orElse(liked.view()), whose.orElse(liked.whose())), locale)
                .addObject("mayOpen", MatterPages.mayOpen(who));
    }

    /// Keeps how the reader likes to see open matters.
    @PostMapping("/view")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    String showAs(Requester.SignedIn who, @RequestParam ListView view, @RequestParam Whose whose) {
        matters.showAs(who, new ListSetting(view, whose));
        return "redirect:/matters";
    }

    @GetMapping("/new")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView newMatter(Requester.SignedIn who, @RequestParam Optional<UUID> client, Locale locale) {
        MatterForm blank =
                new MatterForm("", CompanyForm.LIMITED_COMPANY, MandateForm.SELLER, client.orElse(null), "", "", false);
        return formPage(who, blank, List.of(), locale);
    }

    @PostMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView open(
            Requester.SignedIn who,
            @ModelAttribute("form") MatterForm typed,
            Locale locale,
            RedirectAttributes redirect) {
        UUID client = typed.client();
        if (client == null) {
            return MatterPages.again(formPage(who, typed, List.of(), locale, "matters.new.client.missing"));
        }
        return switch (matters.open(who, mandate(typed, client))) {
            case MatterResult.Done(var matter) -> {
                String said =
                        matter.conflict() == ConflictState.SUBMITTED ? "matters.new.submitted" : "matters.new.done";
                redirect.addFlashAttribute("notice", Notice.done(said, matter.codeName()));
                yield new ModelAndView("redirect:/matters/" + matter.id());
            }
            case MatterResult.Blocked(var blockers) -> MatterPages.again(formPage(who, typed, blockers, locale));
            case MatterResult.Unknown _ -> throw MatterPages.unknown();
        };
    }

    private static Matters.Mandate mandate(MatterForm typed, UUID client) {
        return new Matters.Mandate(
                Optional.ofNullable(typed.codeName()).orElse(""),
                Optional.ofNullable(typed.form()).orElse(CompanyForm.LIMITED_COMPANY),
                Optional.ofNullable(typed.mandate()).orElse(MandateForm.SELLER),
                new SubjectId(client),
                Cleartext.of(Optional.ofNullable(typed.targetName()).orElse("").strip()),
                Optional.ofNullable(typed.targetCode())
                        .filter(code -> !code.isBlank())
                        .map(Cleartext::of),
                Boolean.TRUE.equals(typed.ownInterest()));
    }

    private ModelAndView formPage(
            Requester.SignedIn who, MatterForm form, List<Blocker> blockers, Locale locale, String... others) {
        BindingResult errors = new BeanPropertyBindingResult(form, "form");
        for (Blocker blocker : blockers) {
            String message = pages.text("matters.blocker." + blocker, locale);
            String field = switch (blocker) {
                case CODE_NAME_EMPTY, CODE_NAME_TAKEN -> "codeName";
                case TARGET_MISSING -> "targetName";
                case TARGET_CODE_WRONG -> "targetCode";
                default -> "client";
            };
            errors.rejectValue(field, blocker.name(), message);
        }
        for (String key : others) {
            errors.rejectValue("client", key, pages.text(key, locale));
        }
        return new ModelAndView("matters/new")
                .addObject("form", form)
                .addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors)
                .addObject(
                        "clients",
                        pages.own(who).stream()
                                .map(file -> new Choice(file.subject().toString(), file.alias()))
                                .toList())
                .addObject("forms", Choice.of(CompanyForm.class, "matters.form", messages, locale))
                .addObject("mandates", Choice.of(MandateForm.class, "matters.mandate", messages, locale));
    }

    /// @param whole whether a simple matter is shown like any other
    @GetMapping("/{id}")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER, COMPLIANCE_OFFICER, AUDITOR})
    ModelAndView show(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean whole,
            Locale locale) {
        return whole ? pages.whole(who, new MatterId(id), locale) : pages.page(who, new MatterId(id), locale);
    }

    @PostMapping("/{id}/stage")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView advance(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam MatterStage to,
            Locale locale,
            RedirectAttributes redirect) {
        return pages.answer(who, matters.advance(who, new MatterId(id), to), id, locale, redirect);
    }

    @PostMapping("/{id}/closure")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView close(Requester.SignedIn who, @PathVariable UUID id, Locale locale, RedirectAttributes redirect) {
        return pages.answer(who, matters.close(who, new MatterId(id)), id, locale, redirect);
    }

    @PostMapping("/{id}/abandonment")
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView abandon(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam AbandonReason reason,
            Locale locale,
            RedirectAttributes redirect) {
        return pages.answer(who, matters.abandon(who, new MatterId(id), reason), id, locale, redirect);
    }
}
