package io.equiveil.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// How `./equiveil backup` asks a house that is running: a file in the data folder, which only its owner can write. So
/// it needs no passphrase, and gets nothing but a backup.
public final class LocalDoor {

    private static final String REQUEST = "backup-request";
    private static final String ANSWER = "backup-answer";

    private final Path run;

    /// @param run the data folder's `run`
    public LocalDoor(Path run) {
        this.run = run;
    }

    /// Where a backup stands.
    ///
    /// @param state how it goes or went
    /// @param percent 0 to 100
    /// @param detail the generation when it is done, the fault when it failed
    public record Answer(Run.State state, int percent, String detail) {}

    /// Asks for a backup.
    public void ask() throws IOException {
        Files.deleteIfExists(run.resolve(ANSWER));
        Files.writeString(run.resolve(REQUEST), "backup\n");
    }

    /// What the house says; empty as long as it has not heard.
    public Optional<Answer> answer() throws IOException {
        Path file = run.resolve(ANSWER);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] words = Files.readString(file).strip().split(" ");
        return words.length == 3
                ? Optional.of(new Answer(Run.State.valueOf(words[0]), Integer.parseInt(words[1]), words[2]))
                : Optional.empty();
    }

    /// Takes the answer away when it was read.
    public void clear() throws IOException {
        Files.deleteIfExists(run.resolve(REQUEST));
        Files.deleteIfExists(run.resolve(ANSWER));
    }

    boolean isAsked() {
        return Files.exists(run.resolve(REQUEST));
    }

    void heard() throws IOException {
        Files.deleteIfExists(run.resolve(REQUEST));
    }

    void say(Run run) throws IOException {
        String detail = switch (run.state()) {
            case RUNNING -> run.stage().name();
            case DONE -> run.generation().map(BackupFolder::text).orElse("-");
            case FAILED -> run.fault().map(BackupFault::name).orElse("-");
        };
        Path half = this.run.resolve(ANSWER + ".part");
        Files.writeString(half, run.state() + " " + run.percent() + " " + detail + "\n");
        Files.move(half, this.run.resolve(ANSWER), StandardCopyOption.ATOMIC_MOVE);
    }
}
