package io.equiveil.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.vault.GateRows.GateRow;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// What is stored today must open for ever, and as the specification says: `testvectors/vault.json` was made from
/// `docs/spec` by a second implementation in another language (`testvectors/vault.py`).
class StoredFormatsTests {

    private final JsonNode vectors =
            new ObjectMapper().readTree(Path.of("../testvectors/vault.json").toFile());
    private final HouseKeys keys = new HouseKeys(new RootKey(hex(vectors.get("rootKey"))));
    private final KeyWrapping wrapping = new KeyWrapping(keys);
    private final SealedGroups groups = new SealedGroups();

    private final JsonNode at = vectors.get("address");
    private final Owner owner = Owner.of(SubjectId.parse(at.get("owner").asString()));
    private final RetentionGroup group = RetentionGroup.valueOf(at.get("group").asString());
    private final UUID keyId = UUID.fromString(vectors.get("dataKey").get("id").asString());

    @TempDir
    private Path folder;

    @Test
    void aWrappedDataKeyOpensUnderEachVersionOfTheKeyEncryptionKey() {
        JsonNode dataKey = vectors.get("dataKey");
        for (JsonNode wrapped : dataKey.get("wrapped")) {
            assertThat(unwrap(wrapped)).isEqualTo(hex(dataKey.get("secret")));
        }
        for (JsonNode hostile : dataKey.get("hostile")) {
            assertThat(unwrap(hostile)).isNull();
        }
    }

    @Test
    void aSealedGroupOpensAtItsPlaceAndNoHostileOneDoes() {
        JsonNode vector = vectors.get("group");
        byte[] content = java.util.Objects.requireNonNull(openGroup(hex(vector.get("value"))));

        Map<String, Cleartext> fields = FieldDirectory.decode(
                        content, java.util.Set.copyOf(vector.get("fields").propertyNames()))
                .orElseThrow();

        assertThat(fields).hasSize(2);
        fields.forEach((name, value) -> assertThat(value.revealForDisplay())
                .isEqualTo(vector.get("fields").get(name).asString()));
        vector.get("hostile")
                .properties()
                .forEach(hostile -> assertThat(openGroup(hex(hostile.getValue())))
                        .as(hostile.getKey())
                        .isNull());
    }

    @Test
    void aSealedStreamOpens() throws Exception {
        JsonNode vector = vectors.get("stream");
        Path file = Files.write(folder.resolve("stream"), hex(vector.get("stored")));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = SealedStream.read(
                FileChannel.open(file, StandardOpenOption.READ),
                hex(vector.get("fileKey")),
                vector.get("length").asLong(),
                new CipherPool())) {
            digest.update(in.readAllBytes());
        }

        assertThat(digest.digest()).isEqualTo(hex(vector.get("contentSha256")));
    }

    @Test
    void aHouseSealOpensAndNoHostileOneDoes() {
        JsonNode vector = vectors.get("house");
        Secrets secrets = new HouseSecrets(keys, new HouseSeal(keys), Clock.systemUTC());
        String place = vector.get("place").asString();

        assertThat(secrets.openInternal(place, hex(vector.get("sealed"))).orElseThrow())
                .isEqualTo(hex(vector.get("content")));
        for (JsonNode hostile : vector.get("hostile")) {
            assertThat(secrets.openInternal(place, hex(hostile))).isEqualTo(Optional.empty());
        }
    }

    @Test
    void tokensRowMacsAndReceiptMacsAreThoseOfTheSpecification() {
        JsonNode token = vectors.get("blindIndex");
        BlindIndexes indexes = new HmacBlindIndexes(keys);
        String index = token.get("index").asString();
        Cleartext value = Cleartext.of(token.get("value").asString());
        assertThat(indexes.token(index, value)).isEqualTo(hex(token.get("token")));
        assertThat(indexes.truncatedToken(index, value, 12)).isEqualTo(hex(token.get("twelveBits")));

        JsonNode row = vectors.get("gateRow");
        List<String> content = new ArrayList<>();
        row.get("content").forEach(column -> content.add(column.asString()));
        GateRow gateRow = new GateRow(
                row.get("row").asString(), row.get("version").asLong(), Digest.of(hex(row.get("leaf"))), content);
        assertThat(new HmacGateRows(keys, new NotedLedger()).mac(gateRow)).isEqualTo(hex(row.get("mac")));

        JsonNode receipt = vectors.get("receipt");
        byte[] authenticated = Receipt.authenticated(
                receipt.get("intake").asLong(),
                Digest.of(hex(receipt.get("leaf"))),
                Instant.ofEpochSecond(
                        receipt.get("second").asLong(), receipt.get("nano").asLong()),
                Digest.of(hex(receipt.get("binding"))));
        assertThat(keys.receiptMac(authenticated)).isEqualTo(hex(receipt.get("mac")));
    }

    private byte @Nullable [] unwrap(JsonNode wrapped) {
        return wrapping.unwrap(hex(wrapped), keyId, owner, group);
    }

    private byte @Nullable [] openGroup(byte[] bytes) {
        DataKey key = new DataKey(keyId, hex(vectors.get("dataKey").get("secret")));
        Address address = new Address(
                owner,
                group,
                new RecordType(at.get("record").asString()),
                UUID.fromString(at.get("row").asString()),
                InformationClass.valueOf(at.get("class").asString()));
        byte[] place = SealedGroups.place(address, at.get("version").asLong());
        return groups.open(key, SealedGroups.Part.VALUE, place, bytes);
    }

    private static byte[] hex(JsonNode text) {
        return HexFormat.of().parseHex(text.asString());
    }
}
