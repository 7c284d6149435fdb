package io.equiveil.messages;

import io.equiveil.engine.StartRefused;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// How to reach a gateway for SMS: any that takes a JSON document by HTTP POST. Without `url` there is none.
///
///     equiveil.sms.url=https://sms.example/send
///     equiveil.sms.token-file=/run/credentials/sms-token
///     equiveil.sms.signature=股隐
///     equiveil.sms.templates.SIGN_IN_CODE=SMS_154950909
///
/// @param url       `https`, or `http` on the loopback address
/// @param tokenFile holds the gateway's token, sent as `Authorization: Bearer`; never a setting itself
/// @param signature the registered signature (短信签名)
/// @param templates the carrier's approved template for each of ours; one without is not sent
/// @param timeout   for one attempt
@ConfigurationProperties("equiveil.sms")
record SmsSettings(
        @Nullable URI url,
        @Nullable Path tokenFile,
        @Nullable String signature,
        @Nullable Map<Template, String> templates,
        @Nullable Duration timeout) {

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /// @throws StartRefused if numbers and codes would travel in clear
    SmsSettings {
        if (url != null && !"https".equals(url.getScheme())) {
            boolean near = "http".equals(url.getScheme()) && url.getHost() != null && LOOPBACK.contains(url.getHost());
            if (!near) {
                throw new StartRefused(
                        "短信网关地址必须是 https（本机地址除外）：请检查 equiveil.sms.url。",
                        "The SMS gateway must be reached by https, loopback apart: check equiveil.sms.url.");
            }
        }
    }

    boolean isPresent() {
        return url != null;
    }

    Optional<String> approved(Template template) {
        return templates == null ? Optional.empty() : Optional.ofNullable(templates.get(template));
    }

    Duration timeoutOrUsual() {
        return timeout == null ? USUAL_TIMEOUT : timeout;
    }
}
