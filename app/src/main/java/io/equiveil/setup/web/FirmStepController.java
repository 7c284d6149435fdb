package io.equiveil.setup.web;

import io.equiveil.files.SentForm;
import io.equiveil.firm.Firm;
import io.equiveil.firm.FirmProfile;
import io.equiveil.firm.FirmProfile.Result;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.frame.StreamedForm;
import io.equiveil.kernel.CreditCode;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.setup.LicenceReader;
import io.equiveil.setup.LicenceReading;
import io.equiveil.setup.SetUp;
import io.equiveil.setup.SetUpStep;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Who the firm is: typed, or read off a photograph of the business licence.
@Controller
@RequestMapping("/set-up")
class FirmStepController {

    private final SetUp setUp;
    private final FirmProfile profile;
    private final LicenceReader licences;

    FirmStepController(SetUp setUp, FirmProfile profile, LicenceReader licences) {
        this.setUp = setUp;
        this.profile = profile;
        this.licences = licences;
    }

    /// What is typed.
    ///
    /// @param compared that a code whose check character fails was compared with the licence
    record FirmForm(
            String name,
            String creditCode,
            String contact,
            @Nullable Boolean compared) {

        private boolean isCompared() {
            return Boolean.TRUE.equals(compared);
        }
    }

    @GetMapping("/firm")
    @AllowedTo(Role.OWNER)
    ModelAndView ask() {
        Firm firm = profile.current();
        return page(new FirmForm(firm.name(), firm.creditCode().orElse(""), firm.contact(), false));
    }

    @PostMapping("/firm")
    @AllowedTo(value = Role.OWNER, stepUp = true)
    ModelAndView set(
            Requester.SignedIn who,
            @ModelAttribute("form") FirmForm form,
            BindingResult binding,
            RedirectAttributes redirect) {
        String code = text(form.creditCode()).replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        if (CreditCode.hasShape(code) && !CreditCode.checks(code) && !form.isCompared()) {
            binding.rejectValue("creditCode", "setup.firm.check-fails");
            return refused(page(form).addObject("askCompared", true));
        }
        return switch (profile.set(who, text(form.name()), code, text(form.contact()))) {
            case Result.Done _ -> {
                redirect.addFlashAttribute("notice", Notice.done("setup.firm.done"));
                yield new ModelAndView(GuideController.onwards(setUp, SetUpStep.FIRM));
            }
            case Result.Refused(var faults) -> {
                faults.forEach(fault -> binding.rejectValue(
                        switch (fault) {
                            case NAME -> "name";
                            case CREDIT_CODE -> "creditCode";
                            case CONTACT -> "contact";
                        },
                        "firm.fault." + fault.name().toLowerCase(Locale.ROOT)));
                yield refused(page(form));
            }
            case Result.NotYours _ -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }

    @GetMapping("/licence")
    @AllowedTo(Role.OWNER)
    ModelAndView photograph() {
        return licence(null);
    }

    /// Fills the form from the photograph; nothing is saved, and the photograph is gone.
    @PostMapping(path = "/licence", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo(Role.OWNER)
    ModelAndView read(StreamedForm form) throws IOException {
        SentForm sent = SentForm.of(form);
        LicenceReading reading = licences.read(sent);
        sent.passOver();
        return switch (reading) {
            case LicenceReading.Read read -> {
                Firm firm = profile.current();
                String name = read.name().isEmpty() ? firm.name() : read.name();
                yield page(new FirmForm(name, read.creditCode(), firm.contact(), false))
                        .addObject("read", read.name().isEmpty() ? "CODE" : "BOTH");
            }
            case LicenceReading.OnlyALink _ -> refused(licence("setup.licence.only-link"));
            case LicenceReading.NoCode _ -> refused(licence("setup.licence.no-code"));
            case LicenceReading.NotTaken(var key) -> refused(licence(null).addObject("refusal", key));
        };
    }

    private ModelAndView licence(@Nullable String problem) {
        return GuideController.page("setup/licence", setUp, SetUpStep.FIRM).addObject("problem", problem);
    }

    private ModelAndView page(FirmForm form) {
        return GuideController.page("setup/firm", setUp, SetUpStep.FIRM).addObject("form", form);
    }

    private static ModelAndView refused(ModelAndView page) {
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private static String text(@Nullable String typed) {
        return Optional.ofNullable(typed).orElse("");
    }
}
