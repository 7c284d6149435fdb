package io.equiveil.identity.web;

import io.equiveil.frame.OpenToAll;
import io.equiveil.identity.PageSessions;
import io.equiveil.identity.SignIn;
import io.equiveil.identity.SignInResult;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// Staff sign in: by passkey where the browser can, else by handle, password and one-time password.
@Controller
@RequestMapping("/sign-in")
class StaffSignInController {

    private static final String PAGE = "identity/sign-in";

    private final SignIn signIn;
    private final PageSessions sessions;

    StaffSignInController(SignIn signIn, PageSessions sessions) {
        this.signIn = signIn;
        this.sessions = sessions;
    }

    /// What is typed. Only the handle is ever shown again.
    record Form(String login, Cleartext password, String code) {}

    @GetMapping
    @OpenToAll(because = "nobody is signed in before signing in")
    ModelAndView show(Requester requester) {
        return requester instanceof Requester.SignedIn
                ? new ModelAndView("redirect:/")
                : new ModelAndView(PAGE).addObject("login", "");
    }

    @PostMapping
    @OpenToAll(because = "nobody is signed in before signing in")
    ModelAndView signIn(@ModelAttribute Form form, HttpServletRequest request) {
        SignInResult result = signIn.withPassword(form.login(), form.password(), form.code(), sessions.visit(request));
        return switch (result) {
            case SignInResult.Proven(var proof) -> Pages.seeOther(sessions.begin(request, proof, "/"));
            case SignInResult.Throttled(var until) ->
                again(form, HttpStatus.TOO_MANY_REQUESTS).addObject("waitUntil", until);
            case SignInResult.CodeUsed _ -> again(form, HttpStatus.UNAUTHORIZED).addObject("codeUsed", true);
            case SignInResult.AuditOver _ -> again(form, HttpStatus.FORBIDDEN).addObject("auditOver", true);
            case SignInResult.Refused _, SignInResult.PinToBeChosen _, SignInResult.PinTooWeak _ ->
                again(form, HttpStatus.UNAUTHORIZED).addObject("refused", true);
        };
    }

    private static ModelAndView again(Form form, HttpStatus status) {
        ModelAndView page = new ModelAndView(PAGE, status);
        return page.addObject("login", form.login());
    }
}
