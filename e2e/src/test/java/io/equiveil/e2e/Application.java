package io.equiveil.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The packaged application, started the first time in an empty folder, as an operator does it: `start`, TLS, a
/// passphrase from a file.
final class Application implements AutoCloseable {

    private static final Path JAR = Path.of(System.getProperty("equiveil.jar", ""));
    private static final Duration TO_BE_READY = Duration.ofSeconds(300);
    private static final Pattern ONE_TIME_LINK = Pattern.compile("https://\\S+/start/\\S+");

    private final Process process;
    private final Path folder;
    private final String link;

    private Application(Process process, Path folder, String link) {
        this.process = process;
        this.folder = folder;
        this.link = link;
    }

    /// @param options of the JVM, besides the usual ones
    static Application start(Path folder, String... options) throws Exception {
        Path passphrase = folder.resolve("passphrase");
        Files.writeString(passphrase, "a passphrase for the journeys only\n");
        passphrase.toFile().setReadable(false, false);
        passphrase.toFile().setReadable(true, true);
        Path said = folder.resolve("said.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:+UseSerialGC",
                "-Dstdout.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", JAR.toString(), "start", "--port", "0"));
        command.addAll(List.of("--data", folder.resolve("data").toString()));
        command.addAll(List.of("--passphrase-file", passphrase.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new java.io.File("/dev/null"))
                .redirectOutput(said.toFile())
                .start();
        // Also when the tests themselves are stopped.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new Application(process, folder, awaitLink(process, said));
    }

    private static String awaitLink(Process process, Path said) throws Exception {
        long end = System.nanoTime() + TO_BE_READY.toNanos();
        while (true) {
            String text = Files.readString(said, StandardCharsets.UTF_8);
            Matcher link = ONE_TIME_LINK.matcher(text);
            if (link.find() && text.indexOf('\n', link.end()) >= 0) {
                return link.group();
            }
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroy();
                throw new AssertionError("no one-time link was printed:\n" + text);
            }
            Thread.sleep(50);
        }
    }

    /// The one-time link of the first start.
    String oneTimeLink() {
        return link;
    }

    /// Where the pages are, without a trailing slash.
    String address() {
        URI uri = URI.create(link);
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    /// The certificate that the terminal asks the operator to import.
    Path authority() {
        return folder.resolve("data/keys/tls-authority.crt");
    }

    /// What the application has written to its log so far.
    String log() throws IOException {
        return Files.readString(folder.resolve("data/logs/equiveil.log"), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
