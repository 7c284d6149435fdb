package io.equiveil.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.vault.Secrets.NewTotpSeed;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTests {

    private static final String PLACE = "identity.people/1";

    private final HouseKeys keys = new HouseKeys(new RootKey(new Randomness().bytes(32)));
    private final HouseSeal seal = new HouseSeal(keys);
    private final java.time.Instant now = java.time.Instant.parse("2025-06-01T00:00:10Z");
    private final Secrets secrets = at(now);

    @ParameterizedTest(name = "{0} s: {1}")
    @CsvSource(textBlock = """
            # RFC 6238, appendix B, the rows of SHA-1
            59,          94287082
            1111111109,  07081804
            1111111111,  14050471
            1234567890,  89005924
            2000000000,  69279037
            20000000000, 65353130
            """)
    void oneTimePasswordsAreThoseOfTheStandard(long seconds, String code) {
        byte[] seed = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

        assertThat(HouseSecrets.totp(seed, seconds / 30, 8)).isEqualTo(code);
    }

    @Test
    void aCodeIsGoodForItsStepAndOneBeforeAndAfter() {
        NewTotpSeed seed = secrets.newTotpSeed(PLACE);
        long step = now.getEpochSecond() / 30;
        String code = HouseSecrets.totp(base32(seed.base32ToShowOnce()), step, 6);

        assertThat(secrets.verifyTotp(PLACE, seed.sealed(), code)).contains(step);
        assertThat(at(now.plusSeconds(30)).verifyTotp(PLACE, seed.sealed(), code))
                .contains(step);
        assertThat(at(now.minusSeconds(30)).verifyTotp(PLACE, seed.sealed(), code))
                .contains(step);
        assertThat(at(now.plusSeconds(60)).verifyTotp(PLACE, seed.sealed(), code))
                .isEmpty();
        assertThat(secrets.verifyTotp(PLACE, seed.sealed(), code + "0")).isEmpty();
        assertThat(secrets.verifyTotp(PLACE, seed.sealed(), "")).isEmpty();
    }

    @Test
    void aSeedWorksOnlyAtItsPlace() {
        NewTotpSeed seed = secrets.newTotpSeed(PLACE);
        String code = HouseSecrets.totp(base32(seed.base32ToShowOnce()), now.getEpochSecond() / 30, 6);

        assertThat(secrets.verifyTotp("identity.people/2", seed.sealed(), code)).isEmpty();
    }

    @Test
    void internalValuesOpenAtTheirPlaceAndNowhereElse() {
        byte[] sealed = secrets.sealInternal("session/1", new byte[] {1, 2, 3});

        assertThat(secrets.openInternal("session/1", sealed).orElseThrow()).containsExactly(1, 2, 3);
        assertThat(secrets.openInternal("session/2", sealed)).isEmpty();
        assertThat(secrets.openInternal("session/1", new byte[5])).isEmpty();
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThat(secrets.openInternal("session/1", altered))
                    .as("byte " + i)
                    .isEmpty();
        }
    }

    @Test
    void macsOfDifferentDomainsAreUnrelated() {
        byte[] message = {1};

        assertThat(secrets.mac("a", message)).hasSize(32).isEqualTo(secrets.mac("a", message));
        assertThat(secrets.mac("a", message)).isNotEqualTo(secrets.mac("b", message));
    }

    private Secrets at(java.time.Instant moment) {
        return new HouseSecrets(keys, seal, Clock.fixed(moment, java.time.ZoneOffset.UTC));
    }

    private static byte[] base32(String text) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        java.math.BigInteger number = java.math.BigInteger.ZERO;
        for (char c : text.toCharArray()) {
            number = number.shiftLeft(5).add(java.math.BigInteger.valueOf(alphabet.indexOf(c)));
        }
        byte[] bytes = number.toByteArray();
        byte[] seed = new byte[20];
        int from = Math.max(0, bytes.length - 20);
        System.arraycopy(bytes, from, seed, 20 - (bytes.length - from), bytes.length - from);
        return seed;
    }
}
