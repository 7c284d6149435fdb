package io.equiveil.setup.web;

import io.equiveil.files.SentForm;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.frame.StreamedForm;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.setup.CertificateDesk;
import io.equiveil.setup.CertificateResult;
import io.equiveil.setup.SetUp;
import io.equiveil.setup.SetUpStep;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// 网址与证书: under which name this server is reached, and the firm's own certificate.
@Controller
@RequestMapping("/set-up/address")
class AddressController {

    private final SetUp setUp;
    private final CertificateDesk desk;

    AddressController(SetUp setUp, CertificateDesk desk) {
        this.setUp = setUp;
        this.desk = desk;
    }

    @GetMapping
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR})
    ModelAndView show(Requester.SignedIn who) {
        return page(who, null);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true,
            returnTo = "/set-up/address")
    ModelAndView install(Requester.SignedIn who, StreamedForm form, RedirectAttributes redirect) throws IOException {
        SentForm sent = SentForm.of(form);
        CertificateResult result = desk.install(who, sent, sent.field("password"));
        sent.passOver();
        return switch (result) {
            case CertificateResult.Installed(var certificate, var servedNow) -> {
                String done = servedNow ? "setup.certificate.done" : "setup.certificate.done.later";
                redirect.addFlashAttribute(
                        "notice",
                        certificate.complete()
                                ? Notice.done(done)
                                : Notice.attention("setup.certificate.done.incomplete"));
                yield new ModelAndView("redirect:/set-up/address");
            }
            case CertificateResult.Refused(var fault) -> {
                ModelAndView page = page(who, fault);
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                yield page;
            }
            case CertificateResult.Removed _, CertificateResult.NothingThere _, CertificateResult.NotYours _ ->
                throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }

    @PostMapping("/removal")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    String remove(Requester.SignedIn who, RedirectAttributes redirect) throws IOException {
        redirect.addFlashAttribute(
                "notice",
                desk.remove(who) instanceof CertificateResult.Removed
                        ? Notice.done("setup.certificate.removed")
                        : Notice.attention("setup.certificate.nothing"));
        return "redirect:/set-up/address";
    }

    private ModelAndView page(Requester.SignedIn who, @Nullable String fault) {
        return GuideController.page("setup/address", setUp, SetUpStep.ADDRESS)
                .addObject("standing", desk.standing())
                .addObject("mayPutOff", who.has(Role.OWNER))
                .addObject("fault", fault);
    }
}
