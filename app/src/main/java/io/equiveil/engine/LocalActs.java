package io.equiveil.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/// What was done on the machine itself while no log could take it: noted in the data folder, recorded at the next
/// start.
///
/// Whoever may write the data folder may write here as well: the entries say that somebody on the machine did it, not
/// who.
public final class LocalActs {

    private static final String FILE = "local-acts";
    private static final int MOST = 1_000;

    /// What was done. Each has one figure.
    public enum Kind {
        /// Restored from a backup; how many entries the log has.
        RESTORED,
        /// As above, and the log went on under a new name, for it did not reach the highest known checkpoint.
        RESTORED_UNDER_NEW_ORIGIN,
        /// The doctor looked; how many findings were bad.
        EXAMINED,
        /// Brought up to date by a newer program; how many schemas changed.
        UPGRADED,
        /// An upgrade failed and the state before was put back.
        UPGRADE_UNDONE,
        /// The root key was made of sheets of paper and sealed under a new passphrase; how many sheets.
        RECOVERED,
        /// That was only tried; how many sheets.
        RECOVERY_REHEARSED
    }

    /// One act.
    public record Act(Instant at, Kind kind, long figure) {}

    private LocalActs() {}

    /// Notes an act.
    public static void note(Path dataFolder, Act act) throws IOException {
        Files.writeString(
                dataFolder.resolve(FILE),
                act.at() + " " + act.kind() + " " + act.figure() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND,
                StandardOpenOption.SYNC);
    }

    /// What waits to be recorded, oldest first. Lines that nobody can read are passed over.
    public static List<Act> waiting(Path dataFolder) throws IOException {
        Path file = dataFolder.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Act> acts = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ");
            try {
                if (words.length == 3 && acts.size() < MOST) {
                    acts.add(new Act(Instant.parse(words[0]), Kind.valueOf(words[1]), Long.parseLong(words[2])));
                }
            } catch (DateTimeParseException | IllegalArgumentException e) {
                // Not ours.
            }
        }
        return acts;
    }

    /// They are recorded.
    public static void clear(Path dataFolder) throws IOException {
        Files.deleteIfExists(dataFolder.resolve(FILE));
    }
}
