package io.equiveil.access.web;

import io.equiveil.access.Clause;
import io.equiveil.access.ClauseState;
import io.equiveil.access.Policies;
import io.equiveil.access.Policies.Decided;
import io.equiveil.access.Policies.Proposed;
import io.equiveil.access.PolicyFault;
import io.equiveil.access.PolicyRule;
import io.equiveil.access.ProposalId;
import io.equiveil.access.Relation;
import io.equiveil.access.spi.CodeNames;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Display;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// 查阅许可: the rules as a table, the clauses with dates and who decided, and changing them with a second person.
@Controller
@RequestMapping("/policy")
class PolicyController {

    private final Policies policies;
    private final ObjectProvider<CodeNames> names;
    private final MessageSource messages;
    private final Clock clock;

    PolicyController(Policies policies, ObjectProvider<CodeNames> names, MessageSource messages, Clock clock) {
        this.policies = policies;
        this.names = names;
        this.messages = messages;
        this.clock = clock;
    }

    /// What is typed to change a clause.
    record ClauseForm(
            @Nullable Clause clause,
            @Nullable ClauseState state,

            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
            LocalDate until,

            @Nullable String reason) {
        static ClauseForm empty() {
            return new ClauseForm(null, null, null, "");
        }
    }

    /// What is typed to replace the rules.
    record RulesForm(@Nullable String document, @Nullable String reason) {}

    /// One row of the table: how somebody stands, and for each class the rules that allow something.
    record Row(Relation relation, List<List<PolicyRule>> cells) {}

    @GetMapping
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.AUDITOR})
    ModelAndView show(Requester.SignedIn who) {
        String document = policies.current().map(Policies.InForce::document).orElse("");
        return page(who, ClauseForm.empty(), new RulesForm(document, ""), HttpStatus.OK);
    }

    @PostMapping("/clauses")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER},
            stepUp = true)
    Object proposeClause(@ModelAttribute ClauseForm form, Requester.SignedIn who, RedirectAttributes redirect) {
        RulesForm rules =
                new RulesForm(policies.current().map(Policies.InForce::document).orElse(""), "");
        if (form.clause() == null || form.state() == null) {
            return page(who, form, rules, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Proposed proposed = policies.propose(
                who,
                form.clause(),
                form.state(),
                Optional.ofNullable(form.until())
                        .map(day ->
                                day.plusDays(1).atStartOfDay(Display.SHANGHAI).toInstant()),
                text(form.reason()));
        return switch (proposed) {
            case Proposed.Waiting _ -> back(redirect, Notice.done("access.policy.proposed"));
            case Proposed.Refused(var fault) ->
                page(who, form, rules, HttpStatus.UNPROCESSABLE_CONTENT)
                        .addObject("clauseFault", "access.proposal." + fault);
            case Proposed.Faulty _ -> page(who, form, rules, HttpStatus.UNPROCESSABLE_CONTENT);
        };
    }

    @PostMapping("/rules")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER},
            stepUp = true)
    Object proposeRules(@ModelAttribute RulesForm form, Requester.SignedIn who, RedirectAttributes redirect) {
        return switch (policies.proposeRules(who, text(form.document()), text(form.reason()))) {
            case Proposed.Waiting _ -> back(redirect, Notice.done("access.policy.proposed"));
            case Proposed.Refused(var fault) ->
                page(who, ClauseForm.empty(), form, HttpStatus.UNPROCESSABLE_CONTENT)
                        .addObject("rulesFault", "access.proposal." + fault);
            case Proposed.Faulty(List<PolicyFault> faults) ->
                page(who, ClauseForm.empty(), form, HttpStatus.UNPROCESSABLE_CONTENT)
                        .addObject("faults", faults);
        };
    }

    @PostMapping("/proposals/{proposal}/approval")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER},
            stepUp = true,
            returnTo = "/policy")
    String approve(@PathVariable UUID proposal, Requester.SignedIn who, RedirectAttributes redirect) {
        return decided(policies.approve(who, new ProposalId(proposal)), "access.policy.approved", redirect);
    }

    @PostMapping("/proposals/{proposal}/rejection")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER},
            stepUp = true,
            returnTo = "/policy")
    String reject(@PathVariable UUID proposal, Requester.SignedIn who, RedirectAttributes redirect) {
        return decided(policies.reject(who, new ProposalId(proposal)), "access.policy.rejected", redirect);
    }

    private static String decided(Decided decided, String done, RedirectAttributes redirect) {
        return switch (decided) {
            case Decided.Done _ -> back(redirect, Notice.done(done));
            case Decided.Refused(var fault) -> back(redirect, Notice.stop("access.decided." + fault));
        };
    }

    private static String back(RedirectAttributes redirect, Notice notice) {
        redirect.addFlashAttribute("notice", notice);
        return "redirect:/policy";
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    private ModelAndView page(Requester.SignedIn who, ClauseForm clauseForm, RulesForm rulesForm, HttpStatus status) {
        ModelAndView page = new ModelAndView("access/policy", status);
        Optional<Policies.InForce> current = policies.current();
        page.addObject("policy", current.orElse(null));
        page.addObject("standings", policies.standings());
        page.addObject("now", clock.instant());
        page.addObject("classes", InformationClass.values());
        page.addObject("rows", current.map(policy -> rows(policy.rules())).orElse(List.of()));
        page.addObject("readers", policies.systemReaders().entrySet());
        page.addObject("proposals", policies.open());
        page.addObject("me", who.person());
        page.addObject(
                "mayDecide", who.has(Role.OWNER) || who.has(Role.COMPLIANCE_OFFICER) || who.has(Role.SECURITY_OFFICER));
        page.addObject(
                "relaxable",
                Arrays.stream(Clause.values()).filter(Clause::canBeRelaxed).toList());
        page.addObject("states", ClauseState.values());
        page.addObject("clauseForm", clauseForm);
        page.addObject("rulesForm", rulesForm);
        page.addObject("names", new Names());
        page.addObject("notes", new Notes());
        return page;
    }

    private static List<Row> rows(List<PolicyRule> rules) {
        return Arrays.stream(Relation.values())
                .filter(relation -> relation != Relation.MACHINE)
                .map(relation -> new Row(
                        relation,
                        Arrays.stream(InformationClass.values())
                                .map(kind -> rules.stream()
                                        .filter(rule -> rule.relations().contains(relation)
                                                && rule.classes().contains(kind))
                                        .collect(Collectors.toList()))
                                .toList()))
                .toList();
    }

    /// What rules are for, in the reader's language. Translated are the rules that come with the product,
    /// as long as their note is the one that was translated; what a firm wrote itself stands as it was
    /// written.
    final class Notes {

        public String of(PolicyRule rule) {
            String key = "access.rule." + rule.id();
            String shipped = messages.getMessage(key, null, "", Locale.SIMPLIFIED_CHINESE);
            return rule.note().equals(shipped)
                    ? messages.getMessage(key, null, LocaleContextHolder.getLocale())
                    : rule.note();
        }
    }

    /// How colleagues are called on this page.
    final class Names {
        public String of(PersonId person) {
            return names.orderedStream()
                    .findFirst()
                    .map(known -> known.codeName(person))
                    .orElseGet(person::toString);
        }
    }
}
