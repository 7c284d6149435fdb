package io.equiveil.identity;

import static io.equiveil.identity.SessionStore.at;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Repository;

/// Public keys of passkeys. Each is tied to its person by a MAC, so a key put into the table by SQL, or moved to
/// another
/// person, signs nobody in.
@Repository
class PasskeyRepository implements UserCredentialRepository {

    private final JdbcClient jdbc;
    private final Tokens tokens;

    PasskeyRepository(JdbcClient jdbc, Tokens tokens) {
        this.jdbc = jdbc;
        this.tokens = tokens;
    }

    /// A passkey in its person's list.
    record Listed(UUID id, Instant createdAt, Instant lastUsedAt) {}

    /// The handle that authenticators keep: the 16 bytes of the person's id.
    static Bytes handle(PersonId person) {
        return new Bytes(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(person.value().getMostSignificantBits())
                .putLong(person.value().getLeastSignificantBits())
                .array());
    }

    /// The person of a handle; empty if it is not one of ours.
    static Optional<PersonId> person(Bytes handle) {
        if (handle.getBytes().length != 2 * Long.BYTES) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(handle.getBytes());
        return Optional.of(new PersonId(new UUID(bytes.getLong(), bytes.getLong())));
    }

    @Override
    public void save(CredentialRecord passkey) {
        PersonId person = person(passkey.getUserEntityUserId()).orElseThrow();
        byte[] credential = passkey.getCredentialId().getBytes();
        byte[] key = passkey.getPublicKey().getBytes();
        byte[] attestation =
                Objects.requireNonNull(passkey.getAttestationObject()).getBytes();
        jdbc.sql("""
                        insert into identity.passkeys as p (id, person_id, credential_id, public_key, attestation,
                            sign_count, transports, backup_eligible, backup_state, created_at, last_used_at, mac)
                        values (:id, :person, :credential, :key, :attestation, :count, :transports, :eligible, :state,
                            :created, :used, :mac)
                        on conflict (credential_id) do update set sign_count = excluded.sign_count,
                            backup_state = excluded.backup_state, last_used_at = excluded.last_used_at
                        where p.person_id = excluded.person_id
                        """)
                .param("id", UUID.randomUUID())
                .param("person", person.value())
                .param("credential", credential)
                .param("key", key)
                .param("attestation", attestation)
                .param("count", passkey.getSignatureCount())
                .param(
                        "transports",
                        passkey.getTransports().stream()
                                .map(AuthenticatorTransport::getValue)
                                .toArray(String[]::new))
                .param("eligible", passkey.isBackupEligible())
                .param("state", passkey.isBackupState())
                .param("created", at(passkey.getCreated()))
                .param("used", at(passkey.getLastUsed()))
                .param("mac", mac(person, credential, key, attestation).bytes())
                .update();
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credential) {
        return jdbc.sql("select * from identity.passkeys where credential_id = :credential")
                .param("credential", credential.getBytes())
                .query((row, number) -> genuine(row))
                .optional()
                .flatMap(found -> found)
                .orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return person(handle).map(this::genuineOf).orElse(List.of());
    }

    private List<CredentialRecord> genuineOf(PersonId person) {
        return jdbc
                .sql("select * from identity.passkeys where person_id = :person order by created_at")
                .param("person", person.value())
                .query((row, number) -> genuine(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public void delete(Bytes credential) {
        jdbc.sql("delete from identity.passkeys where credential_id = :credential")
                .param("credential", credential.getBytes())
                .update();
    }

    boolean has(PersonId person) {
        return !genuineOf(person).isEmpty();
    }

    List<Listed> listOf(PersonId person) {
        return jdbc.sql("select id, created_at, last_used_at from identity.passkeys where person_id = :person"
                        + " order by created_at")
                .param("person", person.value())
                .query((row, number) -> new Listed(
                        row.getObject("id", UUID.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_used_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    boolean remove(PersonId person, UUID id) {
        return jdbc.sql("delete from identity.passkeys where person_id = :person and id = :id")
                        .param("person", person.value())
                        .param("id", id)
                        .update()
                == 1;
    }

    int removeAllOf(PersonId person) {
        return jdbc.sql("delete from identity.passkeys where person_id = :person")
                .param("person", person.value())
                .update();
    }

    private Optional<CredentialRecord> genuine(ResultSet row) throws SQLException {
        PersonId person = new PersonId(row.getObject("person_id", UUID.class));
        byte[] credential = row.getBytes("credential_id");
        byte[] key = row.getBytes("public_key");
        byte[] attestation = row.getBytes("attestation");
        if (!Digest.of(row.getBytes("mac")).equals(mac(person, credential, key, attestation))) {
            return Optional.empty();
        }
        return Optional.of(ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(new Bytes(credential))
                .userEntityUserId(handle(person))
                .publicKey(new ImmutablePublicKeyCose(key))
                .attestationObject(new Bytes(attestation))
                .signatureCount(row.getLong("sign_count"))
                .uvInitialized(true)
                .transports(transports(row.getArray("transports")))
                .backupEligible(row.getBoolean("backup_eligible"))
                .backupState(row.getBoolean("backup_state"))
                .created(row.getObject("created_at", OffsetDateTime.class).toInstant())
                .lastUsed(row.getObject("last_used_at", OffsetDateTime.class).toInstant())
                .label("passkey")
                .build());
    }

    private static Set<AuthenticatorTransport> transports(Array array) throws SQLException {
        return Arrays.stream((String[]) array.getArray())
                .map(AuthenticatorTransport::valueOf)
                .collect(Collectors.toSet());
    }

    private Digest mac(PersonId person, byte[] credential, byte[] key, byte[] attestation) {
        HexFormat hex = HexFormat.of();
        return tokens.mac(
                "passkey",
                person.toString(),
                hex.formatHex(credential),
                hex.formatHex(key),
                hex.formatHex(attestation));
    }
}
