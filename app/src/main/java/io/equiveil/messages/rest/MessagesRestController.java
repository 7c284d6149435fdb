package io.equiveil.messages.rest;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.messages.Channel;
import io.equiveil.messages.MessageState;
import io.equiveil.messages.Messages;
import io.equiveil.messages.OwnPreferences;
import io.equiveil.messages.Preferences;
import io.equiveil.messages.SentMessage;
import io.equiveil.messages.Template;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What was sent, and how one wants to be told, for programs.
@RestController
@RequestMapping("/api/messages")
class MessagesRestController {

    private final Messages messages;
    private final OwnPreferences preferences;
    private final Clock clock;

    MessagesRestController(Messages messages, OwnPreferences preferences, Clock clock) {
        this.messages = messages;
        this.preferences = preferences;
        this.clock = clock;
    }

    record Sent(
            UUID id,
            UUID person,
            Template template,
            Channel channel,
            MessageState state,
            SentMessage.@Nullable Why why,
            int attempts,
            Instant createdAt,
            @Nullable Instant settledAt) {}

    @GetMapping("/sent")
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER})
    List<Sent> log(@RequestParam(defaultValue = "false") boolean trouble, @RequestParam Optional<Instant> before) {
        return messages.log(trouble, before.orElseGet(() -> clock.instant().plusSeconds(60))).stream()
                .map(one -> new Sent(
                        one.id().value(),
                        one.person().value(),
                        one.template(),
                        one.channel(),
                        one.state(),
                        one.why().orElse(null),
                        one.attempts(),
                        one.createdAt(),
                        one.settledAt().orElse(null)))
                .toList();
    }

    /// @param quietFrom `HH:mm` in Shanghai; both or neither
    /// @param address   a new e-mail address; left out to keep the one that is there, never given back
    record PreferencesView(
            boolean sms,
            boolean mail,
            boolean english,
            @Nullable LocalTime quietFrom,
            @Nullable LocalTime quietTo,
            @Nullable @Size(max = 200) String address) {}

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
    PreferencesView preferences(Requester.SignedIn who) {
        Preferences said = preferences.of(who.person());
        return new PreferencesView(
                said.sms(),
                said.mail(),
                said.english(),
                said.quiet().map(Preferences.Quiet::from).orElse(null),
                said.quiet().map(Preferences.Quiet::to).orElse(null),
                null);
    }

    @PutMapping("/preferences")
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
    ResponseEntity<?> say(Requester.SignedIn who, @Valid @RequestBody PreferencesView wanted) {
        if ((wanted.quietFrom() == null) != (wanted.quietTo() == null)) {
            return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "quiet-hours");
        }
        Optional<Preferences.Quiet> quiet = wanted.quietFrom() == null || wanted.quietTo() == null
                ? Optional.empty()
                : Optional.of(new Preferences.Quiet(wanted.quietFrom(), wanted.quietTo()));
        OwnPreferences.Result result = preferences.say(
                who,
                wanted.sms(),
                wanted.mail(),
                wanted.english(),
                quiet,
                Cleartext.of(wanted.address() == null ? "" : wanted.address()));
        return result == OwnPreferences.Result.DONE
                ? ResponseEntity.noContent().build()
                : Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        result.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
