package io.equiveil.messages;

import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.messages.ChannelRepository.Row;
import io.equiveil.vault.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the settings of the ways out. Both halves are sealed for their version, and the log knows the
/// latest version: a row that was changed, put back or taken away by SQL sends nothing.
@Component
class ChannelStore {

    private static final String OFF = "off";
    private static final TypeReference<TreeMap<String, String>> NAMES_AND_VALUES = new TypeReference<>() {};

    private final ChannelRepository rows;
    private final Secrets secrets;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    ChannelStore(ChannelRepository rows, Secrets secrets, Ledger ledger, TransactionTemplate transaction, Clock clock) {
        this.rows = rows;
        this.secrets = secrets;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What is kept of a channel.
    sealed interface Kept {

        /// In use.
        record Set(ChannelSettings settings, Key key, PersonId by, Instant at) implements Kept {}

        /// Never set up, or removed.
        record Nothing() implements Kept {}

        /// Not as it was left: nothing is sent until it is set up again.
        record Tampered() implements Kept {}
    }

    /// The secret half, to be used and not to be seen.
    final class Key {

        private final Channel channel;
        private final Optional<byte[]> sealed;
        private final long version;

        private Key(Channel channel, Optional<byte[]> sealed, long version) {
            this.channel = channel;
            this.sealed = sealed;
            this.version = version;
        }

        boolean isThere() {
            return sealed.isPresent();
        }

        /// See [Secrets#foreignMac].
        Optional<byte[]> mac(String before, List<byte[]> messages) {
            return sealed.flatMap(
                    bytes -> secrets.foreignMac(place("secret", channel, version), bytes, before, messages));
        }

        /// The secret itself, for a service that wants it sent as it is.
        Optional<String> revealForSending() {
            return sealed.flatMap(bytes -> secrets.openInternal(place("secret", channel, version), bytes))
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
        }

        /// The last part of the address at which this channel reports back. Another one with
        /// every change.
        String reportingName() {
            byte[] mac = secrets.mac("messages.reports", utf8(channel + " " + version));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
        }
    }

    Kept find(Channel channel) {
        Optional<Row> row = rows.find(channel);
        long latest = ledger.latestAbout(name(channel))
                .map(Ledger.RowVersion::version)
                .orElse(0L);
        if (row.isEmpty()) {
            return ledger.knows(name(channel)) ? new Kept.Tampered() : new Kept.Nothing();
        }
        long version = row.get().version();
        if (version != latest) {
            return new Kept.Tampered();
        }
        Optional<Map<String, String>> settings = secrets.openInternal(
                        place("settings", channel, version), row.get().settings())
                .flatMap(this::read);
        if (settings.isEmpty()) {
            return new Kept.Tampered();
        }
        if (settings.get().containsKey(OFF)) {
            return new Kept.Nothing();
        }
        Key key = new Key(channel, row.get().secret(), version);
        return key.isThere() && key.revealForSending().isEmpty()
                ? new Kept.Tampered()
                : new Kept.Set(
                        settings(channel, settings.get()),
                        key,
                        row.get().by(),
                        row.get().at());
    }

    private static ChannelSettings settings(Channel channel, Map<String, String> kept) {
        return switch (channel) {
            case SMS -> ChannelSettings.Sms.read(kept);
            case MAIL -> ChannelSettings.Mail.read(kept);
            case WECOM, DINGTALK -> ChannelSettings.Robot.read(channel, kept);
        };
    }

    /// Keeps settings from now on, recorded.
    ///
    /// @param secret empty for none
    void keep(Requester.SignedIn who, ChannelSettings settings, Optional<String> secret) {
        write(who, settings.channel(), settings.written(), secret, false);
    }

    /// Nothing leaves this way any more; settings and secret are gone.
    void remove(Requester.SignedIn who, Channel channel) {
        write(who, channel, Map.of(OFF, OFF), Optional.empty(), true);
    }

    private void write(
            Requester.SignedIn who,
            Channel channel,
            Map<String, String> settings,
            Optional<String> secret,
            boolean removed) {
        transaction.executeWithoutResult(_ -> {
            rows.lock();
            long version = ledger.latestAbout(name(channel))
                            .map(Ledger.RowVersion::version)
                            .orElse(0L)
                    + 1;
            ledger.append(Entry.of(
                            who,
                            removed
                                    ? new MessageFacts.ChannelRemoved(channel, version)
                                    : new MessageFacts.ChannelSet(channel, version))
                    .about(name(channel), version));
            rows.keep(
                    channel,
                    secrets.sealInternal(place("settings", channel, version), json.writeValueAsBytes(settings)),
                    secret.map(text -> secrets.sealInternal(place("secret", channel, version), utf8(text)))
                            .orElse(null),
                    version,
                    who.person(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
        });
    }

    private Optional<Map<String, String>> read(byte[] bytes) {
        try {
            return Optional.of(Objects.requireNonNull(json.readValue(bytes, NAMES_AND_VALUES)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static String name(Channel channel) {
        return "messages.channels/" + channel;
    }

    private static String place(String half, Channel channel, long version) {
        return "messages.channels." + half + "/" + channel + "/" + version;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
