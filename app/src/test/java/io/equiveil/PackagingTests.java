package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes into a release besides the program: the unit, the launcher, the guides.
class PackagingTests {

    private static final Path PACKAGING = Path.of("../packaging");

    @TempDir
    Path folder;

    @Test
    void theUnitSaysWhatAnUnattendedRestartNeeds() throws Exception {
        List<String> unit = Files.readAllLines(PACKAGING.resolve("equiveil.service"));

        assertThat(unit)
                .contains(
                        "LoadCredentialEncrypted=equiveil-passphrase:/etc/credstore.encrypted/equiveil-passphrase",
                        "KillMode=mixed",
                        "SuccessExitStatus=143",
                        "Restart=on-failure",
                        "LimitCORE=0",
                        "NoNewPrivileges=yes",
                        "ProtectSystem=strict",
                        "ReadWritePaths=/srv/equiveil /srv/equiveil-backup",
                        "WantedBy=multi-user.target");
        assertThat(unit)
                .as("every line is a section, a comment, or a setting of the form Name=value")
                .allMatch(line -> line.isBlank() || line.matches("#.*|\\[[A-Z][a-z]+]|[A-Z][A-Za-z]+=.*"));
        String start = unit.stream()
                .filter(line -> line.startsWith("ExecStart="))
                .findFirst()
                .orElseThrow();
        assertThat(Options.parse(
                                List.of(start.replaceFirst("^ExecStart=\\S+ ", "")
                                        .replace(" $EQUIVEIL_OPTIONS", "")
                                        .split(" ")),
                                folder)
                        .command())
                .isEqualTo(Options.Command.START);
    }

    @Test
    void systemdUnderstandsTheUnit() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(EquiVeilProcess.canRun(List.of("systemd-analyze"), "--version"));
        Path unit = folder.resolve("equiveil.service");
        Files.writeString(
                unit,
                Files.readString(PACKAGING.resolve("equiveil.service"))
                        .replace("/opt/equiveil/current/equiveil", "/bin/true"));

        Process verify = new ProcessBuilder("systemd-analyze", "verify", unit.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(verify.getInputStream().readAllBytes());

        assertThat(verify.waitFor()).as(said).isZero();
        assertThat(said).doesNotContain("equiveil.service");
    }

    @Test
    void theLaunchersAreSoundForAnyShellAndKnowTheSameCommands() throws Exception {
        for (Path launcher : List.of(PACKAGING.resolve("equiveil"), Path.of("../equiveil"))) {
            Process check = new ProcessBuilder("sh", "-n", launcher.toString()).start();
            assertThat(check.waitFor()).as(launcher.toString()).isZero();
            String text = Files.readString(launcher);
            for (Options.Command command : Options.Command.values()) {
                assertThat(text).as("%s knows %s", launcher, command.word()).contains(command.word());
            }
            assertThat(Files.isExecutable(launcher)).isTrue();
        }
    }

    @Test
    void bothGuidesSayTheSameInChineseAndInEnglish() throws Exception {
        for (String guide : List.of("running-cloud-server.md", "running-office-machine.md")) {
            String text = Files.readString(Path.of("../docs/guide").resolve(guide));
            int english = text.indexOf("## In English");
            assertThat(english).as(guide).isPositive();
            for (String part : List.of("restore", "upgrade", "doctor", "TPM")) {
                assertThat(text.substring(0, english)).as("%s, Chinese", guide).contains(part);
                assertThat(text.substring(english)).as("%s, English", guide).contains(part);
            }
            assertThat(text.lines().count()).as("one page: %s", guide).isLessThan(100);
        }
    }
}
