package io.equiveil.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.files.Sandbox.Bounds;
import io.equiveil.files.Sandbox.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a program of others can do where we run it: hardly anything.
class SandboxTests {

    private static final Bounds BOUNDS = new Bounds(Duration.ofSeconds(20), 1 << 20);

    private final Sandbox sandbox = new Sandbox(1);

    @BeforeEach
    void isThere() {
        assumeTrue(sandbox.isUsable(), "bubblewrap is not installed or not allowed");
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void givesBackWhatTheProgramMadeOfItsInput() {
        byte[] input = new byte[300_000];
        input[299_999] = 7;

        assertThat(sandbox.run("cat > in; cat in", Map.of(), input, BOUNDS))
                .isInstanceOfSatisfying(
                        Outcome.Made.class, made -> assertThat(made.output()).isEqualTo(input));
    }

    @Test
    void seesNoFileOfOursAndWritesIntoMemoryOnly(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "a canary");
        String script = "cat " + secret + "; ls " + secret.getParent() + "; ls /etc /home /root /var/lib; "
                + "for place in / /usr/bin /usr/share /etc /dev /var /proc; do touch $place/x && echo wrote $place; done; "
                + "head -c 100000 /dev/zero > /dev/shm/x; wc -c < /dev/shm/x; "
                + "touch /tmp/x && grep ' /tmp ' /proc/mounts; id -u; grep CapEff /proc/self/status; "
                + "ls /proc | grep -c '^[0-9]'; env";

        String said = said(script + " 2>/dev/null");

        assertThat(said)
                .doesNotContain("a canary", "wrote ", "passwd", System.getProperty("user.home"))
                .contains("tmpfs /tmp tmpfs", "65534", "CapEff:\t0000000000000000", "size=262144k");
        assertThat(said.lines().filter(line -> line.matches("\\d{3,}")).map(Integer::parseInt))
                .as("no room in shared memory, and no processes of ours in sight")
                .noneMatch(number -> number > 4096 && number != 65534);
        assertThat(Files.list(folder)).containsExactly(secret);
    }

    @Test
    void reachesNoNetworkNotEvenThisMachine() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String connect = "bash -c 'echo hello > /dev/tcp/127.0.0.1/" + server.getLocalPort() + "' && echo reached";

            assertThat(said(connect + "; cat /proc/net/dev | tail -n +3 | cut -d: -f1"))
                    .isEqualToIgnoringWhitespace("lo");
        }
    }

    @Test
    void doesNotGoOnForever() {
        long start = System.nanoTime();

        assertThat(sandbox.run("sleep 60", Map.of(), new byte[0], new Bounds(Duration.ofMillis(400), 10)))
                .isEqualTo(new Outcome.TooSlow());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(said("echo the place is free again")).contains("free again");
    }

    @Test
    void doesNotTalkForever() {
        assertThat(sandbox.run("yes", Map.of(), new byte[0], new Bounds(Duration.ofSeconds(20), 100_000)))
                .isEqualTo(new Outcome.TooLong());
    }

    @Test
    void takesNoMoreMemoryProcessesOrScratchThanItMay() {
        assertThat(said("head -c 400000000 /dev/zero > big 2>/dev/null; wc -c < big"))
                .satisfies(bytes -> assertThat(Long.parseLong(bytes.strip())).isLessThanOrEqualTo(200L << 20));
        assertThat(said("ulimit -v; bash -c 'ulimit -u'; ulimit -c; ulimit -t; cat /proc/self/oom_score_adj"))
                .isEqualToIgnoringWhitespace("2441406 100 0 20 1000");
    }

    @Test
    void aProgramThatFailsMadeNothing() {
        assertThat(sandbox.run("echo half; exit 3", Map.of(), new byte[0], BOUNDS))
                .isEqualTo(new Outcome.Failed(3));
        assertThat(sandbox.run("true", Map.of(), new byte[0], BOUNDS)).isEqualTo(new Outcome.Failed(0));
    }

    @Test
    void itsCheckTriesItFromInsideAndTurnsRedIfItIsNotTight() {
        assertThat(new SandboxCheck(sandbox).check()).isInstanceOf(ControlCheck.Outcome.Holds.class);

        for (String loose : List.of("wrote /etc\nlo\nmemory\n", "lo\neth0\nmemory\n", "lo\n")) {
            assertThat(SandboxCheck.judge(new Outcome.Made(loose.getBytes(StandardCharsets.UTF_8))))
                    .isInstanceOf(ControlCheck.Outcome.Fails.class);
        }
        assertThat(SandboxCheck.judge(new Outcome.Failed(1))).isInstanceOf(ControlCheck.Outcome.Unknown.class);
    }

    private String said(String script) {
        Outcome outcome = sandbox.run(script + "; true", Map.of(), new byte[0], BOUNDS);
        assertThat(outcome).isInstanceOf(Outcome.Made.class);
        return new String(((Outcome.Made) outcome).output(), StandardCharsets.UTF_8);
    }
}
