package io.equiveil.identity.web;

import io.equiveil.frame.OpenToAll;
import io.equiveil.identity.PageSessions;
import io.equiveil.identity.ProvenPossession;
import io.equiveil.identity.SignIn;
import io.equiveil.identity.SignInResult;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Clients sign in on a phone, one question per page: number, code, PIN. Works in WeChat's browser and without script;
/// no passkey is asked for here. What was given on one page waits for the next in the sealed session.
@Controller
@RequestMapping("/client")
class ClientSignInController {

    private static final String NUMBER = "client-number";
    private static final String POSSESSION = "client-possession";
    private static final String HOME = "/portal";
    private static final String PIN_PAGE = "identity/client-pin";
    private static final String BECAUSE = "a client is not signed in before signing in";

    private final SignIn signIn;
    private final PageSessions sessions;

    ClientSignInController(SignIn signIn, PageSessions sessions) {
        this.signIn = signIn;
        this.sessions = sessions;
    }

    // --- the number ---

    @GetMapping("/sign-in")
    @OpenToAll(because = BECAUSE)
    ModelAndView askNumber(Requester requester) {
        return requester instanceof Requester.SignedIn
                ? new ModelAndView("redirect:/")
                : new ModelAndView("identity/client-number");
    }

    @PostMapping("/sign-in")
    @OpenToAll(because = BECAUSE)
    ModelAndView takeNumber(@RequestParam Cleartext mobile, HttpServletRequest request) {
        return switch (signIn.sendCode(mobile, sessions.visit(request))) {
            case SignIn.CodeRequest.NotANumber _ ->
                new ModelAndView("identity/client-number", HttpStatus.UNPROCESSABLE_CONTENT)
                        .addObject("notANumber", true);
            case SignIn.CodeRequest.Throttled(var until) ->
                new ModelAndView("identity/client-number", HttpStatus.TOO_MANY_REQUESTS).addObject("waitUntil", until);
            case SignIn.CodeRequest.Accepted _ -> toCode(request, mobile, false);
            case SignIn.CodeRequest.AskAdvisor _ -> toCode(request, mobile, true);
        };
    }

    private static ModelAndView toCode(HttpServletRequest request, Cleartext mobile, boolean askAdvisor) {
        HttpSession session = request.getSession(true);
        session.setAttribute(NUMBER, mobile.revealForDisplay());
        return Pages.seeOther(askAdvisor ? "/client/sign-in/code?from=advisor" : "/client/sign-in/code");
    }

    // --- the code ---

    @GetMapping("/sign-in/code")
    @OpenToAll(because = BECAUSE)
    ModelAndView askCode(
            @RequestParam(name = "from", required = false) @Nullable String from, HttpServletRequest request) {
        return kept(request, NUMBER, String.class).isEmpty()
                ? Pages.seeOther("/client/sign-in")
                : new ModelAndView("identity/client-code").addObject("askAdvisor", "advisor".equals(from));
    }

    @PostMapping("/sign-in/code")
    @OpenToAll(because = BECAUSE)
    ModelAndView takeCode(@RequestParam String code, HttpServletRequest request) {
        Optional<String> number = kept(request, NUMBER, String.class);
        if (number.isEmpty()) {
            return Pages.seeOther("/client/sign-in");
        }
        return switch (signIn.checkCode(Cleartext.of(number.get()), code, sessions.visit(request))) {
            case SignIn.CodeCheck.Right(var proven) ->
                signIn.useUp(proven) ? toPin(request, proven) : wrongCode(HttpStatus.UNAUTHORIZED);
            case SignIn.CodeCheck.Wrong _ -> wrongCode(HttpStatus.UNAUTHORIZED);
            case SignIn.CodeCheck.Throttled(var until) ->
                new ModelAndView("identity/client-code", HttpStatus.TOO_MANY_REQUESTS)
                        .addObject("askAdvisor", false)
                        .addObject("waitUntil", until);
        };
    }

    private static ModelAndView wrongCode(HttpStatus status) {
        return new ModelAndView("identity/client-code", status)
                .addObject("askAdvisor", false)
                .addObject("refused", true);
    }

    // --- the link an advisor shows ---

    @GetMapping("/door/{secret}")
    @OpenToAll(because = BECAUSE)
    ModelAndView showDoor(@PathVariable String secret) {
        // Nothing is looked at yet: chat applications fetch links by themselves.
        return new ModelAndView("identity/client-door").addObject("secret", secret);
    }

    @PostMapping("/door/{secret}")
    @OpenToAll(because = BECAUSE)
    ModelAndView goThroughDoor(@PathVariable String secret, HttpServletRequest request) {
        return signIn.throughDoor(secret, sessions.visit(request))
                .map(proven -> toPin(request, proven))
                .orElseGet(() -> new ModelAndView("identity/client-door", HttpStatus.GONE)
                        .addObject("secret", secret)
                        .addObject("dead", true));
    }

    private static ModelAndView toPin(HttpServletRequest request, ProvenPossession proven) {
        HttpSession session = request.getSession(true);
        session.removeAttribute(NUMBER);
        session.setAttribute(POSSESSION, proven);
        return Pages.seeOther("/client/sign-in/pin");
    }

    // --- the PIN ---

    @GetMapping("/sign-in/pin")
    @OpenToAll(because = BECAUSE)
    ModelAndView askPin(HttpServletRequest request) {
        return kept(request, POSSESSION, ProvenPossession.class)
                .map(proven -> pinPage(proven, HttpStatus.OK))
                .orElseGet(() -> Pages.seeOther("/client/sign-in"));
    }

    @PostMapping("/sign-in/pin")
    @OpenToAll(because = BECAUSE)
    ModelAndView takePin(
            @RequestParam Cleartext pin,
            @RequestParam(required = false) @Nullable Cleartext again,
            HttpServletRequest request) {
        Optional<ProvenPossession> kept = kept(request, POSSESSION, ProvenPossession.class);
        if (kept.isEmpty()) {
            return Pages.seeOther("/client/sign-in");
        }
        ProvenPossession proven = kept.get();
        boolean choosing = signIn.needsPin(proven);
        if (choosing && (again == null || !pin.revealForDisplay().equals(again.revealForDisplay()))) {
            return pinPage(proven, HttpStatus.UNPROCESSABLE_CONTENT).addObject("different", true);
        }
        SignInResult result = signIn.withPin(
                proven, Optional.of(pin), choosing ? Optional.of(pin) : Optional.empty(), sessions.visit(request));
        return switch (result) {
            case SignInResult.Proven(var proof) -> Pages.seeOther(sessions.begin(request, proof, HOME));
            case SignInResult.PinTooWeak(var weakness) ->
                pinPage(proven, HttpStatus.UNPROCESSABLE_CONTENT).addObject("weakness", weakness);
            case SignInResult.Throttled(var until) ->
                pinPage(proven, HttpStatus.TOO_MANY_REQUESTS).addObject("waitUntil", until);
            case SignInResult.Refused _,
                    SignInResult.CodeUsed _,
                    SignInResult.AuditOver _,
                    SignInResult.PinToBeChosen _ ->
                pinPage(proven, HttpStatus.UNAUTHORIZED).addObject("refused", true);
        };
    }

    private ModelAndView pinPage(ProvenPossession proven, HttpStatus status) {
        return new ModelAndView(PIN_PAGE, status).addObject("choosing", signIn.needsPin(proven));
    }

    private static <T> Optional<T> kept(HttpServletRequest request, String name, Class<T> type) {
        HttpSession session = request.getSession(false);
        return session == null
                ? Optional.empty()
                : Optional.ofNullable(session.getAttribute(name))
                        .filter(type::isInstance)
                        .map(type::cast);
    }
}
