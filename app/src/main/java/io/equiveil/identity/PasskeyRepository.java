package io.equiveil.identity;

import static io.equiveil.identity.SessionStore.at;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
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

/// Public keys of passkeys. Each is tied to its person by a MAC and its life is in the log, so a key that SQL
/// put into the table, moved to another person, or put back after it was removed signs nobody in.
@Repository
class PasskeyRepository implements UserCredentialRepository {

    private final JdbcClient jdbc;
    private final Tokens tokens;
    private final Ledger ledger;
    private final GateRows gateRows;

    PasskeyRepository(JdbcClient jdbc, Tokens tokens, Ledger ledger, GateRows gateRows) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.ledger = ledger;
        this.gateRows = gateRows;
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

    /// Keeps the signs of use of one that is there; a new one is added by [#add], with its entry.
    @Override
    public void save(CredentialRecord passkey) {
        jdbc.sql("""
                        update identity.passkeys set sign_count = :count, backup_state = :state, last_used_at = :used
                        where credential_id = :credential and person_id = :person
                        """)
                .param("count", passkey.getSignatureCount())
                .param("state", passkey.isBackupState())
                .param("used", at(passkey.getLastUsed()))
                .param("credential", passkey.getCredentialId().getBytes())
                .param(
                        "person",
                        person(passkey.getUserEntityUserId()).orElseThrow().value())
                .update();
    }

    /// Adds one together with the entry that says so. One that was removed before does not come back: its version is
    /// taken.
    void add(PersonId person, CredentialRecord passkey, Entry entry) {
        byte[] credential = passkey.getCredentialId().getBytes();
        byte[] key = passkey.getPublicKey().getBytes();
        byte[] attestation =
                Objects.requireNonNull(passkey.getAttestationObject()).getBytes();
        String name = name(credential);
        Receipt receipt = ledger.append(entry.about(name, 1));
        jdbc.sql("""
                        insert into identity.passkeys (id, person_id, credential_id, public_key, attestation,
                            sign_count, transports, backup_eligible, backup_state, created_at, last_used_at, version,
                            leaf, mac)
                        values (:id, :person, :credential, :key, :attestation, :count, :transports, :eligible, :state,
                            :created, :used, 1, :leaf, :mac)
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
                .param("leaf", receipt.leafHash().bytes())
                .param("mac", gateRows.mac(row(person, credential, key, attestation, 1, receipt.leafHash())))
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
        throw new UnsupportedOperationException("passkeys are removed by their person, with an entry");
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

    /// Removes one of a person's own, together with the entry; nothing if it is not there.
    void remove(PersonId person, UUID id, Entry entry) {
        removed(
                jdbc.sql("delete from identity.passkeys where person_id = :person and id = :id returning credential_id")
                        .param("person", person.value())
                        .param("id", id)
                        .query((row, number) -> new Bytes(row.getBytes("credential_id")))
                        .list(),
                entry);
    }

    void removeAllOf(PersonId person, Entry entry) {
        removed(
                jdbc.sql("delete from identity.passkeys where person_id = :person returning credential_id")
                        .param("person", person.value())
                        .query((row, number) -> new Bytes(row.getBytes("credential_id")))
                        .list(),
                entry);
    }

    private void removed(List<Bytes> credentials, Entry entry) {
        Entry said = entry;
        for (Bytes credential : credentials) {
            String name = name(credential.getBytes());
            long known =
                    ledger.latestAbout(name).map(Ledger.RowVersion::version).orElse(0L);
            said = said.about(name, known + 1);
        }
        if (!credentials.isEmpty()) {
            ledger.append(said);
        }
    }

    private Optional<CredentialRecord> genuine(ResultSet row) throws SQLException {
        PersonId person = new PersonId(row.getObject("person_id", UUID.class));
        byte[] credential = row.getBytes("credential_id");
        byte[] key = row.getBytes("public_key");
        byte[] attestation = row.getBytes("attestation");
        byte[] leaf = row.getBytes("leaf");
        boolean genuine = leaf == null
                // From before these rows were in the log: good until the log knows better.
                ? Digest.of(row.getBytes("mac")).equals(formerMac(person, credential, key, attestation))
                        && !ledger.knows(name(credential))
                : gateRows.genuine(
                        row(person, credential, key, attestation, row.getLong("version"), Digest.of(leaf)),
                        row.getBytes("mac"));
        if (!genuine) {
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

    /// The row's name in the ledger: by its credential, which nobody can give another.
    private static String name(byte[] credential) {
        return "identity.passkeys/" + Digest.sha256(credential).hex();
    }

    private static GateRow row(
            PersonId person, byte[] credential, byte[] key, byte[] attestation, long version, Digest leaf) {
        HexFormat hex = HexFormat.of();
        return new GateRow(
                name(credential),
                version,
                leaf,
                List.of(person.toString(), hex.formatHex(credential), hex.formatHex(key), hex.formatHex(attestation)));
    }

    private Digest formerMac(PersonId person, byte[] credential, byte[] key, byte[] attestation) {
        HexFormat hex = HexFormat.of();
        return tokens.mac(
                "passkey",
                person.toString(),
                hex.formatHex(credential),
                hex.formatHex(key),
                hex.formatHex(attestation));
    }
}
