package io.equiveil.seals.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Choice;
import io.equiveil.frame.Notice;
import io.equiveil.identity.People;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.nda.Agreements;
import io.equiveil.seals.SealRegister;
import io.equiveil.seals.SealResult;
import io.equiveil.seals.SealUse;
import io.equiveil.seals.SealUseId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// 用印登记: the register on one page, with the way to ask, to decide and to write down the use.
@Controller
@RequestMapping("/seals")
class SealController {

    private final SealRegister register;
    private final Agreements agreements;
    private final People people;
    private final MessageSource messages;
    private final Clock clock;

    SealController(SealRegister register, Agreements agreements, People people, MessageSource messages, Clock clock) {
        this.register = register;
        this.agreements = agreements;
        this.people = people;
        this.messages = messages;
        this.clock = clock;
    }

    /// What somebody types to ask for a seal.
    record AskForm(
            SealUse.@Nullable Seal seal,
            SealUse.@Nullable Paper paper,
            @Nullable String number,
            @Nullable Integer copies) {}

    /// One line.
    ///
    /// @param opens whether the reader may open the agreement's page
    record Line(
            SealUse use,
            @Nullable String number,
            boolean opens,
            String askedBy,
            @Nullable String decidedBy,
            @Nullable String usedBy,
            boolean lapsed,
            boolean mayDecide,
            boolean mayUse,
            boolean mayWithdraw) {}

    @GetMapping
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER, Role.AUDITOR})
    ModelAndView index(
            Requester.SignedIn who,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) Optional<Instant> before,
            Locale locale) {
        AskForm empty = new AskForm(SealUse.Seal.CONTRACT, SealUse.Paper.AGREEMENT, "", 2);
        return page(who, all, before, empty, new BeanPropertyBindingResult(empty, "form"), locale);
    }

    @PostMapping
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    ModelAndView ask(
            Requester.SignedIn who,
            @ModelAttribute("form") AskForm form,
            BindingResult binding,
            Locale locale,
            RedirectAttributes redirect) {
        if (!binding.hasErrors()) {
            SealResult result = form.seal() == null || form.paper() == null || form.copies() == null
                    ? new SealResult.Refused(SealResult.Fault.COPIES)
                    : register.ask(
                            who,
                            form.seal(),
                            form.paper(),
                            Optional.ofNullable(form.number()).orElse(""),
                            form.copies());
            switch (result) {
                case SealResult.Done _ -> {
                    redirect.addFlashAttribute("notice", Notice.done("seals.asked"));
                    return new ModelAndView("redirect:/seals");
                }
                case SealResult.Refused(var fault) ->
                    binding.rejectValue(
                            fault == SealResult.Fault.AGREEMENT ? "number" : "copies", "seals.fault." + fault);
                case SealResult.Unknown _ -> throw unknown();
            }
        }
        ModelAndView again = page(who, false, Optional.empty(), form, binding, locale);
        again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return again;
    }

    @PostMapping("/{id}/decision")
    @AllowedTo({Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    String decide(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam boolean approved,
            RedirectAttributes redirect) {
        return answered(
                register.decide(who, new SealUseId(id), approved),
                approved ? "seals.approved" : "seals.refused",
                redirect);
    }

    @PostMapping("/{id}/use")
    @AllowedTo({Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    String use(
            Requester.SignedIn who,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int imprints,
            RedirectAttributes redirect) {
        return answered(register.use(who, new SealUseId(id), imprints), "seals.used", redirect);
    }

    @PostMapping("/{id}/withdrawal")
    @AllowedTo({Role.ADVISOR, Role.DEPARTMENT_HEAD, Role.OWNER, Role.COMPLIANCE_OFFICER})
    String withdraw(Requester.SignedIn who, @PathVariable UUID id, RedirectAttributes redirect) {
        return answered(register.withdraw(who, new SealUseId(id)), "seals.withdrawn", redirect);
    }

    private static String answered(SealResult result, String done, RedirectAttributes redirect) {
        switch (result) {
            case SealResult.Done _ -> redirect.addFlashAttribute("notice", Notice.done(done));
            case SealResult.Refused(var fault) ->
                redirect.addFlashAttribute("notice", Notice.attention("seals.fault." + fault));
            case SealResult.Unknown _ -> throw unknown();
        }
        return "redirect:/seals";
    }

    private ModelAndView page(
            Requester.SignedIn who,
            boolean all,
            Optional<Instant> before,
            AskForm form,
            BindingResult binding,
            Locale locale) {
        List<SealUse> found =
                register.page(who, !all, before.orElseGet(() -> clock.instant().plusSeconds(1)));
        return new ModelAndView("seals/index")
                .addObject("form", form)
                .addObject(BindingResult.MODEL_KEY_PREFIX + "form", binding)
                .addObject("mayAsk", mayAsk(who))
                .addObject("seals", Choice.of(SealUse.Seal.class, "seals.seal", messages, locale))
                .addObject("papers", Choice.of(SealUse.Paper.class, "seals.paper", messages, locale))
                .addObject("all", all)
                .addObject("lines", found.stream().map(use -> line(who, use)).toList())
                .addObject(
                        "older",
                        found.size() < SealRegister.PAGE
                                ? null
                                : "/seals?all=" + all + "&before="
                                        + found.getLast().askedAt());
    }

    private static boolean mayAsk(Requester.SignedIn who) {
        return !who.roles().equals(Set.of(Role.AUDITOR));
    }

    private Line line(Requester.SignedIn who, SealUse use) {
        return new Line(
                use,
                SealRegister.numberOf(use).orElse(null),
                mayAsk(who)
                        && use.agreement()
                                .flatMap(agreement -> agreements.find(who, agreement))
                                .isPresent(),
                people.codeName(use.askedBy()),
                name(use.decidedBy()),
                name(use.usedBy()),
                use.lapsedAt(clock.instant()),
                register.mayDecide(who, use),
                register.mayUse(who, use),
                register.mayWithdraw(who, use));
    }

    private @Nullable String name(Optional<PersonId> person) {
        return person.map(people::codeName).orElse(null);
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
