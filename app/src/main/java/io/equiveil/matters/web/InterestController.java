package io.equiveil.matters.web;

import static io.equiveil.kernel.Role.ADVISOR;
import static io.equiveil.kernel.Role.CLIENT;
import static io.equiveil.kernel.Role.DEPARTMENT_HEAD;
import static io.equiveil.kernel.Role.OWNER;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.Attribute;
import io.equiveil.matters.Interest;
import io.equiveil.matters.InterestResult;
import io.equiveil.matters.Matters;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What a client would buy: ticked by the client on its phone, or by its advisor on the telephone.
@Controller
@RequestMapping({"/interests/{subject}", "/portal/interests/{subject}"})
class InterestController {

    private static final List<Attribute> ASKED =
            List.of(Attribute.INDUSTRY, Attribute.REGION, Attribute.STAKE, Attribute.PRICE);

    private final Matters matters;
    private final Clients clients;

    InterestController(Matters matters, Clients clients) {
        this.matters = matters;
        this.clients = clients;
    }

    /// One question with its coarse words; those that stand are ticked.
    record Question(Attribute attribute, List<Answer> answers) {}

    record Answer(String word, boolean ticked) {}

    @GetMapping
    @AllowedTo({CLIENT, ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView show(Requester.SignedIn who, @PathVariable UUID subject, Locale locale) {
        SubjectId id = new SubjectId(subject);
        ClientFile file = clients.find(who, id).orElseThrow(MatterPages::unknown);
        Map<String, String> said = new HashMap<>();
        boolean client = who.actsFor().contains(id);
        matters.readInterest(who, id).ifPresent(answer -> {
            if (answer instanceof Disclosure.Answered answered) {
                answered.shown()
                        .values()
                        .forEach(shown ->
                                shown.fields().forEach((name, value) -> said.put(name, value.revealForDisplay())));
            }
        });
        return new ModelAndView("matters/interest")
                .addObject("layout", client ? "frame/client" : "frame/layout")
                .addObject("here", (client ? "/portal/interests/" : "/interests/") + subject)
                .addObject("back", client ? "/portal" : "/clients/" + subject)
                .addObject("alias", file.alias())
                .addObject("given", !said.isEmpty())
                .addObject(
                        "questions",
                        ASKED.stream()
                                .map(attribute -> question(attribute, said, locale))
                                .toList());
    }

    private Question question(Attribute attribute, Map<String, String> said, Locale locale) {
        String stands = said.getOrDefault(attribute.name().toLowerCase(Locale.ROOT), "");
        List<String> chinese = matters.interestChoices(attribute, Locale.SIMPLIFIED_CHINESE);
        List<String> shown = matters.interestChoices(attribute, locale);
        return new Question(
                attribute,
                java.util.stream.IntStream.range(0, shown.size())
                        .mapToObj(at -> new Answer(shown.get(at), stands.contains(chinese.get(at))))
                        .toList());
    }

    /// Ticked words come as numbers of the choices, so that both languages keep the same.
    @PostMapping
    @AllowedTo({CLIENT, ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView give(
            Requester.SignedIn who,
            @PathVariable UUID subject,
            @RequestParam MultiValueMap<String, String> typed,
            Locale locale,
            RedirectAttributes redirect) {
        Map<Attribute, Cleartext> said = new EnumMap<>(Attribute.class);
        for (Attribute attribute : ASKED) {
            List<String> words = matters.interestChoices(attribute, Locale.SIMPLIFIED_CHINESE);
            List<String> chosen = typed.getOrDefault(attribute.name(), List.of()).stream()
                    .filter(number -> number.matches("\\d{1,2}") && Integer.parseInt(number) < words.size())
                    .map(number -> words.get(Integer.parseInt(number)))
                    .toList();
            if (!chosen.isEmpty()) {
                said.put(attribute, Cleartext.of(String.join("、", chosen)));
            }
        }
        return answer(
                who,
                subject,
                matters.giveInterest(who, new SubjectId(subject), new Interest(said)),
                "matters.interest.kept",
                locale,
                redirect);
    }

    @PostMapping("/removal")
    @AllowedTo({CLIENT, ADVISOR, DEPARTMENT_HEAD, OWNER})
    ModelAndView takeBack(
            Requester.SignedIn who, @PathVariable UUID subject, Locale locale, RedirectAttributes redirect) {
        return answer(
                who,
                subject,
                matters.takeBackInterest(who, new SubjectId(subject)),
                "matters.interest.removed",
                locale,
                redirect);
    }

    private ModelAndView answer(
            Requester.SignedIn who,
            UUID subject,
            InterestResult result,
            String said,
            Locale locale,
            RedirectAttributes redirect) {
        return switch (result) {
            case InterestResult.Kept _ -> {
                redirect.addFlashAttribute("notice", Notice.done(said));
                boolean client = who.actsFor().contains(new SubjectId(subject));
                yield new ModelAndView("redirect:" + (client ? "/portal/interests/" : "/interests/") + subject);
            }
            case InterestResult.Unknown _ -> throw MatterPages.unknown();
            case InterestResult.Blocked(var why) -> {
                ModelAndView page = show(who, subject, locale).addObject("problem", "matters.interest.why." + why);
                page.setStatus(HttpStatus.CONFLICT);
                yield page;
            }
        };
    }
}
