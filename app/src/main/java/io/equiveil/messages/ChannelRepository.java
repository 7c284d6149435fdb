package io.equiveil.messages;

import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Settings of the ways out, sealed.
@Repository
class ChannelRepository {

    private final JdbcClient jdbc;

    ChannelRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param secret empty if the channel wants none, or was removed
    record Row(Channel channel, byte[] settings, Optional<byte[]> secret, long version, PersonId by, Instant at) {}

    Optional<Row> find(Channel channel) {
        return jdbc.sql("""
                        select settings_sealed, secret_sealed, version, set_by, set_at from messages.channels
                        where channel = :channel
                        """)
                .param("channel", channel.name())
                .query((row, _) -> new Row(
                        channel,
                        row.getBytes("settings_sealed"),
                        Optional.ofNullable(row.getBytes("secret_sealed")),
                        row.getLong("version"),
                        new PersonId(row.getObject("set_by", UUID.class)),
                        row.getObject("set_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    void keep(Channel channel, byte[] settings, byte @Nullable [] secret, long version, PersonId by, Instant at) {
        jdbc.sql("""
                        insert into messages.channels (channel, settings_sealed, secret_sealed, version, set_by, set_at)
                        values (:channel, :settings, :secret, :version, :by, :at)
                        on conflict (channel) do update set settings_sealed = excluded.settings_sealed,
                            secret_sealed = excluded.secret_sealed, version = excluded.version,
                            set_by = excluded.set_by, set_at = excluded.set_at
                        """)
                .param("channel", channel.name())
                .param("settings", settings)
                .param("secret", secret, java.sql.Types.BINARY)
                .param("version", version)
                .param("by", by.value())
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
    }

    /// One change at a time, so that versions count without gaps.
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(7100433090)").query((_, _) -> 0).single();
    }
}
