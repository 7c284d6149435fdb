package io.equiveil.setup.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.setup.AcmeAuthorities;
import io.equiveil.setup.AcmeDesk;
import io.equiveil.setup.AcmeFault;
import io.equiveil.setup.AcmeOrder;
import io.equiveil.setup.AcmeResult;
import io.equiveil.setup.SetUp;
import io.equiveil.setup.SetUpStep;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// 申请证书: a certificate from an authority, step by step.
@Controller
@RequestMapping("/set-up/address/order")
class AcmeController {

    private static final String PAGE = "/set-up/address/order";

    private final SetUp setUp;
    private final AcmeDesk desk;

    AcmeController(SetUp setUp, AcmeDesk desk) {
        this.setUp = setUp;
        this.desk = desk;
    }

    /// What is typed.
    ///
    /// @param authority address of a known one; blank for the one at `address`
    record OrderForm(
            @Nullable String authority,
            @Nullable String address,
            @Nullable String email,
            @Nullable String keyId,
            @Nullable String key,
            boolean agreed) {

        static OrderForm empty(String email) {
            return new OrderForm(AcmeAuthorities.all().getFirst().directory().toString(), "", email, "", "", false);
        }

        /// Everything but the key, which is never shown again.
        OrderForm withoutKey() {
            return new OrderForm(authority, address, email, keyId, "", agreed);
        }

        Optional<AcmeOrder> order() {
            String directory = text(authority).isEmpty() ? text(address) : text(authority);
            try {
                return Optional.of(new AcmeOrder(
                        URI.create(directory),
                        text(email),
                        agreed,
                        text(keyId).isEmpty() && text(key).isEmpty()
                                ? Optional.empty()
                                : Optional.of(new AcmeOrder.ExternalKey(text(keyId), text(key)))));
            } catch (IllegalArgumentException noAddress) {
                return Optional.empty();
            }
        }

        private static String text(@Nullable String typed) {
            return typed == null ? "" : typed.strip();
        }
    }

    @GetMapping
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR})
    ModelAndView show(@RequestHeader(name = "HX-Request", required = false) @Nullable String part) {
        ModelAndView page = page(OrderForm.empty(desk.standing().email()), null);
        if (part != null) {
            page.setViewName("setup/acme :: order");
        }
        return page;
    }

    @PostMapping
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true,
            returnTo = PAGE)
    ModelAndView begin(@ModelAttribute("form") OrderForm form, Requester.SignedIn who, RedirectAttributes redirect) {
        Optional<AcmeOrder> order = form.order();
        return order.isEmpty()
                ? refused(form, AcmeFault.ADDRESS)
                : answer(desk.begin(who, order.get()), form, redirect);
    }

    @PostMapping("/again")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true,
            returnTo = PAGE)
    ModelAndView again(Requester.SignedIn who, RedirectAttributes redirect) {
        return answer(desk.again(who), OrderForm.empty(""), redirect);
    }

    @PostMapping("/look")
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR})
    ModelAndView look(Requester.SignedIn who, RedirectAttributes redirect) {
        return answer(desk.look(who), OrderForm.empty(""), redirect);
    }

    @PostMapping("/continuation")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true,
            returnTo = PAGE)
    ModelAndView goOn(
            @RequestParam(defaultValue = "false") boolean unseen, Requester.SignedIn who, RedirectAttributes redirect) {
        return answer(desk.goOn(who, unseen), OrderForm.empty(""), redirect);
    }

    @PostMapping("/end")
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR})
    ModelAndView giveUp(Requester.SignedIn who, RedirectAttributes redirect) {
        AcmeResult result = desk.giveUp(who);
        if (result instanceof AcmeResult.Begun) {
            redirect.addFlashAttribute("notice", Notice.done("setup.acme.given-up"));
        }
        return answer(result, OrderForm.empty(""), redirect);
    }

    private ModelAndView answer(AcmeResult result, OrderForm form, RedirectAttributes redirect) {
        return switch (result) {
            case AcmeResult.Begun _ -> new ModelAndView("redirect:" + PAGE);
            case AcmeResult.Refused(var fault) -> refused(form, fault);
            case AcmeResult.NotVisible _ -> {
                redirect.addFlashAttribute("notice", Notice.attention("setup.acme.not-visible"));
                yield new ModelAndView("redirect:" + PAGE);
            }
            case AcmeResult.NotNow _ -> {
                redirect.addFlashAttribute("notice", Notice.attention("setup.acme.not-now"));
                yield new ModelAndView("redirect:" + PAGE);
            }
            case AcmeResult.NotYours _ -> throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        };
    }

    private ModelAndView refused(OrderForm form, AcmeFault fault) {
        ModelAndView page = page(form.withoutKey(), fault);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private ModelAndView page(OrderForm form, @Nullable AcmeFault fault) {
        return GuideController.page("setup/acme", setUp, SetUpStep.ADDRESS)
                .addObject("order", desk.standing())
                .addObject("authorities", AcmeAuthorities.all())
                .addObject("form", form)
                .addObject("fault", fault);
    }
}
