package io.equiveil;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The real main class in a process of its own, as an operator runs it.
final class EquiVeilProcess implements AutoCloseable {

    private static final Duration TO_BE_READY = Duration.ofSeconds(120);

    private final Process process;
    private final Path output;

    private EquiVeilProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// @param folder where to run it and keep its output
    static EquiVeilProcess run(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        return run(List.of(), folder, environment, arguments);
    }

    /// At a terminal of its own, where [#type] types; it echoes what is typed as long as nobody tells it not to.
    static EquiVeilProcess atATerminal(Path folder, String... arguments) throws IOException {
        String typed = Stream.concat(java().stream(), Arrays.stream(arguments))
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Path output = Files.createTempFile(folder, "output", ".txt");
        return new EquiVeilProcess(
                new ProcessBuilder("script", "-qec", typed, "/dev/null")
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
    }

    /// Types a line.
    void type(String line) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
    }

    /// @param prefix a program that runs it in other circumstances
    static EquiVeilProcess run(List<String> prefix, Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        List<String> command = new ArrayList<>(prefix);
        command.addAll(java());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("EQUIVEIL_"));
        builder.environment().putAll(environment);
        builder.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(output.toFile());
        return new EquiVeilProcess(builder.start(), output);
    }

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dequiveil.pg.binaries="
                        + Path.of("target", "run", "pg-binaries").toAbsolutePath(),
                "-cp",
                applicationClassPath(),
                "io.equiveil.EquiVeil");
    }

    static boolean canRun(List<String> prefix, String program) throws Exception {
        List<String> command = new ArrayList<>(prefix);
        command.add(program);
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    // Without the tests' own classes, which Spring would otherwise find.
    private static String applicationClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes"))
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    /// Waits until a line with this text was printed.
    EquiVeilProcess awaitLine(String text) throws Exception {
        long end = System.nanoTime() + TO_BE_READY.toNanos();
        while (!said().contains(text)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new AssertionError("never said “" + text + "” but:\n" + said());
            }
            Thread.sleep(50);
        }
        return this;
    }

    int exitCode() throws InterruptedException {
        return exitCode(TO_BE_READY);
    }

    int exitCode(Duration within) throws InterruptedException {
        if (!process.waitFor(within.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running");
        }
        return process.exitValue();
    }

    String said() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /// `kill -9`: no hook runs.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// SIGTERM, as `stop` and systemd send it.
    void terminate() throws InterruptedException {
        process.destroy();
        exitCode();
    }

    @Override
    public void close() throws Exception {
        if (process.isAlive()) {
            terminate();
        }
    }
}
