package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.engine.DataFolder;
import io.equiveil.engine.LocalActs;
import io.equiveil.vault.RecoverySheet;
import io.equiveil.vault.RootKey;
import io.equiveil.vault.RootKeyCheck;
import io.equiveil.vault.RootKeyFile;
import io.equiveil.vault.SheetsInTests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The passphrase is lost; the operator types sheets of paper and chooses another one.
class RecoverTests {

    private static final String OLD = "the passphrase that is lost";
    private static final String NEW = "quite another passphrase";

    @TempDir
    Path folder;

    @Test
    void twoSheetsSetANewPassphraseAndFewerOrForeignOnesChangeNothing() throws Exception {
        Path file;
        RootKey key;
        try (DataFolder data = DataFolder.open(folder.resolve("d"), DataFolder.Use.WORK)) {
            file = data.keys().resolve("root.key");
            key = RootKeyFile.openOrCreate(file, OLD.toCharArray());
            RootKeyCheck.leave(file, key);
        }
        Files.createFile(
                folder.resolve("new"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(folder.resolve("new"), NEW + "\n");
        List<RecoverySheet> set = SheetsInTests.make(key, 2, 3);
        RootKey stranger = RootKeyFile.openOrCreate(folder.resolve("other.key"), OLD.toCharArray());
        byte[] before = Files.readAllBytes(file);

        assertThat(recover(0, "--rehearse", "--sheets", sheets(set.get(0), set.get(1))))
                .contains("演练成功", "nothing was changed");
        assertThat(recover(1, "--sheets", sheets(set.get(1)), "--passphrase-file", "new"))
                .contains("恢复纸不够：只读到 1 张");
        List<RecoverySheet> foreign = SheetsInTests.make(stranger, 2, 2);
        assertThat(recover(1, "--sheets", sheets(foreign.get(0), foreign.get(1)), "--passphrase-file", "new"))
                .contains("属于另一个数据文件夹");
        assertThat(recover(1, "--sheets", "nowhere.txt", "--passphrase-file", "new"))
                .contains("读不了恢复纸文件");
        Path open = Files.writeString(folder.resolve("open.txt"), "");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(recover(1, "--sheets", "open.txt", "--passphrase-file", "new"))
                .contains("别人也能读");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);

        assertThat(recover(0, "--sheets", sheets(set.get(2), set.get(0)), "--passphrase-file", "new"))
                .contains("已恢复", "校验码 " + set.get(2).checkCode());

        assertThat(RootKeyFile.openOrCreate(file, NEW.toCharArray()).derive("test", 32))
                .isEqualTo(key.derive("test", 32));
        assertThatThrownBy(() -> RootKeyFile.openOrCreate(file, OLD.toCharArray()))
                .isInstanceOf(RootKeyFile.WrongPassphrase.class);
        assertThat(LocalActs.waiting(folder.resolve("d")))
                .extracting(LocalActs.Act::kind)
                .containsExactly(LocalActs.Kind.RECOVERY_REHEARSED, LocalActs.Kind.RECOVERED);
    }

    @Test
    void whatIsTypedAtATerminalIsNotShownThere() throws Exception {
        RootKey key;
        try (DataFolder data = DataFolder.open(folder.resolve("d"), DataFolder.Use.WORK)) {
            Path file = data.keys().resolve("root.key");
            key = RootKeyFile.openOrCreate(file, OLD.toCharArray());
            RootKeyCheck.leave(file, key);
        }
        List<RecoverySheet> set = SheetsInTests.make(key, 2, 2);

        try (EquiVeilProcess process = EquiVeilProcess.atATerminal(folder, "recover", "--data", "d", "--rehearse")) {
            for (int sheet = 0; sheet < 2; sheet++) {
                process.awaitLine("第 " + (sheet + 1) + " 张恢复纸");
                process.awaitLine("Line 1: ");
                // The prompt stands there a moment before the terminal stops echoing.
                Thread.sleep(300);
                process.type(set.get(sheet).revealForQr());
                process.awaitLine("校验码 " + set.get(sheet).checkCode());
            }
            assertThat(process.exitCode()).as(process.said()).isZero();
            assertThat(process.said())
                    .contains("演练成功")
                    .doesNotContain(set.get(0).revealForQr(), set.get(1).revealForQr(), RecoverySheet.PREFIX);
        }
    }

    private String recover(int exitCode, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("recover", "--data", "d"));
        arguments.addAll(List.of(options));
        try (EquiVeilProcess process = EquiVeilProcess.run(folder, Map.of(), arguments.toArray(String[]::new))) {
            assertThat(process.exitCode()).as(process.said()).isEqualTo(exitCode);
            return process.said();
        }
    }

    private String sheets(RecoverySheet... sheets) throws Exception {
        List<String> lines = new ArrayList<>();
        for (RecoverySheet sheet : sheets) {
            lines.addAll(sheet.revealLines());
        }
        Path file = Files.createTempFile(folder, "sheets", ".txt");
        Files.write(file, lines);
        return file.getFileName().toString();
    }
}
