package io.equiveil.approvals.web;

import io.equiveil.approvals.ApprovalFilter;
import io.equiveil.approvals.Approvals;
import io.equiveil.approvals.Approvals.Decided;
import io.equiveil.approvals.Approvals.Which;
import io.equiveil.approvals.Deputies;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.frame.approvals.Answer;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.identity.KeptFields;
import io.equiveil.identity.People;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// 待我审批: one list, and one word for what is ticked in it.
@Controller
@RequestMapping("/approvals")
class ApprovalController {

    private final Approvals approvals;
    private final Deputies deputies;
    private final People people;
    private final Lines lines;

    ApprovalController(Approvals approvals, Deputies deputies, People people, Lines lines) {
        this.approvals = approvals;
        this.deputies = deputies;
        this.people = people;
        this.lines = lines;
    }

    /// What came of one line.
    record Outcome(@Nullable String text, ApprovalKind kind, Answer answer) {}

    @GetMapping
    @AllowedTo({
        Role.OWNER,
        Role.ADMINISTRATOR,
        Role.COMPLIANCE_OFFICER,
        Role.SECURITY_OFFICER,
        Role.ADVISOR,
        Role.DEPARTMENT_HEAD
    })
    ModelAndView index(
            Requester.SignedIn who,
            @RequestParam(defaultValue = "MINE") ApprovalFilter filter,
            @RequestParam Optional<ApprovalKind> kind,
            @RequestParam(defaultValue = "0") int page,
            HttpServletRequest request,
            Locale locale) {
        Approvals.Page found = approvals.page(who, filter, kind, page);
        String here = "/approvals?filter=" + filter
                + kind.map(chosen -> "&kind=" + chosen).orElse("") + "&page=";
        return new ModelAndView("approvals/index")
                .addObject("filter", filter)
                .addObject("filters", ApprovalFilter.values())
                .addObject("kind", kind.orElse(null))
                .addObject("kinds", found.kinds())
                .addObject("complete", found.complete())
                .addObject("total", found.total())
                .addObject(
                        "lines",
                        found.lines().stream().map(one -> lines.of(one, locale)).toList())
                .addObject("kept", KeptFields.take(request, "/approvals/decision", "item"))
                .addObject("newer", page > 0 ? here + (page - 1) : null)
                .addObject("older", (page + 1) * Approvals.PAGE < found.total() ? here + (page + 1) : null)
                .addObject("approver", deputies.approves(who))
                .addObject(
                        "deputy",
                        deputies.deputyOf(who.person())
                                .map(one -> people.codeName(one.deputy()))
                                .orElse(null))
                .addObject(
                        "held",
                        deputies.heldBy(who).stream()
                                .map(one -> people.codeName(one.person()))
                                .toList());
    }

    /// Decides about one line whose own button was pressed, or else about all that are ticked. Shows what came of each:
    /// a second sending changes nothing, since each is decided once.
    @PostMapping("/decision")
    @AllowedTo(
            value = {
                Role.OWNER,
                Role.ADMINISTRATOR,
                Role.COMPLIANCE_OFFICER,
                Role.SECURITY_OFFICER,
                Role.ADVISOR,
                Role.DEPARTMENT_HEAD
            },
            stepUp = true,
            returnTo = "/approvals",
            keeps = "item")
    ModelAndView decide(
            Requester.SignedIn who,
            @RequestParam(defaultValue = "") List<String> item,
            @RequestParam(defaultValue = "") String agree,
            @RequestParam(defaultValue = "") String refuse,
            @RequestParam Optional<Boolean> agreed,
            Locale locale,
            RedirectAttributes redirect) {
        List<String> named = !agree.isEmpty() ? List.of(agree) : !refuse.isEmpty() ? List.of(refuse) : item;
        boolean yes = !agree.isEmpty() || refuse.isEmpty() && agreed.orElse(false);
        List<Which> which = named.stream()
                .flatMap(name -> Lines.named(name).stream())
                .distinct()
                .toList();
        boolean said = !agree.isEmpty() || !refuse.isEmpty() || agreed.isPresent();
        if (which.isEmpty() || !said || which.size() > Approvals.MOST_AT_ONCE) {
            redirect.addFlashAttribute("notice", Notice.attention("approvals.nothing-ticked"));
            return new ModelAndView("redirect:/approvals");
        }
        Map<Which, String> texts = texts(who, locale);
        List<Decided> decided = approvals.decide(who, which, yes);
        return new ModelAndView("approvals/decided")
                .addObject("agreed", yes)
                .addObject(
                        "done",
                        decided.stream().filter(one -> one.answer().done()).count())
                .addObject(
                        "outcomes",
                        decided.stream()
                                .map(one -> new Outcome(
                                        texts.get(one.which()), one.which().kind(), one.answer()))
                                .toList());
    }

    /// As they are called before they are decided: afterwards they wait no more.
    private Map<Which, String> texts(Requester.SignedIn who, Locale locale) {
        Map<Which, String> texts = new HashMap<>();
        Approvals.Page page;
        int at = 0;
        do {
            page = approvals.page(who, ApprovalFilter.MINE, Optional.empty(), at++);
            page.lines()
                    .forEach(line -> texts.put(
                            new Which(line.kind(), line.waiting().id()), lines.sentence(line.waiting(), locale)));
        } while (at * Approvals.PAGE < page.total());
        return texts;
    }
}
