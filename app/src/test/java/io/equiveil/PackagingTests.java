package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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

    // Seen by hand: with /proc/sys or /proc/kmsg mounted over, bubblewrap cannot mount a /proc of its own.
    @Test
    void theUnitLetsTheSandboxOfTheConvertersWork() throws Exception {
        List<String> unit = Files.readAllLines(PACKAGING.resolve("equiveil.service"));
        assertThat(unit)
                .contains("RestrictNamespaces=user mnt pid net ipc uts cgroup")
                .noneMatch(line -> line.matches("Protect(KernelTunables|KernelLogs|Hostname|Proc)=.*|PrivateUsers=.*"));
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
                if (command.isOfLaunchers()) {
                    assertThat(text).as("%s knows %s", launcher, command.word()).contains(command.word());
                }
            }
            assertThat(Files.isExecutable(launcher)).isTrue();
        }
    }

    @Test
    void aRunInWhichATestWasSkippedHasNotPassed() throws Exception {
        Path launcher = Files.copy(Path.of("../equiveil"), folder.resolve("equiveil"));
        Path tools = Files.createDirectory(folder.resolve("tools"));
        Path reports = Files.createDirectories(folder.resolve("app/target/surefire-reports"));
        Files.writeString(reports.resolve("TEST-Older.xml"), "<testsuite name=\"Older\" skipped=\"3\">\n");
        Files.setLastModifiedTime(
                reports.resolve("TEST-Older.xml"), FileTime.from(Instant.now().minusSeconds(60)));
        tool(tools, "apt-get", "exit 0");
        String report =
                "sleep 0.1; printf '<testsuite version=\"1\" name=\"%s\" tests=\"2\" errors=\"0\" skipped=\"%s\" failures=\"0\">\\n'";

        tool(tools, "mvn", report + " A 0 >" + reports + "/TEST-A.xml");
        assertThat(test(launcher, tools)).startsWith("0");
        tool(tools, "mvn", report + " B 1 >" + reports + "/TEST-io.B.xml");
        assertThat(test(launcher, tools))
                .startsWith("0")
                .contains("这台机器缺少条件，跳过了：io.B", "This machine cannot run these, so they have shown nothing: io.B");
        assertThat(test(launcher, tools, "EQUIVEIL_SKIP_NOTHING"))
                .startsWith("1")
                .contains("有测试被跳过，本次不算通过：io.B。", "Tests were skipped, so this run has not passed: io.B.");
        tool(tools, "mvn", "exit 7");
        assertThat(test(launcher, tools)).as("a red run stays red").startsWith("7");
    }

    private static void tool(Path folder, String name, String does) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + does + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /// The exit code and what was said.
    private String test(Path launcher, Path tools, String... switchedOn) throws Exception {
        ProcessBuilder run = new ProcessBuilder("sh", launcher.toString(), "test").redirectErrorStream(true);
        run.environment().remove("EQUIVEIL_SKIP_NOTHING");
        List.of(switchedOn).forEach(name -> run.environment().put(name, "1"));
        run.environment().put("PATH", tools + ":" + System.getenv("PATH"));
        run.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = run.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + said;
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
