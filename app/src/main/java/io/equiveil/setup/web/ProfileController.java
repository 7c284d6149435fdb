package io.equiveil.setup.web;

import io.equiveil.access.Policies;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Choice;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.setup.FirmSize;
import io.equiveil.setup.SetUp;
import io.equiveil.setup.SetUpResult;
import io.equiveil.setup.SetUpStep;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// How the firm divides its duties, and how each condition of the gate stands from the first day on.
@Controller
@RequestMapping("/set-up/profile")
class ProfileController {

    private final SetUp setUp;
    private final Policies policies;
    private final MessageSource messages;
    private final Clock clock;

    ProfileController(SetUp setUp, Policies policies, MessageSource messages, Clock clock) {
        this.setUp = setUp;
        this.policies = policies;
        this.messages = messages;
        this.clock = clock;
    }

    /// What is chosen.
    record ProfileForm(@Nullable FirmSize size) {}

    @GetMapping
    @AllowedTo(Role.OWNER)
    ModelAndView ask(Locale locale) {
        return page(new ProfileForm(setUp.guide().size().orElse(FirmSize.SMALL)), locale);
    }

    @PostMapping
    @AllowedTo(Role.OWNER)
    ModelAndView choose(
            @ModelAttribute("form") ProfileForm form,
            BindingResult binding,
            Requester.SignedIn who,
            Locale locale,
            RedirectAttributes redirect) {
        if (form.size() == null) {
            binding.rejectValue("size", "setup.profile.missing");
            return refused(form, locale);
        }
        return switch (setUp.choose(who, form.size())) {
            case SetUpResult.Done _ -> {
                redirect.addFlashAttribute("notice", Notice.done("setup.profile.done"));
                yield new ModelAndView(GuideController.onwards(setUp, SetUpStep.PROFILE));
            }
            case SetUpResult.TooManyPeople(var people) -> {
                binding.rejectValue("size", "setup.profile.too-many", new Object[] {people}, null);
                yield refused(form, locale);
            }
            case SetUpResult.NotYours _, SetUpResult.AlreadyDone _, SetUpResult.StillLacking _ ->
                throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }

    private ModelAndView refused(ProfileForm form, Locale locale) {
        ModelAndView page = page(form, locale);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(ProfileForm form, Locale locale) {
        List<Choice> choices = Arrays.stream(FirmSize.values())
                .map(size -> new Choice(
                        size.name(),
                        messages.getMessage("setup.size." + size, null, locale),
                        messages.getMessage("setup.size." + size + ".hint", null, locale)))
                .toList();
        return GuideController.page("setup/profile", setUp, SetUpStep.PROFILE)
                .addObject("form", form)
                .addObject("choices", choices)
                .addObject("standings", policies.standings())
                .addObject("now", clock.instant());
    }
}
