package io.equiveil.messages.rest;

import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.messages.MessageId;
import io.equiveil.messages.Messages;
import io.equiveil.messages.PortalNotice;
import io.equiveil.messages.Template;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// One's own notices.
@RestController
@RequestMapping("/api/messages/notices")
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
class NoticesRestController {

    private final Messages messages;

    NoticesRestController(Messages messages) {
        this.messages = messages;
    }

    record Listed(
            UUID id,
            Template template,
            @Nullable UUID about,
            Instant createdAt,
            @Nullable Instant readAt) {}

    @GetMapping
    List<Listed> list(Requester.SignedIn who) {
        return messages.noticesOf(who).stream()
                .map(NoticesRestController::listed)
                .toList();
    }

    private static Listed listed(PortalNotice notice) {
        return new Listed(
                notice.id().value(),
                notice.template(),
                notice.about().orElse(null),
                notice.createdAt(),
                notice.readAt().orElse(null));
    }

    @PutMapping("/{notice}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void read(@PathVariable UUID notice, Requester.SignedIn who) {
        messages.read(who, new MessageId(notice));
    }
}
