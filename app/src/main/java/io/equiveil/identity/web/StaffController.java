package io.equiveil.identity.web;

import io.equiveil.engine.PublicAddress;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Display;
import io.equiveil.frame.Notice;
import io.equiveil.identity.ChangeResult;
import io.equiveil.identity.Department;
import io.equiveil.identity.Invitation;
import io.equiveil.identity.InviteResult;
import io.equiveil.identity.LostFactors;
import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.identity.PersonKind;
import io.equiveil.identity.QrPicture;
import io.equiveil.kernel.AuditScope;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.spi.RecordNames;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The firm's people: who has an account, with which roles; inviting, changing roles, suspending.
@Controller
@RequestMapping("/staff")
class StaffController {

    private final People people;
    private final LostFactors lost;
    private final PublicAddress address;
    private final MatterNames matters;
    private final Clock clock;

    StaffController(
            People people, LostFactors lost, PublicAddress address, ObjectProvider<RecordNames> names, Clock clock) {
        this.people = people;
        this.lost = lost;
        this.address = address;
        this.matters = new MatterNames(names);
        this.clock = clock;
    }

    /// What is typed to invite somebody.
    ///
    /// @param partner the firm of a partner's people, who come from that firm's entry and have no other
    /// kind or role
    record Form(
            String name,
            @Nullable String mobile,
            String login,
            String codeName,
            @Nullable PersonKind kind,
            @Nullable Set<Role> roles,
            @Nullable Department department,
            @Nullable UUID partner,
            @Nullable ScopeForm scope) {

        static Form empty() {
            return new Form("", "", "", "", PersonKind.STAFF, Set.of(), null, null, null);
        }

        /// For an auditor: the audit is of the year so far and lasts a month.
        static Form ofAuditor(LocalDate today) {
            return new Form(
                    "", "", "", "", PersonKind.AUDITOR, Set.of(Role.AUDITOR), null, null, ScopeForm.usual(today));
        }

        /// For a duty that too few can do: with the role that would help.
        static Form with(Role role) {
            return new Form("", "", "", "", PersonKind.STAFF, Set.of(role), null, null, null);
        }

        static Form ofPartner(UUID partner) {
            return new Form("", "", "", "", PersonKind.PARTNER, Set.of(Role.PARTNER), null, partner, null);
        }

        private Invitation invitation(Optional<AuditScope> audit) {
            return new Invitation(
                    partner != null
                            ? PersonKind.PARTNER
                            : Optional.ofNullable(kind).orElse(PersonKind.STAFF),
                    Cleartext.of(name),
                    Optional.ofNullable(mobile)
                            .filter(number -> !number.isBlank())
                            .map(Cleartext::of),
                    login.strip(),
                    codeName.strip(),
                    partner != null
                            ? Set.of(Role.PARTNER)
                            : Optional.ofNullable(roles).orElse(Set.of()),
                    partner != null ? Optional.empty() : Optional.ofNullable(department),
                    Optional.ofNullable(partner).map(PartnerId::new),
                    audit);
        }

        public boolean isAuditors() {
            return kind == PersonKind.AUDITOR;
        }
    }

    @GetMapping
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER})
    ModelAndView list(Requester.SignedIn who) {
        return new ModelAndView("identity/staff")
                .addObject("people", people.colleagues())
                .addObject("mayChange", mayChange(who));
    }

    @GetMapping("/new")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ModelAndView ask(
            Requester.SignedIn who,
            @RequestParam(required = false) @Nullable UUID partner,
            @RequestParam(required = false) @Nullable Role role) {
        if (role == Role.AUDITOR) {
            return form(who, Form.ofAuditor(LocalDate.now(clock.withZone(Display.SHANGHAI))), List.of(), HttpStatus.OK);
        }
        Form form = partner != null
                ? Form.ofPartner(partner)
                : role != null && role.isStaff() ? Form.with(role) : Form.empty();
        return form(who, form, List.of(), HttpStatus.OK);
    }

    @PostMapping
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ModelAndView invite(@ModelAttribute Form form, Requester.SignedIn who) {
        Optional<AuditScope> audit = Optional.empty();
        if (form.isAuditors()) {
            ScopeForm given = Optional.ofNullable(form.scope()).orElseGet(ScopeForm::empty);
            switch (given.read(matters)) {
                case ScopeForm.Read.Scope(var scope) -> audit = Optional.of(scope);
                case ScopeForm.Read.Faulty(var fault) -> {
                    return form(who, form, List.of(fault), HttpStatus.UNPROCESSABLE_CONTENT);
                }
            }
        }
        return switch (people.invite(form.invitation(audit), who)) {
            case InviteResult.Invited invited -> invited(invited);
            case InviteResult.Rejected(var faults) -> form(who, form, faults, HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    @GetMapping("/{person}")
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER})
    ModelAndView show(@PathVariable UUID person, Requester.SignedIn who) {
        return people.find(new PersonId(person))
                .filter(found -> found.kind() != PersonKind.CLIENT)
                .map(found -> page(found, who))
                .orElseGet(() -> new ModelAndView("identity/unknown-person", HttpStatus.NOT_FOUND));
    }

    private ModelAndView page(Person person, Requester.SignedIn who) {
        Optional<LostFactors.Request> request = lost.open(person.id());
        return new ModelAndView("identity/person")
                .addObject("request", request.orElse(null))
                .addObject(
                        "asker",
                        request.flatMap(LostFactors.Request::askedBy)
                                .map(people::codeName)
                                .orElse(null))
                .addObject("mayAsk", lost.mayAsk(who, person))
                .addObject(
                        "mayDecide",
                        request.filter(asked -> lost.mayDecide(who, asked)).isPresent())
                .addObject(
                        "mayMakeLink",
                        request.filter(asked -> lost.mayMakeLink(who, asked)).isPresent())
                .addObject("person", person)
                .addObject("mayChange", mayChange(who) && !person.id().equals(who.person()))
                .addObject(
                        "scope",
                        person.scope()
                                .map(scope -> ScopeForm.of(scope, matters))
                                .orElseGet(() -> ScopeForm.usual(LocalDate.now(clock.withZone(Display.SHANGHAI)))))
                .addObject("allRoles", rolesFor(person.kind(), who))
                .addObject("departments", Department.values());
    }

    @PostMapping("/{person}/roles")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ModelAndView changeRoles(
            @PathVariable UUID person,
            @RequestParam(required = false) @Nullable Set<Role> roles,
            @RequestParam(required = false) @Nullable Department department,
            Requester.SignedIn who,
            RedirectAttributes redirect) {
        return after(
                person,
                people.changeRoles(
                        new PersonId(person), roles == null ? Set.of() : roles, Optional.ofNullable(department), who),
                redirect);
    }

    @PostMapping("/{person}/audit-scope")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ModelAndView changeScope(
            @PathVariable UUID person,
            @ModelAttribute ScopeForm form,
            Requester.SignedIn who,
            RedirectAttributes redirect) {
        return switch (form.read(matters)) {
            case ScopeForm.Read.Scope(var scope) ->
                after(person, people.changeScope(new PersonId(person), scope, who), redirect);
            case ScopeForm.Read.Faulty(var fault) -> {
                redirect.addFlashAttribute("notice", Notice.stop("identity.fault." + fault));
                yield Pages.seeOther("/staff/" + person);
            }
        };
    }

    @PostMapping("/{person}/suspension")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ModelAndView suspend(@PathVariable UUID person, Requester.SignedIn who, RedirectAttributes redirect) {
        return after(person, people.suspend(new PersonId(person), who), redirect);
    }

    @PostMapping("/{person}/reinstatement")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ModelAndView reinstate(@PathVariable UUID person, Requester.SignedIn who, RedirectAttributes redirect) {
        return after(person, people.reinstate(new PersonId(person), who), redirect);
    }

    @PostMapping("/{person}/end")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ModelAndView end(@PathVariable UUID person, Requester.SignedIn who, RedirectAttributes redirect) {
        return after(person, people.end(new PersonId(person), who), redirect);
    }

    @PostMapping("/{person}/invitation")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ModelAndView renew(@PathVariable UUID person, Requester.SignedIn who, RedirectAttributes redirect) {
        return switch (people.renewInvitation(new PersonId(person), who)) {
            case InviteResult.Invited invited -> invited(invited);
            case InviteResult.Rejected(var faults) -> {
                redirect.addFlashAttribute("notice", Notice.stop("identity.fault." + faults.getFirst()));
                yield Pages.seeOther("/staff/" + person);
            }
        };
    }

    /// Somebody lost a factor: asks that a second person agree to letting in again.
    @PostMapping("/{person}/recovery")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR, Role.SECURITY_OFFICER},
            stepUp = true)
    ModelAndView ask(@PathVariable UUID person, Requester.SignedIn who, RedirectAttributes redirect) {
        return after(person, lost.ask(who, new PersonId(person)), "identity.recovery.asked", redirect);
    }

    @PostMapping("/{person}/recovery/decision")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR, Role.SECURITY_OFFICER, Role.COMPLIANCE_OFFICER},
            stepUp = true,
            returnTo = "/staff/{person}")
    ModelAndView decide(
            @PathVariable UUID person,
            @RequestParam boolean agreed,
            Requester.SignedIn who,
            RedirectAttributes redirect) {
        return after(
                person,
                lost.decide(who, new PersonId(person), agreed),
                agreed ? "identity.recovery.agreed" : "identity.recovery.refused",
                redirect);
    }

    /// The link that was agreed to, for whoever asked.
    @PostMapping("/{person}/recovery/link")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR, Role.SECURITY_OFFICER},
            stepUp = true,
            returnTo = "/staff/{person}")
    ModelAndView letIn(@PathVariable UUID person, Requester.SignedIn who, RedirectAttributes redirect) {
        return lost.letIn(who, new PersonId(person))
                .map(this::invited)
                .orElseGet(() -> after(person, LostFactors.Result.UNKNOWN, "", redirect));
    }

    private static ModelAndView after(
            UUID person, LostFactors.Result result, String done, RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                "notice",
                result == LostFactors.Result.DONE
                        ? Notice.done(done)
                        : Notice.stop("identity.recovery.result." + result));
        return Pages.seeOther("/staff/" + person);
    }

    private static ModelAndView after(UUID person, ChangeResult result, RedirectAttributes redirect) {
        Notice notice = switch (result) {
            case ChangeResult.Changed _ -> Notice.done("identity.person.changed");
            case ChangeResult.Refused(var reason) -> Notice.stop("identity.change." + reason);
        };
        redirect.addFlashAttribute("notice", notice);
        return Pages.seeOther("/staff/" + person);
    }

    private ModelAndView invited(InviteResult.Invited invited) {
        String link = address.origin() + invited.linkPath().revealForDisplay();
        return new ModelAndView("identity/invited")
                .addObject("link", link)
                .addObject("expiresAt", invited.expiresAt())
                .addObject("picture", QrPicture.of(link));
    }

    private static ModelAndView form(
            Requester.SignedIn who, Form form, List<InviteResult.Fault> faults, HttpStatus status) {
        return new ModelAndView("identity/invite", status)
                .addObject("form", form)
                .addObject("faults", faults)
                .addObject("roles", rolesFor(PersonKind.STAFF, who))
                .addObject("departments", Department.values());
    }

    private static List<Role> rolesFor(PersonKind kind, Requester.SignedIn who) {
        return Arrays.stream(Role.values())
                .filter(role -> kind.mayHave(Set.of(role)))
                .filter(role -> who.has(Role.OWNER) || (role != Role.OWNER && role != Role.ADMINISTRATOR))
                .toList();
    }

    private static boolean mayChange(Requester.SignedIn who) {
        return who.has(Role.OWNER) || who.has(Role.ADMINISTRATOR);
    }
}
