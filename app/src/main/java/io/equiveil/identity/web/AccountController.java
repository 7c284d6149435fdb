package io.equiveil.identity.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.frame.OpenToAll;
import io.equiveil.identity.PageSessions;
import io.equiveil.identity.Passkeys;
import io.equiveil.identity.Sessions;
import io.equiveil.identity.SignIn;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// One's own account: where one is signed in, passkeys, signing out, confirming one's identity.
@Controller
@AllowedTo({
    Role.OWNER,
    Role.ADMINISTRATOR,
    Role.COMPLIANCE_OFFICER,
    Role.SECURITY_OFFICER,
    Role.ADVISOR,
    Role.DEPARTMENT_HEAD,
    Role.AUDITOR,
    Role.PARTNER,
    Role.CLIENT
})
class AccountController {

    private final Sessions sessions;
    private final PageSessions pageSessions;
    private final Passkeys passkeys;
    private final SignIn signIn;

    AccountController(Sessions sessions, PageSessions pageSessions, Passkeys passkeys, SignIn signIn) {
        this.sessions = sessions;
        this.pageSessions = pageSessions;
        this.passkeys = passkeys;
        this.signIn = signIn;
    }

    @GetMapping("/account")
    ModelAndView show(Requester.SignedIn who) {
        boolean client = who.has(Role.CLIENT);
        return new ModelAndView(client ? "identity/account-client" : "identity/account")
                .addObject("sessions", sessions.of(who))
                .addObject("here", who.session())
                .addObject("passkeys", passkeys.of(who));
    }

    @PostMapping("/account/sessions/{session}/end")
    ModelAndView end(@PathVariable UUID session, Requester.SignedIn who, RedirectAttributes redirect) {
        sessions.signOut(who, new SessionId(session));
        redirect.addFlashAttribute("notice", Notice.done("identity.account.ended"));
        return Pages.seeOther("/account");
    }

    @PostMapping("/account/sign-out-everywhere")
    ModelAndView signOutEverywhere(Requester.SignedIn who, HttpServletRequest request, HttpServletResponse response) {
        pageSessions.endEverywhere(request, who);
        return gone(who, response);
    }

    @PostMapping("/sign-out")
    @OpenToAll(because = "whose session has just ended must not be refused signing out")
    ModelAndView signOut(Requester requester, HttpServletRequest request, HttpServletResponse response) {
        if (requester instanceof Requester.SignedIn who) {
            pageSessions.end(request, who);
            return gone(who, response);
        }
        return Pages.seeOther("/sign-in");
    }

    private static ModelAndView gone(Requester.SignedIn who, HttpServletResponse response) {
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
        return Pages.seeOther(who.has(Role.CLIENT) ? "/client/sign-in" : "/sign-in");
    }

    @PostMapping("/account/passkeys/{passkey}/removal")
    @AllowedTo(
            value = {
                Role.OWNER,
                Role.ADMINISTRATOR,
                Role.COMPLIANCE_OFFICER,
                Role.SECURITY_OFFICER,
                Role.ADVISOR,
                Role.DEPARTMENT_HEAD,
                Role.AUDITOR,
                Role.PARTNER,
                Role.CLIENT
            },
            stepUp = true,
            returnTo = "/account")
    ModelAndView removePasskey(@PathVariable UUID passkey, Requester.SignedIn who, RedirectAttributes redirect) {
        passkeys.remove(who, passkey);
        redirect.addFlashAttribute("notice", Notice.done("identity.account.passkey-removed"));
        return Pages.seeOther("/account");
    }

    @GetMapping("/confirm-identity")
    ModelAndView askToConfirm(
            @RequestParam(required = false) @Nullable String next, Requester.SignedIn who, HttpServletRequest request) {
        if (next != null) {
            pageSessions.want(request, next);
        }
        return confirmPage(who, HttpStatus.OK);
    }

    @PostMapping("/confirm-identity")
    ModelAndView confirm(@RequestParam Cleartext code, Requester.SignedIn who, HttpServletRequest request) {
        return switch (signIn.confirm(who, code)) {
            case SignIn.Confirmation.Confirmed(var factor) -> {
                String wanted = pageSessions.wanted(request, "/");
                pageSessions.confirm(request, who, factor);
                yield Pages.seeOther(wanted);
            }
            case SignIn.Confirmation.Refused _ ->
                confirmPage(who, HttpStatus.UNAUTHORIZED).addObject("refused", true);
            case SignIn.Confirmation.Throttled(var until) ->
                confirmPage(who, HttpStatus.TOO_MANY_REQUESTS).addObject("waitUntil", until);
        };
    }

    private static ModelAndView confirmPage(Requester.SignedIn who, HttpStatus status) {
        return new ModelAndView(who.has(Role.CLIENT) ? "identity/confirm-client" : "identity/confirm", status);
    }
}
