package io.equiveil.evidence;

import io.equiveil.engine.DataFolder;
import io.equiveil.engine.StartRefused;
import io.equiveil.ledger.LedgerSettings;
import io.equiveil.ledger.LedgerWitnesses;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The demo's witness: the strangers' program in a second process, with a folder of its own beside the data folder and
/// a key of its own. It cosigns what the ledger publishes.
///
/// It hangs on our end of its standard input, so that it ends with us, even after `kill -9`. A real firm's witness runs
/// on somebody else's machine and is named in the settings.
@Component
class WitnessProcess implements AutoCloseable {

    private static final String NAME = "equiveil.local/witness";
    private static final int SECONDS_TO_END = 10;

    private final LedgerWitnesses witnesses;
    private @Nullable Process process;

    WitnessProcess(LedgerWitnesses witnesses) {
        this.witnesses = witnesses;
    }

    /// A witness that runs.
    ///
    /// @param key its verifier key, one line
    record Running(Path folder, String key) {}

    static Path folderFor(Path dataFolder) {
        return dataFolder.resolveSibling(dataFolder.getFileName() + ".witness");
    }

    /// Starts it and has the ledger ask it.
    ///
    /// @param ledgerKey whose checkpoints it cosigns
    /// @param afresh whether the ledger has only just begun, so that what a witness remembers is of another one
    Running start(VerifierProgram program, Path dataFolder, String ledgerKey, boolean afresh) {
        Path folder = folderFor(dataFolder);
        try {
            if (afresh) {
                DataFolder.deleteTree(folder);
            }
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Process started = new ProcessBuilder(program.command(
                            "witness",
                            "--dir",
                            folder.toString(),
                            "--log",
                            ledgerKey,
                            "--port",
                            "0",
                            "--make-key",
                            NAME,
                            "--until-input-ends"))
                    .redirectError(folder.resolve("log").toFile())
                    .start();
            process = started;
            String[] ready = ready(started.inputReader())
                    .orElseThrow(() -> new StartRefused(
                            "见证进程没有启动，原因见 " + folder.resolve("log") + "。",
                            "The witness did not start; see " + folder.resolve("log") + "."))
                    .split(" ");
            witnesses.add(new LedgerSettings.Witness(URI.create(ready[2]), ready[3]));
            return new Running(folder, ready[3]);
        } catch (IOException failed) {
            throw new StartRefused("见证进程无法启动（" + folder + "）。", "The witness cannot start (" + folder + ").", failed);
        }
    }

    /// `witness ready <address> <key>`
    private static Optional<String> ready(BufferedReader said) throws IOException {
        return Optional.ofNullable(said.readLine()).filter(line -> line.matches("witness ready \\S+ \\S+"));
    }

    /// Ends it with the application.
    @Override
    public void close() {
        Process running = process;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
