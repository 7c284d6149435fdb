package io.equiveil.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.equiveil.vault.RecoverySheets.NoKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The root key on paper: any k sheets make it, fewer make nothing, and slips are found.
class RecoverySheetsTests {

    private final Random random = new Random(11);
    private final byte[] secret = bytes(RootKey.LENGTH);
    private final RootKey key = new RootKey(secret);
    private final RecoverySheets sheets = new RecoverySheets(key);

    @Test
    void anyKSheetsMakeTheKeyAndFewerDoNot() throws Exception {
        for (int count = 2; count <= RecoverySheets.MOST; count++) {
            for (int needed = 2; needed <= count; needed++) {
                List<RecoverySheet> set = sheets.make(needed, count);
                for (int subset = 1; subset < 1 << count; subset++) {
                    List<RecoverySheet> some = new ArrayList<>();
                    for (int i = 0; i < count; i++) {
                        if ((subset >> i & 1) == 1) {
                            some.add(set.get(i));
                        }
                    }
                    if (some.size() < needed) {
                        assertThat(because(some)).isEqualTo(NoKey.Because.TOO_FEW);
                    } else {
                        assertThat(RecoverySheets.combine(some).reveal()).isEqualTo(secret);
                    }
                }
            }
        }
    }

    /// One share of two leaves every key possible: for each other key there is a second share that makes it.
    @Test
    void aSingleShareSaysNothingOfTheKey() {
        byte[] first = sheets.make(2, 2).getFirst().share();
        byte[] again = sheets.make(2, 2).getFirst().share();

        assertThat(first).isNotEqualTo(again).isNotEqualTo(secret);
        int[] seen = new int[256];
        for (int i = 0; i < 4_096; i++) {
            seen[sheets.make(2, 2).getFirst().share()[0] & 0xff]++;
        }
        // Uniform means about 16 of each value.
        assertThat(Arrays.stream(seen).max().orElseThrow()).isLessThan(60);
        assertThat(Arrays.stream(seen).filter(times -> times > 0).count()).isGreaterThan(250);
    }

    @Test
    void theSameSheetTwiceIsOneSheet() {
        RecoverySheet one = sheets.make(2, 3).getFirst();

        assertThat(because(List.of(one, one))).isEqualTo(NoKey.Because.TOO_FEW);
        assertThat(because(List.of())).isEqualTo(NoKey.Because.TOO_FEW);
    }

    @Test
    void sheetsOfTwoSetsDoNotMix() {
        assertThat(because(
                        List.of(sheets.make(2, 3).getFirst(), sheets.make(2, 3).get(1))))
                .isEqualTo(NoKey.Because.DIFFERENT_SETS);
    }

    @Test
    void aForgedShareIsSeen() {
        List<RecoverySheet> set = sheets.make(2, 3);
        RecoverySheet right = set.get(1);
        RecoverySheet forged =
                RecoverySheet.of(2, 3, 2, HexFormat.of().parseHex(right.set()), right.check(), bytes(RootKey.LENGTH));

        assertThat(because(List.of(set.getFirst(), forged))).isEqualTo(NoKey.Because.FORGED);
    }

    @Test
    void whatIsPrintedIsReadAgainHoweverItIsTyped() throws Exception {
        RecoverySheet sheet = sheets.make(2, 3).get(2);
        String lines = String.join("\n", sheet.revealLines());

        for (String typed : List.of(
                lines,
                lines.toLowerCase(Locale.ROOT).replace(' ', '-'),
                lines.replace('0', 'O').replace('1', 'l'),
                " " + sheet.revealForQr() + "\r\n",
                lines.replace(' ', '　'))) {
            RecoverySheet read = RecoverySheet.parse(typed);
            assertThat(read.share()).isEqualTo(sheet.share());
            assertThat(read.number()).isEqualTo(3);
            assertThat(read.checkCode()).isEqualTo(sheet.checkCode()).matches("[0-9A-HJKMNP-TV-Z]{4}");
        }
        assertThat(sheet.revealLines()).hasSize(RecoverySheet.LINES).allMatch(line -> line.length() == 22);
        assertThat(RecoverySheet.isLine(2, sheet.revealLines().get(1))).isTrue();
        assertThat(RecoverySheet.isLine(1, sheet.revealLines().get(1))).isFalse();
        assertThat(sheet).hasToString("RecoverySheet[3 of 3, hidden]");
    }

    @Test
    void aSlipIsFoundInItsLine() {
        RecoverySheet sheet = sheets.make(2, 3).getFirst();
        for (int line = 0; line < RecoverySheet.LINES; line++) {
            List<String> typed = new ArrayList<>(sheet.revealLines());
            String before = typed.get(line);
            typed.set(line, (before.charAt(0) == 'Z' ? 'Y' : 'Z') + before.substring(1));

            assertThat(unreadable(String.join("\n", typed))).isEqualTo(line + 1);
        }
    }

    @Test
    void hostileTextsAreNoSheets() {
        for (String text : List.of("", "EVRS1:", "中文", "0".repeat(90), "U".repeat(90), "0".repeat(10_000))) {
            assertThatThrownBy(() -> RecoverySheet.parse(text)).isInstanceOf(RecoverySheet.Unreadable.class);
        }
    }

    @Test
    void onePersonAloneIsNeverEnough() {
        assertThatThrownBy(() -> sheets.make(1, 3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sheets.make(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sheets.make(2, 8)).isInstanceOf(IllegalArgumentException.class);
    }

    private static NoKey.Because because(List<RecoverySheet> some) {
        return catchThrowableOfType(NoKey.class, () -> RecoverySheets.combine(some))
                .because();
    }

    private static int unreadable(String text) {
        return catchThrowableOfType(RecoverySheet.Unreadable.class, () -> RecoverySheet.parse(text))
                .line();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
