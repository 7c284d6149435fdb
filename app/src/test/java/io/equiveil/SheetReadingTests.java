package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.engine.StartRefused;
import io.equiveil.vault.RecoverySheet;
import io.equiveil.vault.RootKey;
import io.equiveil.vault.RootKeyFile;
import io.equiveil.vault.SheetsInTests;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People type sheets at a terminal, with slips.
class SheetReadingTests {

    @TempDir
    Path folder;

    private RootKey key;
    private List<RecoverySheet> set;

    @BeforeEach
    void makeASet() throws Exception {
        key = RootKeyFile.openOrCreate(folder.resolve("root.key"), "long enough for anything".toCharArray());
        set = SheetsInTests.make(key, 2, 3);
    }

    @Test
    void linesAreTypedOneByOneAndASlipIsAskedAgain() throws Exception {
        List<String> typed = new ArrayList<>(set.getFirst().revealLines());
        typed.add(2, "0000 0000 0000 0000 00");
        typed.add("");
        typed.addAll(set.get(2).revealLines());

        assertThat(isTheKey(read(String.join("\n", typed)))).isTrue();
    }

    @Test
    void aScannerSendsASheetInOneLineAndTheSameSheetCountsOnce() throws Exception {
        String qr = set.get(1).revealForQr();

        assertThat(isTheKey(read(qr + "\n" + qr + "\n"
                        + SheetsInTests.make(key, 2, 2).getFirst().revealForQr() + "\n"
                        + set.getFirst().revealForQr() + "\n")))
                .isTrue();
    }

    @Test
    void tooFewSheetsOrTooManySlipsEndIt() {
        assertThatThrownBy(() -> read(set.getFirst().revealForQr() + "\n"))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("1");
        assertThatThrownBy(() -> read("nonsense\n".repeat(50))).isInstanceOf(StartRefused.class);
    }

    private static RootKey read(String typed) throws IOException {
        BufferedReader lines = new BufferedReader(new StringReader(typed));
        return new SheetReading(new Terminal(), _ -> lines.readLine()).rootKey();
    }

    private boolean isTheKey(RootKey read) {
        return Arrays.equals(read.derive("test", 32), key.derive("test", 32));
    }
}
