package io.equiveil.matters.web;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.matters.ConflictState;
import io.equiveil.matters.MatterResult;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Takes a matter from the old books up, once the seller's agreement and consent are there.
@Controller
@RequestMapping("/matters/{id}/taking-up")
class TakingUpController {

    private final Matters matters;
    private final MatterPages pages;

    TakingUpController(Matters matters, MatterPages pages) {
        this.matters = matters;
        this.pages = pages;
    }

    @GetMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView form(Requester.SignedIn who, @PathVariable UUID id, Locale locale) {
        return page(who, id, new TakingUpForm("", "", false), List.of(), locale);
    }

    @PostMapping
    @AllowedTo({ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView takeUp(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @ModelAttribute("form") TakingUpForm typed,
            Locale locale,
            RedirectAttributes redirect) {
        MatterResult result = matters.takeUp(
                who,
                new MatterId(id),
                Cleartext.of(Optional.ofNullable(typed.targetName()).orElse("").strip()),
                Optional.ofNullable(typed.targetCode())
                        .filter(code -> !code.isBlank())
                        .map(Cleartext::of),
                Boolean.TRUE.equals(typed.ownInterest()));
        return switch (result) {
            case MatterResult.Done(var matter) -> {
                String said = matter.conflict() == ConflictState.SUBMITTED
                        ? "matters.taking-up.submitted"
                        : "matters.taking-up.done";
                redirect.addFlashAttribute("notice", Notice.done(said, matter.codeName()));
                yield new ModelAndView("redirect:/matters/" + id);
            }
            case MatterResult.Blocked(var blockers) -> MatterPages.again(page(who, id, typed, blockers, locale));
            case MatterResult.Unknown _ -> throw MatterPages.unknown();
        };
    }

    private ModelAndView page(
            Requester.SignedIn who, UUID id, TakingUpForm form, List<Blocker> blockers, Locale locale) {
        MatterSummary matter = pages.find(who, new MatterId(id));
        if (!MatterPages.acts(who, matter)) {
            throw MatterPages.unknown();
        }
        BindingResult errors = new BeanPropertyBindingResult(form, "form");
        for (Blocker blocker : blockers) {
            String message = pages.text("matters.blocker." + blocker, locale);
            switch (blocker) {
                case TARGET_CODE_WRONG -> errors.rejectValue("targetCode", blocker.name(), message);
                case TARGET_MISSING -> errors.rejectValue("targetName", blocker.name(), message);
                default -> errors.reject(blocker.name(), message);
            }
        }
        return new ModelAndView("matters/taking-up")
                .addObject("matter", matter)
                .addObject("seller", matter.seller().orElse(null))
                .addObject("form", form)
                .addObject(BindingResult.MODEL_KEY_PREFIX + "form", errors);
    }
}
