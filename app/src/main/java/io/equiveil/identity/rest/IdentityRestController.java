package io.equiveil.identity.rest;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Display;
import io.equiveil.frame.OpenToAll;
import io.equiveil.identity.ChangeResult;
import io.equiveil.identity.Department;
import io.equiveil.identity.Enrolment;
import io.equiveil.identity.FirstAdministrator;
import io.equiveil.identity.Invitation;
import io.equiveil.identity.InviteResult;
import io.equiveil.identity.Passkeys;
import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.identity.PersonKind;
import io.equiveil.kernel.AuditScope;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Accounts for programs: the first administrator, enrolment, invitations, roles.
@RestController
@RequestMapping("/api/identity")
class IdentityRestController {

    private static final String CHALLENGE = "passkey-registration";

    private final FirstAdministrator first;
    private final Enrolment enrolment;
    private final People people;
    private final Passkeys passkeys;

    IdentityRestController(FirstAdministrator first, Enrolment enrolment, People people, Passkeys passkeys) {
        this.first = first;
        this.enrolment = enrolment;
        this.people = people;
        this.passkeys = passkeys;
    }

    /// @param link the secret at the end of the one-time path
    record FirstRequest(Cleartext link, Cleartext name, String login, String codeName) {}

    /// An account to be enrolled.
    ///
    /// @param link the secret for the enrolment, shown once
    record Invited(UUID person, String link, Instant expiresAt) {}

    @PostMapping("/first-administrators")
    @ResponseStatus(HttpStatus.CREATED)
    @OpenToAll(because = "the one-time link was printed on the operator's terminal")
    Invited first(@RequestBody FirstRequest given, HttpServletRequest request) {
        return first.found(secret(given.link()), given.name(), given.login(), given.codeName(), request.getRemoteAddr())
                .map(IdentityRestController::invited)
                .orElseThrow(Problems.LINK_DEAD::problem);
    }

    record EnrolmentRequest(Cleartext link, Cleartext password) {}

    /// What the authenticator needs, shown once.
    record Seed(String login, String totpSecret, String totpUri) {}

    @PostMapping("/enrolments")
    @ResponseStatus(HttpStatus.CREATED)
    @OpenToAll(because = "the one-time link is the invitation")
    Seed enrol(@RequestBody EnrolmentRequest given, HttpServletRequest request) {
        return switch (enrolment.begin(secret(given.link()), given.password(), request.getRemoteAddr())) {
            case Enrolment.Begun.ShowSeed(var login, var secret, var uri) ->
                new Seed(login, secret.revealForDisplay(), uri.revealForDisplay());
            case Enrolment.Begun.TooWeak(var weakness) -> throw Problems.PASSWORD_TOO_WEAK.because(weakness);
            case Enrolment.Begun.LinkDead _ -> throw Problems.LINK_DEAD.problem();
        };
    }

    record EnrolmentConfirmation(Cleartext link, String code) {}

    @PostMapping("/enrolments/confirmations")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @OpenToAll(because = "the one-time link is the invitation")
    void confirm(@RequestBody EnrolmentConfirmation given, HttpServletRequest request) {
        switch (enrolment.confirm(secret(given.link()), given.code(), request.getRemoteAddr())) {
            case ENROLLED -> {}
            case WRONG_CODE -> throw Problems.WRONG_CODE.problem();
            case LINK_DEAD -> throw Problems.LINK_DEAD.problem();
        }
    }

    /// What may be known of a colleague without opening anything.
    record Listed(
            UUID person,
            String kind,
            String status,
            Set<Role> roles,
            @Nullable Department department,
            @Nullable String login,
            @Nullable String codeName,
            @Nullable AuditScope scope) {}

    @GetMapping("/people")
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER})
    List<Listed> people() {
        return people.colleagues().stream().map(IdentityRestController::listed).toList();
    }

    private static Listed listed(Person person) {
        return new Listed(
                person.id().value(),
                person.kind().name(),
                person.status().name(),
                person.roles(),
                person.department().orElse(null),
                person.login().orElse(null),
                person.codeName().orElse(null),
                person.scope().orElse(null));
    }

    record InvitationRequest(
            PersonKind kind,
            Cleartext name,
            @Nullable Cleartext mobile,
            String login,
            String codeName,
            Set<Role> roles,
            @Nullable Department department,
            @Nullable UUID partner,
            @Nullable ScopeRequest scope) {}

    /// What an auditor may look at. Days are those of Shanghai, and included.
    ///
    /// @param from    first day of the entries
    /// @param until   last day of the entries
    /// @param lastDay the last day on which the account opens anything
    /// @param matters which matters; left out for all
    record ScopeRequest(
            LocalDate from,
            LocalDate until,
            LocalDate lastDay,
            @Nullable Set<UUID> matters) {

        AuditScope scope() {
            if (until.isBefore(from)) {
                throw Problems.INVITATION_REJECTED.because(List.of(InviteResult.Fault.SCOPE_SHAPE));
            }
            return new AuditScope(
                    start(from),
                    start(until.plusDays(1)),
                    start(lastDay.plusDays(1)),
                    matters == null
                            ? Set.of()
                            : matters.stream().map(MatterId::new).collect(Collectors.toSet()));
        }

        private static Instant start(LocalDate day) {
            return day.atStartOfDay(Display.SHANGHAI).toInstant();
        }
    }

    @PostMapping("/people")
    @ResponseStatus(HttpStatus.CREATED)
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    Invited invite(@RequestBody InvitationRequest given, Requester.SignedIn who) {
        Invitation invitation = new Invitation(
                given.kind(),
                given.name(),
                Optional.ofNullable(given.mobile()),
                given.login(),
                given.codeName(),
                given.roles(),
                Optional.ofNullable(given.department()),
                Optional.ofNullable(given.partner()).map(PartnerId::new),
                Optional.ofNullable(given.scope()).map(ScopeRequest::scope));
        return invited(people.invite(invitation, who));
    }

    @PostMapping("/people/{person}/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    Invited renew(@PathVariable UUID person, Requester.SignedIn who) {
        return invited(people.renewInvitation(new PersonId(person), who));
    }

    private static Invited invited(InviteResult result) {
        return switch (result) {
            case InviteResult.Invited(var person, var path, var expiresAt) -> {
                String link = path.revealForDisplay();
                yield new Invited(person.value(), link.substring(link.lastIndexOf('/') + 1), expiresAt);
            }
            case InviteResult.Rejected(var faults) -> throw Problems.INVITATION_REJECTED.because(faults);
        };
    }

    record RolesRequest(Set<Role> roles, @Nullable Department department) {}

    @PutMapping("/people/{person}/roles")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    Listed changeRoles(@PathVariable UUID person, @RequestBody RolesRequest given, Requester.SignedIn who) {
        return changed(
                people.changeRoles(new PersonId(person), given.roles(), Optional.ofNullable(given.department()), who));
    }

    @PutMapping("/people/{person}/audit-scope")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    Listed changeScope(@PathVariable UUID person, @RequestBody ScopeRequest given, Requester.SignedIn who) {
        return changed(people.changeScope(new PersonId(person), given.scope(), who));
    }

    @PutMapping("/people/{person}/suspension")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    Listed suspend(@PathVariable UUID person, Requester.SignedIn who) {
        return changed(people.suspend(new PersonId(person), who));
    }

    @DeleteMapping("/people/{person}/suspension")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    Listed reinstate(@PathVariable UUID person, Requester.SignedIn who) {
        return changed(people.reinstate(new PersonId(person), who));
    }

    @DeleteMapping("/people/{person}")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    Listed end(@PathVariable UUID person, Requester.SignedIn who) {
        return changed(people.end(new PersonId(person), who));
    }

    private static Listed changed(ChangeResult result) {
        return switch (result) {
            case ChangeResult.Changed(var person) -> listed(person);
            case ChangeResult.Refused(var reason) ->
                throw reason == ChangeResult.Reason.UNKNOWN
                        ? Problems.UNKNOWN_PERSON.problem()
                        : Problems.CHANGE_REFUSED.because(reason);
        };
    }

    // --- passkeys, for the script of our own pages ---

    @PostMapping(value = "/passkey-challenges", produces = MediaType.APPLICATION_JSON_VALUE)
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
            stepUp = true)
    String challenge(Requester.SignedIn who, HttpServletRequest request) {
        Passkeys.Ceremony ceremony = passkeys.newRegistration(who);
        request.getSession(true).setAttribute(CHALLENGE, ceremony.state());
        return ceremony.json();
    }

    @PostMapping("/passkeys")
    @ResponseStatus(HttpStatus.NO_CONTENT)
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
            stepUp = true)
    void register(@RequestBody String answer, Requester.SignedIn who, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(CHALLENGE) instanceof Serializable state)) {
            throw Problems.PASSKEY_REFUSED.problem();
        }
        session.removeAttribute(CHALLENGE);
        if (!passkeys.register(who, state, answer)) {
            throw Problems.PASSKEY_REFUSED.problem();
        }
    }

    /// The secret alone, or the path or address that ends with it.
    private static Cleartext secret(Cleartext link) {
        String text = link.revealForDisplay().strip();
        return Cleartext.of(text.substring(text.lastIndexOf('/') + 1));
    }
}
