package io.equiveil.messages.rest;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.OpenToAll;
import io.equiveil.frame.Problem;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.messages.Channel;
import io.equiveil.messages.ChannelSettings;
import io.equiveil.messages.Channels;
import io.equiveil.messages.Channels.Result;
import io.equiveil.messages.Channels.Standing;
import io.equiveil.messages.Channels.Trial;
import io.equiveil.messages.Deliveries;
import io.equiveil.messages.SmsStyle;
import io.equiveil.messages.Template;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Ways out of the house for programs, and the address at which the gateway reports back.
@RestController
@RequestMapping("/api/messages")
class ChannelRestController {

    private final Channels channels;
    private final Deliveries deliveries;

    ChannelRestController(Channels channels, Deliveries deliveries) {
        this.channels = channels;
        this.deliveries = deliveries;
    }

    record Listed(
            Channel channel,
            String state,
            boolean hasSecret,
            @Nullable Instant at) {}

    @GetMapping("/channels")
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR})
    List<Listed> list() {
        return Arrays.stream(Channel.values())
                .map(channel -> switch (channels.standing(channel)) {
                    case Standing.InUse use -> new Listed(channel, "IN_USE", use.hasSecret(), use.at());
                    case Standing.NotSetUp _ -> new Listed(channel, "NOT_SET_UP", false, null);
                    case Standing.Tampered _ -> new Listed(channel, "TAMPERED", false, null);
                })
                .toList();
    }

    /// @param path of this installation; its last part is a secret
    record ReportAddress(String path) {}

    /// Where the gateway for SMS reports back.
    @GetMapping("/channels/sms/report-address")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ResponseEntity<?> reportAddress() {
        return channels.standing(Channel.SMS) instanceof Standing.InUse use
                ? ResponseEntity.ok(new ReportAddress(use.reportPath().orElseThrow()))
                : Problem.of(HttpStatus.NOT_FOUND, "not-found");
    }

    /// @param secret left out to keep the one that is there
    record SmsRequest(
            @NotNull SmsStyle style,
            @Nullable @Size(max = 400) String address,
            @Nullable @Size(max = 80) String access,
            @Nullable @Size(max = 80) String application,
            @Nullable @Size(max = 80) String region,
            @Nullable @Size(max = 40) String signature,
            @NotNull Map<Template, String> templates,
            @Nullable @Size(max = 400) String secret) {}

    @PutMapping("/channels/sms")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ResponseEntity<?> setSms(Requester.SignedIn who, @Valid @RequestBody SmsRequest request) {
        return set(
                who,
                new ChannelSettings.Sms(
                        request.style(),
                        text(request.address()),
                        text(request.access()),
                        text(request.application()),
                        text(request.region()),
                        text(request.signature()),
                        request.templates()),
                request.secret());
    }

    /// @param startTls    false for TLS from the first byte
    /// @param certificate PEM, for a server of one's own
    record MailRequest(
            @NotNull @Size(max = 253) String host,
            int port,
            boolean startTls,
            @Nullable @Size(max = 200) String user,
            @NotNull @Size(max = 120) String sender,
            @Nullable @Size(max = 32_000) String certificate,
            @Nullable @Size(max = 400) String secret) {}

    @PutMapping("/channels/mail")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ResponseEntity<?> setMail(Requester.SignedIn who, @Valid @RequestBody MailRequest request) {
        return set(
                who,
                new ChannelSettings.Mail(
                        request.host(),
                        request.port(),
                        request.startTls(),
                        text(request.user()),
                        request.sender(),
                        text(request.certificate())),
                request.secret());
    }

    /// @param secret DingTalk's signing secret; WeCom has none
    record RobotRequest(
            @NotNull @Size(max = 400) String address,
            @Nullable @Size(max = 400) String secret) {}

    @PutMapping("/channels/wecom")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ResponseEntity<?> setWecom(Requester.SignedIn who, @Valid @RequestBody RobotRequest request) {
        return set(who, new ChannelSettings.Robot(Channel.WECOM, request.address()), request.secret());
    }

    @PutMapping("/channels/dingtalk")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ResponseEntity<?> setDingtalk(Requester.SignedIn who, @Valid @RequestBody RobotRequest request) {
        return set(who, new ChannelSettings.Robot(Channel.DINGTALK, request.address()), request.secret());
    }

    private ResponseEntity<?> set(Requester.SignedIn who, ChannelSettings settings, @Nullable String secret) {
        return answered(channels.set(who, settings, Cleartext.of(text(secret))));
    }

    @DeleteMapping("/channels/{channel}")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ResponseEntity<?> remove(Requester.SignedIn who, @PathVariable String channel) {
        return named(channel)
                .<ResponseEntity<?>>map(one -> answered(channels.remove(who, one)))
                .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "not-found"));
    }

    private static ResponseEntity<?> answered(Result result) {
        return switch (result) {
            case Result.Done _ -> ResponseEntity.noContent().build();
            case Result.Refused(var faults) -> {
                ProblemDetail detail = Problem.detail(HttpStatus.UNPROCESSABLE_CONTENT, "not-acceptable");
                detail.setProperty(
                        "faults", faults.stream().map(Enum::name).sorted().toList());
                yield Problem.of(detail);
            }
            case Result.NotYours _ -> Problem.of(HttpStatus.FORBIDDEN, "not-yours");
        };
    }

    /// @param to a mobile number or an e-mail address; left out for a group
    record TrialRequest(@Nullable @Size(max = 120) String to) {}

    /// @param code the other side's word for a no
    record TrialView(boolean taken, @Nullable String code) {}

    @PostMapping("/channels/{channel}/trials")
    @AllowedTo(
            value = {Role.OWNER, Role.ADMINISTRATOR},
            stepUp = true)
    ResponseEntity<?> tryOut(
            Requester.SignedIn who,
            @PathVariable String channel,
            @Valid @RequestBody TrialRequest request,
            Locale locale) {
        Optional<Channel> one = named(channel);
        if (one.isEmpty()) {
            return Problem.of(HttpStatus.NOT_FOUND, "not-found");
        }
        return switch (channels.tryOut(who, one.get(), Cleartext.of(text(request.to())), locale)) {
            case Trial.Taken _ -> ResponseEntity.ok(new TrialView(true, null));
            case Trial.NotTaken(var code) -> ResponseEntity.ok(new TrialView(false, code.orElse(null)));
            case Trial.WrongAddress _ -> Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "wrong-address");
            case Trial.NotSetUp _ -> Problem.of(HttpStatus.CONFLICT, "not-set-up");
            case Trial.NotYours _ -> Problem.of(HttpStatus.FORBIDDEN, "not-yours");
        };
    }

    /// The gateway reports what became of messages, in its own form.
    @PostMapping("/reports/{name}")
    @OpenToAll(because = "a gateway cannot sign in; it shows the secret last part of its address")
    ResponseEntity<?> report(@PathVariable String name, @RequestBody byte[] body) {
        return switch (deliveries.report(name, body)) {
            case Deliveries.Result.Noted noted ->
                ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(noted.answer());
            case Deliveries.Result.Unknown _ -> Problem.of(HttpStatus.NOT_FOUND, "not-found");
            case Deliveries.Result.NotUnderstood _ -> Problem.of(HttpStatus.BAD_REQUEST, "not-understood");
        };
    }

    private static Optional<Channel> named(String name) {
        return Arrays.stream(Channel.values())
                .filter(channel -> channel.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
