package io.equiveil.frame.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Today;
import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// 今日, the home of staff. A client's home is the portal.
@Controller
class TodayController {

    private final Today today;
    private final MessageSource messages;

    TodayController(Today today, MessageSource messages) {
        this.today = today;
        this.messages = messages;
    }

    @GetMapping("/")
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
    ModelAndView show(Requester.SignedIn person, Locale locale) {
        if (person.has(Role.CLIENT) && !person.isStaff()) {
            return new ModelAndView("redirect:/portal");
        }
        Today.Agenda agenda = today.agendaFor(person);
        return new ModelAndView("frame/today")
                .addObject("complete", agenda.complete())
                .addObject(
                        "groups",
                        agenda.groups().stream()
                                .map(group -> new Group(
                                        group.kind(), lines(group.first(), locale), lines(group.more(), locale)))
                                .toList());
    }

    private List<Line> lines(List<Worklist.Item> items, Locale locale) {
        return items.stream()
                .map(item -> new Line(
                        messages.getMessage(
                                item.messageKey(),
                                item.arguments().stream()
                                        .map(argument -> Worklist.Item.wordOf(argument)
                                                .map(key -> messages.getMessage(key, null, locale))
                                                .orElse(argument))
                                        .toArray(),
                                locale),
                        item.due().orElse(null),
                        item.path()))
                .toList();
    }

    record Group(Worklist.Kind kind, List<Line> first, List<Line> more) {}

    record Line(String text, @Nullable Instant due, String path) {}
}
