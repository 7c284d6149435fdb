package io.equiveil.messages.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Notice;
import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.messages.Messages;
import io.equiveil.messages.OwnPreferences;
import io.equiveil.messages.Preferences;
import io.equiveil.messages.Preferences.Quiet;
import io.equiveil.messages.SentMessage;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What was sent, and how one wants to be told.
@Controller
@RequestMapping("/messages")
class MessagesController {

    private final Messages messages;
    private final OwnPreferences preferences;
    private final People people;
    private final Clock clock;

    MessagesController(Messages messages, OwnPreferences preferences, People people, Clock clock) {
        this.messages = messages;
        this.preferences = preferences;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER})
    ModelAndView log(@RequestParam(defaultValue = "false") boolean trouble, @RequestParam Optional<Instant> before) {
        List<SentMessage> sent =
                messages.log(trouble, before.orElseGet(() -> clock.instant().plusSeconds(60)));
        return new ModelAndView("messages/log")
                .addObject("trouble", trouble)
                .addObject("sent", sent)
                .addObject("people", people)
                .addObject(
                        "older",
                        sent.size() < Messages.LINES
                                ? null
                                : "/messages?trouble=" + trouble + "&before="
                                        + sent.getLast().createdAt());
    }

    @GetMapping("/preferences")
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
    ModelAndView preferences(Requester.SignedIn who) {
        Preferences said = preferences.of(who.person());
        return page(
                who,
                said.sms(),
                said.mail(),
                said.english(),
                said.quiet().map(hours -> hours.from().toString()).orElse(""),
                said.quiet().map(hours -> hours.to().toString()).orElse(""),
                null);
    }

    @PostMapping("/preferences")
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
    ModelAndView say(Requester.SignedIn who, @RequestParam Map<String, String> typed, RedirectAttributes redirect) {
        boolean sms = typed.containsKey("sms");
        boolean mail = typed.containsKey("mail");
        boolean english = "en".equals(typed.get("language"));
        String from = typed.getOrDefault("from", "");
        String to = typed.getOrDefault("to", "");
        Optional<LocalTime> begins = time(from);
        Optional<LocalTime> ends = time(to);
        boolean none = from.isBlank() && to.isBlank();
        OwnPreferences.Result result = !none && (begins.isEmpty() || ends.isEmpty())
                ? OwnPreferences.Result.QUIET_HOURS
                : preferences.say(
                        who,
                        sms,
                        mail,
                        english,
                        none ? Optional.empty() : Optional.of(new Quiet(begins.orElseThrow(), ends.orElseThrow())),
                        Cleartext.of(typed.getOrDefault("address", "")));
        if (result != OwnPreferences.Result.DONE) {
            ModelAndView page = page(who, sms, mail, english, from, to, result);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        redirect.addFlashAttribute("notice", Notice.done("messages.preferences.done"));
        return new ModelAndView("redirect:/messages/preferences");
    }

    private ModelAndView page(
            Requester.SignedIn who,
            boolean sms,
            boolean mail,
            boolean english,
            String from,
            String to,
            OwnPreferences.@Nullable Result wrong) {
        return new ModelAndView(who.has(Role.CLIENT) ? "messages/preferences-client" : "messages/preferences")
                .addObject("sms", sms)
                .addObject("mail", mail)
                .addObject("english", english)
                .addObject("from", from)
                .addObject("to", to)
                .addObject("wrong", wrong)
                .addObject(
                        "address",
                        preferences
                                .maskedAddress(who)
                                .map(Cleartext::revealForDisplay)
                                .orElse(null));
    }

    private static Optional<LocalTime> time(String typed) {
        try {
            return Optional.of(LocalTime.parse(typed.strip()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
