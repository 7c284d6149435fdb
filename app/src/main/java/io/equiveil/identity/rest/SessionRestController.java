package io.equiveil.identity.rest;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.OpenToAll;
import io.equiveil.identity.OpenedSession;
import io.equiveil.identity.PageSessions;
import io.equiveil.identity.Passkeys;
import io.equiveil.identity.SessionSummary;
import io.equiveil.identity.Sessions;
import io.equiveil.identity.SignIn;
import io.equiveil.identity.SignInResult;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SessionId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Signing in and out for programs, and the ceremonies of passkeys for our own pages.
///
/// Signing in answers with a secret for the header `Authorization: Bearer …`; no cookie is set.
@RestController
@RequestMapping("/api/session")
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
class SessionRestController {

    private static final String CHALLENGE = "passkey-challenge";
    private static final String BECAUSE = "nobody is signed in before signing in";

    private final SignIn signIn;
    private final Sessions sessions;
    private final PageSessions pageSessions;
    private final Passkeys passkeys;
    private final Clock clock;

    SessionRestController(SignIn signIn, Sessions sessions, PageSessions pageSessions, Passkeys passkeys, Clock clock) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.pageSessions = pageSessions;
        this.passkeys = passkeys;
        this.clock = clock;
    }

    /// A session just opened. The secret is shown here and nowhere else.
    record Opened(String token, UUID session, UUID person, Instant expiresAt) {}

    record StaffSignIn(String login, Cleartext password, String code) {}

    /// Staff, partners and auditors.
    @PostMapping("/staff")
    @ResponseStatus(HttpStatus.CREATED)
    @OpenToAll(because = BECAUSE)
    Opened staff(@RequestBody StaffSignIn given, HttpServletRequest request) {
        return opened(
                signIn.withPassword(given.login(), given.password(), given.code(), pageSessions.visit(request)),
                request);
    }

    record CodeRequest(Cleartext mobile) {}

    /// Asks for a code by SMS; says the same whether or not the number is known.
    @PostMapping("/client-codes")
    @OpenToAll(because = BECAUSE)
    ResponseEntity<Void> code(@RequestBody CodeRequest given, HttpServletRequest request) {
        return switch (signIn.sendCode(given.mobile(), pageSessions.visit(request))) {
            case SignIn.CodeRequest.Accepted _ -> ResponseEntity.accepted().build();
            case SignIn.CodeRequest.AskAdvisor _ -> throw Problems.NO_GATEWAY.problem();
            case SignIn.CodeRequest.NotANumber _ -> throw Problems.NOT_A_NUMBER.problem();
            case SignIn.CodeRequest.Throttled(var until) -> throw tooMany(until);
        };
    }

    /// Number and code, sent or shown face to face; and the PIN, or a new one the first time.
    record ClientSignIn(
            @Nullable Cleartext mobile,
            @Nullable String code,
            @Nullable Cleartext pin,
            @Nullable Cleartext newPin) {}

    @PostMapping("/client")
    @ResponseStatus(HttpStatus.CREATED)
    @OpenToAll(because = BECAUSE)
    Opened client(@RequestBody ClientSignIn given, HttpServletRequest request) {
        if (given.mobile() == null || given.code() == null) {
            throw Problems.SIGN_IN_REFUSED.problem();
        }
        return opened(
                signIn.withCode(
                        given.mobile(),
                        given.code(),
                        Optional.ofNullable(given.pin()),
                        Optional.ofNullable(given.newPin()),
                        pageSessions.visit(request)),
                request);
    }

    private Opened opened(SignInResult result, HttpServletRequest request) {
        return switch (result) {
            case SignInResult.Proven(var proof) -> {
                OpenedSession opened = sessions.open(proof, pageSessions.visit(request));
                yield new Opened(
                        opened.secret().revealForDisplay(),
                        opened.session().value(),
                        proof.person().value(),
                        opened.expiresAt());
            }
            case SignInResult.Refused _ -> throw Problems.SIGN_IN_REFUSED.problem();
            case SignInResult.CodeUsed _ -> throw Problems.CODE_USED.problem();
            case SignInResult.AuditOver _ -> throw Problems.AUDIT_OVER.problem();
            case SignInResult.PinToBeChosen _ -> throw Problems.PIN_TO_BE_CHOSEN.problem();
            case SignInResult.PinTooWeak(var weakness) -> throw Problems.PIN_TOO_WEAK.because(weakness);
            case SignInResult.Throttled(var until) -> throw tooMany(until);
        };
    }

    private RuntimeException tooMany(Instant until) {
        Duration wait = Duration.between(clock.instant(), until);
        return Problems.TOO_MANY_TRIES.waiting(wait);
    }

    /// Who one is.
    record Me(
            UUID person,
            UUID session,
            Set<Role> roles,
            Set<UUID> actsFor,
            Instant provenAt,
            @Nullable UUID device) {}

    @GetMapping
    Me me(Requester.SignedIn who) {
        return new Me(
                who.person().value(),
                who.session().value(),
                who.roles(),
                who.actsFor().stream().map(subject -> subject.value()).collect(Collectors.toSet()),
                who.provenAt(),
                who.device().map(device -> device.value()).orElse(null));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(Requester.SignedIn who, HttpServletRequest request, HttpServletResponse response) {
        pageSessions.end(request, who);
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
    }

    record Listed(
            UUID session, String appliance, Instant createdAt, Instant lastSeenAt, Instant expiresAt, boolean here) {}

    /// The person's own open sessions.
    @GetMapping("/all")
    List<Listed> all(Requester.SignedIn who) {
        return sessions.of(who).stream().map(session -> listed(session, who)).toList();
    }

    private static Listed listed(SessionSummary session, Requester.SignedIn who) {
        return new Listed(
                session.id().value(),
                session.appliance().name(),
                session.createdAt(),
                session.lastSeenAt(),
                session.expiresAt(),
                session.id().equals(who.session()));
    }

    @DeleteMapping("/all")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOutEverywhere(Requester.SignedIn who, HttpServletRequest request, HttpServletResponse response) {
        pageSessions.endEverywhere(request, who);
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
    }

    @DeleteMapping("/all/{session}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOutThere(@PathVariable UUID session, Requester.SignedIn who) {
        sessions.signOut(who, new SessionId(session));
    }

    /// A one-time password, or the PIN for clients.
    record ConfirmationRequest(Cleartext code) {}

    /// The session's new secret; the old one works no more. For a page it is in the cookie, and absent here.
    record Confirmed(@Nullable String token, Instant provenAt) {}

    @PostMapping("/confirmations")
    Confirmed confirm(@RequestBody ConfirmationRequest given, Requester.SignedIn who, HttpServletRequest request) {
        return switch (signIn.confirm(who, given.code())) {
            case SignIn.Confirmation.Confirmed(var factor) -> {
                OpenedSession opened = pageSessions.confirm(request, who, factor);
                boolean program = request.getHeader("Authorization") != null;
                yield new Confirmed(program ? opened.secret().revealForDisplay() : null, clock.instant());
            }
            case SignIn.Confirmation.Refused _ -> throw Problems.SIGN_IN_REFUSED.problem();
            case SignIn.Confirmation.Throttled(var until) -> throw tooMany(until);
        };
    }

    // --- passkeys, for the script of our own pages ---

    /// Where the page goes next.
    record Next(String next) {}

    @PostMapping(value = "/passkey-challenges", produces = MediaType.APPLICATION_JSON_VALUE)
    @OpenToAll(because = BECAUSE)
    String challenge(HttpServletRequest request) {
        Passkeys.Ceremony ceremony = passkeys.newSignIn();
        request.getSession(true).setAttribute(CHALLENGE, ceremony.state());
        return ceremony.json();
    }

    @PostMapping("/passkeys")
    @OpenToAll(because = BECAUSE)
    Next byPasskey(@RequestBody String answer, HttpServletRequest request) {
        SignInResult result = passkeys.signIn(challengeOf(request), answer, pageSessions.visit(request));
        return switch (result) {
            case SignInResult.Proven(var proof) -> new Next(pageSessions.begin(request, proof, "/"));
            case SignInResult.Throttled(var until) -> throw tooMany(until);
            case SignInResult.AuditOver _ -> throw Problems.AUDIT_OVER.problem();
            case SignInResult.Refused _,
                    SignInResult.CodeUsed _,
                    SignInResult.PinToBeChosen _,
                    SignInResult.PinTooWeak _ -> throw Problems.SIGN_IN_REFUSED.problem();
        };
    }

    @PostMapping("/passkey-confirmations")
    Next confirmByPasskey(@RequestBody String answer, Requester.SignedIn who, HttpServletRequest request) {
        if (!passkeys.confirms(who, challengeOf(request), answer)) {
            throw Problems.SIGN_IN_REFUSED.problem();
        }
        String wanted = pageSessions.wanted(request, "/");
        pageSessions.confirm(request, who, io.equiveil.identity.Factor.PASSKEY);
        return new Next(wanted);
    }

    /// A challenge is good for one answer.
    private static Serializable challengeOf(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(CHALLENGE) instanceof Serializable state)) {
            throw Problems.SIGN_IN_REFUSED.problem();
        }
        session.removeAttribute(CHALLENGE);
        return state;
    }
}
