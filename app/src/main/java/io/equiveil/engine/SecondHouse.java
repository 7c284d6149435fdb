package io.equiveil.engine;

import io.equiveil.kernel.PracticeHouse;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The practice house as the firm's own sees it: a process of its own with a folder of its own, told over its standard
/// input, heard over its standard output.
///
/// Nothing of ours goes along: no key, no setting, no variable of the environment that names the installation. It hangs
/// on our end of its standard input, so that it ends with us, even after `kill -9`.
public final class SecondHouse implements AutoCloseable {

    /// What the child says when its pages are open; the port follows.
    public static final String READY = "practice ready ";

    /// Said to it: who may sign in, and with what, at this moment. The answer is one line that begins the same way.
    public static final String SIGN_INS = "sign-ins";

    private static final Set<String> KEPT = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ");
    private static final int SECONDS_TO_STOP = 40;
    private static final int SECONDS_TO_ANSWER = 10;

    private final Process process;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final AtomicInteger steps = new AtomicInteger();
    private volatile Optional<Integer> port = Optional.empty();

    private SecondHouse(Process process) {
        this.process = process;
    }

    /// Starts it; returns at once.
    ///
    /// @param folder   that does not exist yet
    /// @param shown    where browsers will find it
    /// @param binaries unpacked database programs to use, if there are some
    public static SecondHouse start(Path folder, PublicAddress shown, Optional<Path> binaries) throws IOException {
        List<String> command = new ArrayList<>(ThisProgram.command(
                "practice",
                "--data",
                folder.toString(),
                "--host",
                shown.host(),
                "--port",
                Integer.toString(shown.scheme().equals("https") ? shown.port() : 0)));
        List<String> java = new ArrayList<>(List.of(
                "-Xmx448m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:-UsePerfData",
                "-Dfile.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED",
                "-D" + PracticeHouse.PROPERTY + "=true"));
        binaries.ifPresent(path -> java.add("-D" + EmbeddedServer.BINARIES_PROPERTY + "=" + path));
        command.addAll(1, java);
        Path around = around(folder);
        Files.createDirectories(around);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(around.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(KEPT);
        SecondHouse house = new SecondHouse(builder.start());
        Thread.ofPlatform().daemon().name("practice-house").start(house::listen);
        return house;
    }

    private void listen() {
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                hear(line);
            }
        } catch (IOException ended) {
            // It is heard no more: that it ended is asked of the process.
        }
    }

    private void hear(String line) {
        if (line.startsWith(READY)) {
            port = Optional.of(Integer.parseInt(line.substring(READY.length())));
        } else if (line.startsWith(SIGN_INS)) {
            answers.add(line.substring(SIGN_INS.length()).strip());
        } else if (line.startsWith("  \u2713")) {
            steps.incrementAndGet();
        }
    }

    /// How many steps of the example were played.
    public int steps() {
        return steps.get();
    }

    /// Where on the loopback address its pages are, once they are open.
    public Optional<Integer> port() {
        return port;
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /// Who may sign in, as the child writes it (JSON); empty if it does not answer.
    public synchronized Optional<String> signIns() {
        try {
            answers.clear();
            process.getOutputStream().write((SIGN_INS + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            return Optional.ofNullable(answers.poll(SECONDS_TO_ANSWER, TimeUnit.SECONDS));
        } catch (IOException ended) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// Ends it, whatever it does.
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException ended) {
            // It has gone already.
        }
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// The folder that holds it and its witness, and nothing else.
    private static Path around(Path folder) {
        return Objects.requireNonNull(folder.getParent());
    }

    /// Destroys what a practice house kept: the keys first, so that the rest says nothing from then on, then all else.
    /// A database that outlived it is stopped before.
    ///
    /// @param folder as it was started with
    public static void destroy(Path folder) throws IOException {
        EmbeddedServer.stopIn(folder.resolve("pg"));
        DataFolder.deleteTree(folder.resolve("keys"));
        DataFolder.deleteTree(around(folder));
    }
}
