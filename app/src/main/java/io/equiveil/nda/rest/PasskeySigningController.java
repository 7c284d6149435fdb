package io.equiveil.nda.rest;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.identity.SigningProofs.Proof;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.nda.Agreements;
import io.equiveil.nda.OwnAgreements;
import io.equiveil.nda.SigningBegun;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Signing by passkey, for the script of our own pages: a challenge bound to the text, then the authenticator's answer.
@RestController
class PasskeySigningController {

    private static final String CHALLENGE = "passkey-signing";

    private final Agreements agreements;
    private final OwnAgreements own;

    PasskeySigningController(Agreements agreements, OwnAgreements own) {
        this.agreements = agreements;
        this.own = own;
    }

    @PostMapping("/api/agreements/{id}/passkey-challenges")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.CLIENT})
    ResponseEntity<?> challenge(Requester.SignedIn who, @PathVariable UUID id, HttpServletRequest request) {
        return asked(agreements.beginPasskey(who, new AgreementId(id)), request);
    }

    /// The counterpart's signature, or the firm's on a draft.
    @PostMapping("/api/agreements/{id}/passkey-signatures")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.CLIENT})
    ResponseEntity<?> sign(
            Requester.SignedIn who, @PathVariable UUID id, @RequestBody String answer, HttpServletRequest request) {
        Optional<Serializable> state = taken(request);
        if (state.isEmpty()) {
            return Problem.of(HttpStatus.FORBIDDEN, "proof-refused");
        }
        AgreementId agreement = new AgreementId(id);
        Proof proof = new Proof.PasskeyAssertion(state.get(), answer);
        return AgreementViews.answer(
                who.has(Role.CLIENT)
                        ? agreements.sign(who, agreement, proof, Optional.empty())
                        : agreements.send(who, agreement, proof));
    }

    @PostMapping("/api/own-agreement/passkey-challenges")
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD,
        Role.PARTNER
    })
    ResponseEntity<?> ownChallenge(Requester.SignedIn who, HttpServletRequest request) {
        return asked(own.beginPasskey(who), request);
    }

    @PostMapping("/api/own-agreement/passkey-signatures")
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD,
        Role.PARTNER
    })
    ResponseEntity<?> signOwn(Requester.SignedIn who, @RequestBody String answer, HttpServletRequest request) {
        return taken(request)
                .<ResponseEntity<?>>map(
                        state -> AgreementViews.answer(own.sign(who, new Proof.PasskeyAssertion(state, answer))))
                .orElseGet(() -> Problem.of(HttpStatus.FORBIDDEN, "proof-refused"));
    }

    private static ResponseEntity<?> asked(SigningBegun begun, HttpServletRequest request) {
        return switch (begun) {
            case SigningBegun.Asked(var json, var state) -> {
                request.getSession(true).setAttribute(CHALLENGE, state);
                yield ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(json);
            }
            case SigningBegun.NoPasskey _ -> Problem.of(HttpStatus.CONFLICT, "no-passkey");
            case SigningBegun.No(var result) -> AgreementViews.answer(result);
        };
    }

    /// A challenge is good for one answer.
    private static Optional<Serializable> taken(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(CHALLENGE) instanceof Serializable state)) {
            return Optional.empty();
        }
        session.removeAttribute(CHALLENGE);
        return Optional.of(state);
    }
}
