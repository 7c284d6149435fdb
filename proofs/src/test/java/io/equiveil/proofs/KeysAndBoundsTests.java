package io.equiveil.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.proofs.MalformedException.Fault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysAndBoundsTests {

    /// The example of the C2SP signed-note specification.
    private static final String EXAMPLE = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    @Test
    void aKeyIsWrittenAsItWasRead() throws MalformedException {
        VerifierKey key = VerifierKey.parse(EXAMPLE);

        assertThat(key.render()).isEqualTo(EXAMPLE);
        assertThat(key.name()).isEqualTo("example.com/foo");
        assertThat(key.algorithm()).isEqualTo(VerifierKey.Algorithm.ED25519);
        assertThat(key.fingerprint()).matches("([0-9a-f]{4} ){15}[0-9a-f]{4}");
        assertThat(VerifierKey.of(key.name(), key.algorithm(), key.key())).isEqualTo(key);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(textBlock = """
            '',                                                                        KEY_FORMAT
            example.com/foo,                                                           KEY_FORMAT
            example.com/foo+530d903a,                                                  KEY_FORMAT
            +530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k,                    KEY_FORMAT
            a b+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k,                 KEY_FORMAT
            example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k,     KEY_FORMAT
            example.com/foo+30d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k,      KEY_FORMAT
            example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k,     KEY_ID_DIFFERS
            example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k,     KEY_ID_DIFFERS
            example.com/foo+530d903a+BOkyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k,     KEY_ID_DIFFERS
            example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k+x,   BASE64
            example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2,      BASE64
            """)
    void refusesAKeyThatIsNotWhatItSays(String line, Fault fault) {
        assertThatThrownBy(() -> VerifierKey.parse(line))
                .isInstanceOfSatisfying(
                        MalformedException.class,
                        told -> assertThat(told.fault()).isEqualTo(fault));
    }

    @Test
    void aNoteIsBoundedInBytesAndMustBeUtf8() {
        String line = "\u2014 a AAAAAAA=\n";
        byte[] large = ("x".repeat(SignedNote.MAX_BYTES) + "\n\n" + line).getBytes(StandardCharsets.UTF_8);
        byte[] broken = ("x\n\n" + line).getBytes(StandardCharsets.UTF_8);
        broken[0] = (byte) 0xff;

        assertThat(fault(large)).isEqualTo(Fault.TOO_LARGE);
        assertThat(fault(broken)).isEqualTo(Fault.NOT_UTF8);
    }

    @Test
    void anAmbiguousChoiceOfKeysIsTheCallersMistake() throws MalformedException {
        VerifierKey key = VerifierKey.parse(EXAMPLE);
        SignedNote note = SignedNote.parse("x\n\n\u2014 a AAAAAAA=\n");
        VerifierKey witness = VerifierKey.of("w", VerifierKey.Algorithm.COSIGNATURE_V1, key.key());
        VerifierKey alias = VerifierKey.of("v", VerifierKey.Algorithm.COSIGNATURE_V1, key.key());

        assertThatThrownBy(() -> note.check(List.of(key, key))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WitnessQuorum(1, List.of(key))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WitnessQuorum(2, List.of(witness, alias)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WitnessQuorum(2, List.of(witness))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyPublicLeafHasTheSameLengthWhateverItCommitsTo() {
        EntryPart small = new EntryPart(EntryPart.FIRM, new byte[32], CanonicalJson.write(Map.of()));
        EntryPart large =
                new EntryPart(EntryPart.FIRM, new byte[32], CanonicalJson.write(Map.of("k", "x".repeat(100_000))));

        assertThat(Entry.leaf(Entry.commitment(List.of(small.hash())))).hasSize(33);
        assertThat(Entry.leaf(Entry.commitment(List.of(large.hash(), small.hash()))))
                .hasSize(33);
    }

    @Test
    void aFreshNonceHidesAnEqualBody() {
        byte[] body = CanonicalJson.write(Map.of("k", "v"));
        byte[] other = new byte[32];
        other[31] = 1;

        assertThat(new EntryPart("subject", new byte[32], body).hash())
                .isNotEqualTo(new EntryPart("subject", other, body).hash());
    }

    @Test
    void aPartDoesNotPrintItsBody() {
        EntryPart part = new EntryPart("subject", new byte[32], CanonicalJson.write(Map.of("k", "secret")));

        assertThat(part.toString()).doesNotContain("secret");
        assertThat(new DisclosedEntry(List.of(new DisclosedPart.Open(part))).toString())
                .doesNotContain("secret");
    }

    @Test
    void bundlesAndTilesOfAnotherLengthAreRefused() throws MalformedException {
        byte[] bundle = EntryBundle.render(List.of(new byte[] {1}, new byte[] {}, new byte[] {2, 3}));

        assertThat(EntryBundle.parse(bundle, 3)).hasSize(3);
        for (int width : new int[] {0, 1, 2, 4}) {
            assertThatThrownBy(() -> EntryBundle.parse(bundle, width)).isInstanceOf(MalformedException.class);
        }
        assertThatThrownBy(() -> EntryBundle.parse(new byte[] {0}, 1)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> EntryBundle.parse(new byte[] {0, 2, 1}, 1)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> HashTile.parse(new byte[33], 1)).isInstanceOf(MalformedException.class);
    }

    private static Fault fault(byte[] note) {
        try {
            SignedNote.parse(note);
            throw new AssertionError("was taken");
        } catch (MalformedException told) {
            return told.fault();
        }
    }
}
