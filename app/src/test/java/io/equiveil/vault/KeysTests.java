package io.equiveil.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.junit.jupiter.api.Test;

class KeysTests {

    private final byte[] secret = new Randomness().bytes(32);
    private final RootKey rootKey = new RootKey(secret);
    private final HouseKeys houseKeys = new HouseKeys(rootKey);
    private final KeyWrapping wrapping = new KeyWrapping(houseKeys);

    @Test
    void derivationIsTheStandardsAsAnotherImplementationHasIt() {
        HKDFBytesGenerator other = new HKDFBytesGenerator(new SHA256Digest());
        other.init(new HKDFParameters(secret, "equiveil root key v1".getBytes(), "some purpose".getBytes()));
        byte[] expected = new byte[48];
        other.generateBytes(expected, 0, 48);

        assertThat(rootKey.derive("some purpose", 48)).isEqualTo(expected);
    }

    @Test
    void aWrappedKeyOpensForItsRowOnly() {
        Owner owner = Owner.of(SubjectId.random());
        UUID id = UUID.randomUUID();
        byte[] key = wrapping.freshSecret();
        byte[] wrapped = wrapping.wrap(key, 1, id, owner, RetentionGroup.LEAD);

        assertThat(wrapping.unwrap(wrapped, id, owner, RetentionGroup.LEAD)).isEqualTo(key);
        assertThat(wrapping.unwrap(wrapped, UUID.randomUUID(), owner, RetentionGroup.LEAD))
                .isNull();
        assertThat(wrapping.unwrap(wrapped, id, Owner.of(SubjectId.random()), RetentionGroup.LEAD))
                .isNull();
        assertThat(wrapping.unwrap(wrapped, id, owner, RetentionGroup.DEAL)).isNull();
        for (int i = 0; i < wrapped.length; i++) {
            byte[] altered = wrapped.clone();
            altered[i] ^= 1;
            assertThat(wrapping.unwrap(altered, id, owner, RetentionGroup.LEAD))
                    .as("byte " + i)
                    .isNull();
        }
    }

    @Test
    void anotherRootKeyUnwrapsNothing() {
        Owner owner = Owner.of(SubjectId.random());
        UUID id = UUID.randomUUID();
        byte[] wrapped = wrapping.wrap(wrapping.freshSecret(), 1, id, owner, RetentionGroup.LEAD);

        KeyWrapping other = new KeyWrapping(new HouseKeys(new RootKey(new Randomness().bytes(32))));

        assertThat(other.unwrap(wrapped, id, owner, RetentionGroup.LEAD)).isNull();
    }

    @Test
    void aDroppedKeyIsWipedOnceItsLastUserHasLeft() {
        DataKey key = new DataKey(UUID.randomUUID(), wrapping.freshSecret());
        assertThat(key.enter()).isTrue();
        WipeableKey derived = key.keyFor(DataKey.Use.VALUES);

        key.drop();
        assertThat(key.isWiped()).isFalse();
        assertThat(key.enter()).isFalse();
        key.leave();

        assertThat(key.isWiped()).isTrue();
        assertThat(derived.isDestroyed()).isTrue();
        assertThatThrownBy(derived::getEncoded).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> key.keyFor(DataKey.Use.VALUES)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theCacheStaysSmallAndForgetsTheOld() {
        Instant[] now = {Instant.parse("2025-06-01T00:00:00Z")};
        Clock clock = InstantSource.offset(() -> now[0], Duration.ZERO).withZone(ZoneOffset.UTC);
        DataKeyCache cache = new DataKeyCache(wrapping, clock);
        for (int i = 0; i < DataKeyCache.MOST + 50; i++) {
            cache.use(aStoredKey(), key -> key);
        }
        assertThat(cache.size()).isEqualTo(DataKeyCache.MOST);

        now[0] = now[0].plus(DataKeyCache.LONGEST).plusSeconds(1);
        cache.use(aStoredKey(), key -> key);

        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void aPurgedKeyIsWiped() {
        DataKeyCache cache = new DataKeyCache(wrapping, Clock.systemUTC());
        StoredKey row = aStoredKey();
        DataKey key = cache.use(row, k -> k).orElseThrow();

        cache.purge(row.owner(), row.group());

        assertThat(key.isWiped()).isTrue();
    }

    @Test
    void noRandomBytesAreGivenOutTwice() {
        Randomness randomness = new Randomness();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            assertThat(seen.add(java.util.HexFormat.of().formatHex(randomness.nonce())))
                    .isTrue();
        }
        assertThat(randomness.uuid().version()).isEqualTo(4);
        assertThat(randomness.uuid().variant()).isEqualTo(2);
    }

    @Test
    void keysDoNotPrintThemselves() {
        assertThat(new DataKey(new UUID(0, 1), wrapping.freshSecret()).toString())
                .contains("hidden");
        assertThat(rootKey.toString()).contains("hidden");
    }

    @Test
    void tokensOfEqualValuesAreEqualWithinAnIndexOnly() {
        BlindIndexes indexes = new HmacBlindIndexes(houseKeys);
        Cleartext number = Cleartext.of("13900000000");

        assertThat(indexes.token("clients.mobile", number))
                .hasSize(16)
                .isEqualTo(indexes.token("clients.mobile", Cleartext.of("13900000000")))
                .isNotEqualTo(indexes.token("clients.other", number))
                .isNotEqualTo(indexes.token("clients.mobile", Cleartext.of("13900000001")));
        assertThatThrownBy(() -> indexes.token("mobile", number)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void truncatedTokensHaveExactlySoManyBitsAndSaySoLittle() {
        BlindIndexes indexes = new HmacBlindIndexes(houseKeys);
        Set<Integer> values = new HashSet<>();
        for (int i = 0; i < 2000; i++) {
            byte[] token = indexes.truncatedToken("clients.surname", Cleartext.of("x" + i), 5);
            assertThat(token).hasSize(1);
            assertThat(token[0] & 0b111).isZero();
            values.add((int) token[0]);
        }
        assertThat(values).hasSize(32);
        assertThat(indexes.truncatedToken("clients.surname", Cleartext.of("x"), 24))
                .hasSize(3);
        assertThatThrownBy(() -> indexes.truncatedToken("clients.surname", Cleartext.of("x"), 25))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private StoredKey aStoredKey() {
        Owner owner = Owner.of(SubjectId.random());
        UUID id = UUID.randomUUID();
        byte[] wrapped = wrapping.wrap(wrapping.freshSecret(), 1, id, owner, RetentionGroup.LEAD);
        return new StoredKey(id, owner, RetentionGroup.LEAD, null, wrapped);
    }
}
