package io.equiveil.messages.web;

import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.messages.MessageId;
import io.equiveil.messages.Messages;
import io.equiveil.messages.PortalNotice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/// What waits for somebody. The same in the frame of staff and of clients.
@Controller
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
class NoticesController {

    private final Messages messages;

    NoticesController(Messages messages) {
        this.messages = messages;
    }

    @GetMapping("/notices")
    ModelAndView list(Requester.SignedIn who) {
        List<PortalNotice> notices = messages.noticesOf(who);
        Map<MessageId, String> paths = new HashMap<>();
        notices.forEach(notice -> path(notice, who.has(Role.CLIENT)).ifPresent(path -> paths.put(notice.id(), path)));
        return new ModelAndView(who.has(Role.CLIENT) ? "messages/notices-client" : "messages/notices")
                .addObject("notices", notices)
                .addObject("paths", paths);
    }

    /// Where that is which a notice tells of.
    private static Optional<String> path(PortalNotice notice, boolean client) {
        return notice.about().flatMap(about -> switch (notice.template()) {
            case LETTER_WAITING -> Optional.of((client ? "/portal/matters/" : "/matters/") + about + "/letters");
            case AGREEMENT_WAITING -> Optional.of("/portal/agreements/" + about);
            case MATTER_MOVED -> Optional.of("/portal/matters/" + about);
            case REPRESENTATIVE_CHANGED -> Optional.of("/portal/representatives/" + about);
            case CASE_MOVED -> Optional.of("/portal/cases/" + about);
            case MONTHLY_SUMMARY -> Optional.of("/portal/months?subject=" + about);
            default -> Optional.empty();
        });
    }

    @PostMapping("/notices/{notice}/read")
    RedirectView read(@PathVariable UUID notice, Requester.SignedIn who) {
        messages.read(who, new MessageId(notice));
        RedirectView back = new RedirectView("/notices");
        back.setStatusCode(HttpStatus.SEE_OTHER);
        return back;
    }
}
