package io.equiveil.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// Runs programs of others on files that nobody vouches for: in a world of their own (`bwrap`, Debian's `bubblewrap`)
/// that has no network, no capabilities and no other processes, sees the machine's programs and fonts read-only and
/// nothing else of its disks, and can write into one folder only, which is memory and is gone with the process.
///
/// The file goes in on standard input and what became of it comes out on standard output, so neither ever has a name
/// outside. Bounds: address space, processor time, processes, written bytes, wall-clock time, bytes of the answer; when
/// the machine runs out of memory, this process is the first to go.
///
/// Does not protect against faults of the kernel, and filters no system calls. Memory can be swapped out by the
/// machine, as can our own; the operator's guide says so.
final class Sandbox implements AutoCloseable {

    private static final Path BWRAP = Path.of("/usr/bin/bwrap");
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    private static final long ADDRESS_SPACE = 2_500_000_000L;
    private static final long SCRATCH = 256L << 20;
    private static final long LONGEST_WRITTEN = 200L << 20;

    private static final Duration ASKED_EVERY = Duration.ofMinutes(1);

    // What a shell says of a program that the kernel ended: 128 + SIGKILL, 128 + SIGXCPU.
    private static final int KILLED = 137;
    private static final int OUT_OF_TIME = 152;

    // Threads of the platform that live as long as the application: the kernel ends the program together with the
    // thread that started it (--die-with-parent), and virtual threads are carried by threads that come and go.
    private final ExecutorService keepers;
    private final ExecutorService keeperOfTries;

    private volatile long askedAt;
    private volatile boolean usable;

    /// @param atOnce how many programs may run at the same time; further ones wait
    Sandbox(int atOnce) {
        this.keepers = pool(atOnce);
        this.keeperOfTries = pool(1);
    }

    private static ExecutorService pool(int threads) {
        return Executors.newFixedThreadPool(
                threads, task -> Thread.ofPlatform().daemon().name("sandbox").unstarted(task));
    }

    /// What came of it.
    sealed interface Outcome {

        /// It ended well, and said this.
        record Made(byte[] output) implements Outcome {}

        /// It did not end in time, or needed more processor time or memory than there is.
        record TooSlow() implements Outcome {}

        /// It said more than allowed.
        record TooLong() implements Outcome {}

        /// It ended badly, or could not be started.
        ///
        /// @param status exit status; -1 if it did not start
        record Failed(int status) implements Outcome {}
    }

    /// What one run may use.
    ///
    /// @param time   by the clock on the wall; processor time is bounded by the same number of seconds
    /// @param answer bytes of the answer
    record Bounds(Duration time, long answer) {}

    /// Whether it can be made on this machine: its programs are installed and the kernel lets them. Asked of the kernel
    /// once in [#ASKED_EVERY].
    boolean isUsable() {
        if (!Files.isExecutable(BWRAP) || !Files.isExecutable(PRLIMIT)) {
            return false;
        }
        long now = System.nanoTime();
        if (askedAt == 0 || now - askedAt > ASKED_EVERY.toNanos()) {
            usable = attempt("echo made") instanceof Outcome.Made;
            askedAt = now;
        }
        return usable;
    }

    /// Runs a script of the shell.
    ///
    /// @param script    constant text of ours; nothing that somebody typed or sent is ever part of it
    /// @param variables what the script finds in its environment; not confidential
    /// @param input     what it finds on standard input
    Outcome run(String script, Map<String, String> variables, byte[] input, Bounds bounds) {
        return run(keepers, script, variables, input, bounds);
    }

    /// Runs a short script beside all others, to see how things stand.
    Outcome attempt(String script) {
        return run(keeperOfTries, script, Map.of(), new byte[0], new Bounds(Duration.ofSeconds(10), 10_000));
    }

    private static Outcome run(
            ExecutorService keepers, String script, Map<String, String> variables, byte[] input, Bounds bounds) {
        List<String> command = command(script, variables, bounds);
        Future<Outcome> run = keepers.submit((Callable<Outcome>) () -> run(command, input, bounds));
        try {
            return run.get();
        } catch (InterruptedException e) {
            run.cancel(true);
            Thread.currentThread().interrupt();
            return new Outcome.Failed(-1);
        } catch (ExecutionException e) {
            return new Outcome.Failed(-1);
        }
    }

    private static Outcome run(List<String> command, byte[] input, Bounds bounds) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        Process process = builder.start();
        try {
            Thread.ofVirtual().start(() -> feed(process, input));
            FutureTask<Optional<byte[]>> answer = new FutureTask<>(() -> answer(process, bounds.answer()));
            Thread.ofVirtual().start(answer);
            if (!process.waitFor(bounds.time().toMillis(), TimeUnit.MILLISECONDS)) {
                return new Outcome.TooSlow();
            }
            Optional<byte[]> said = answer.get();
            if (said.isEmpty()) {
                return new Outcome.TooLong();
            }
            int status = process.exitValue();
            if (status == KILLED || status == OUT_OF_TIME) {
                return new Outcome.TooSlow();
            }
            return status == 0 && said.get().length > 0 ? new Outcome.Made(said.get()) : new Outcome.Failed(status);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed(-1);
        } catch (ExecutionException e) {
            return new Outcome.Failed(-1);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input);
        } catch (IOException e) {
            // It did not want to read everything; its exit status says what that means.
        }
    }

    /// The answer; empty if it is longer than allowed, and then the program is ended.
    private static Optional<byte[]> answer(Process process, long most) {
        try (InputStream stream = process.getInputStream()) {
            byte[] answer = stream.readNBytes((int) Math.min(Integer.MAX_VALUE - 16, most + 1));
            if (answer.length > most) {
                Arrays.fill(answer, (byte) 0);
                process.destroyForcibly();
                return Optional.empty();
            }
            return Optional.of(answer);
        } catch (IOException e) {
            return Optional.of(new byte[0]);
        }
    }

    private static List<String> command(String script, Map<String, String> variables, Bounds bounds) {
        List<String> command = new ArrayList<>(List.of(BWRAP.toString()));
        command.addAll(List.of("--unshare-all", "--unshare-user", "--disable-userns", "--cap-drop", "ALL"));
        command.addAll(List.of("--die-with-parent", "--new-session", "--clearenv"));
        command.addAll(List.of("--uid", "65534", "--gid", "65534", "--hostname", "work"));
        for (String part : List.of("/usr/bin", "/usr/lib", "/usr/lib64", "/usr/share")) {
            command.addAll(List.of("--ro-bind-try", part, part));
        }
        for (String part : List.of("/etc/fonts", "/etc/libreoffice", "/var/cache/fontconfig", "/etc/ld.so.cache")) {
            command.addAll(List.of("--ro-bind-try", part, part));
        }
        command.addAll(List.of("--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib"));
        command.addAll(List.of("--symlink", "usr/lib64", "/lib64", "--proc", "/proc", "--dev", "/dev"));
        command.addAll(List.of("--size", "4096", "--tmpfs", "/dev/shm"));
        command.addAll(List.of("--size", Long.toString(SCRATCH), "--tmpfs", "/tmp"));
        command.addAll(List.of("--remount-ro", "/", "--remount-ro", "/dev", "--chdir", "/tmp"));
        command.addAll(List.of("--setenv", "HOME", "/tmp", "--setenv", "PATH", "/usr/bin"));
        command.addAll(List.of("--setenv", "LC_ALL", "zh_CN.UTF-8", "--setenv", "FC_LANG", "zh-cn"));
        variables.forEach((name, value) -> command.addAll(List.of("--setenv", name, value)));
        command.add(PRLIMIT.toString());
        command.add("--as=" + ADDRESS_SPACE);
        command.add("--cpu=" + Math.max(1, bounds.time().toSeconds()));
        command.add("--fsize=" + LONGEST_WRITTEN);
        command.addAll(List.of("--nproc=100", "--core=0", "/bin/sh", "-c"));
        command.add("echo 1000 > /proc/self/oom_score_adj; " + script);
        return command;
    }

    @Override
    public void close() {
        keepers.shutdownNow();
        keeperOfTries.shutdownNow();
    }
}
