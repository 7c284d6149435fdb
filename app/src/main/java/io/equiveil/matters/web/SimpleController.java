package io.equiveil.matters.web;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.clients.ClientKind;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Choice;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.CompanyForm;
import io.equiveil.matters.ConflictState;
import io.equiveil.matters.MandateForm;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.Matters;
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

/// Opens simple matters with one short form, and lets them grow.
@Controller
@RequestMapping("/matters")
@AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
class SimpleController {

    private final Matters matters;
    private final MatterPages pages;
    private final MessageSource messages;

    SimpleController(Matters matters, MatterPages pages, MessageSource messages) {
        this.matters = matters;
        this.pages = pages;
        this.messages = messages;
    }

    /// @param client the seller, if the form was opened from its file
    @GetMapping("/simple/new")
    ModelAndView newSimple(Requester.SignedIn who, @RequestParam Optional<UUID> client, Locale locale) {
        return formPage(who, SimpleForm.blank(client.orElse(null)), List.of(), locale);
    }

    @PostMapping("/simple")
    ModelAndView open(
            Requester.SignedIn who,
            @ModelAttribute("form") SimpleForm typed,
            Locale locale,
            RedirectAttributes redirect) {
        UUID client = typed.client();
        if (client == null) {
            return MatterPages.again(formPage(who, typed, List.of(), locale, "matters.new.client.missing"));
        }
        return switch (matters.openSimple(who, typed.mandateOf(new SubjectId(client)), typed.oneBuyer())) {
            case MatterResult.Done(var matter) -> {
                String said = matter.conflict() == ConflictState.SUBMITTED
                        ? "matters.new.submitted"
                        : "matters.simple.opened";
                redirect.addFlashAttribute("notice", Notice.done(said, matter.codeName()));
                yield new ModelAndView("redirect:/matters/" + matter.id());
            }
            case MatterResult.Blocked(var blockers) -> MatterPages.again(formPage(who, typed, blockers, locale));
            case MatterResult.Unknown _ -> throw MatterPages.unknown();
        };
    }

    @PostMapping("/{id}/growth")
    ModelAndView grow(Requester.SignedIn who, @PathVariable UUID id, Locale locale, RedirectAttributes redirect) {
        return pages.answer(who, matters.grow(who, new MatterId(id)), id, locale, redirect);
    }

    private ModelAndView formPage(
            Requester.SignedIn who, SimpleForm form, List<Blocker> blockers, Locale locale, String... others) {
        BindingResult errors = new BeanPropertyBindingResult(form, "form");
        for (Blocker blocker : blockers) {
            String field = switch (blocker) {
                case CODE_NAME_EMPTY, CODE_NAME_TAKEN -> "codeName";
                case TARGET_MISSING -> "targetName";
                case TARGET_CODE_WRONG -> "targetCode";
                case BUYER_NAME_WRONG -> "buyerName";
                case BUYER_MOBILE_WRONG -> "buyerMobile";
                case ALREADY_A_PARTY -> "buyer";
                default -> "client";
            };
            errors.rejectValue(field, blocker.name(), pages.text("matters.blocker." + blocker, locale));
        }
        for (String key : others) {
            errors.rejectValue("client", key, pages.text(key, locale));
        }
        List<Choice> clients = pages.own(who).stream()
                .map(file -> new Choice(file.subject().toString(), file.alias()))
                .toList();
        return new ModelAndView("matters/simple-new")
                .addObject("form", form)
                .addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors)
                .addObject("clients", clients)
                .addObject(
                        "unsigned",
                        blockers.contains(Blocker.NO_FIRM_AGREEMENT) || blockers.contains(Blocker.NO_LEGAL_BASIS))
                .addObject("kinds", Choice.of(ClientKind.class, "clients.kind", messages, locale))
                .addObject("forms", Choice.of(CompanyForm.class, "matters.form", messages, locale))
                .addObject("mandates", Choice.of(MandateForm.class, "matters.mandate", messages, locale));
    }
}
