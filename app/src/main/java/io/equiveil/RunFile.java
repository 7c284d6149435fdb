package io.equiveil;

import io.equiveil.engine.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a running installation says about itself in its data folder, for `stop`, `backup` and `doctor`.
///
/// @param pid the process
/// @param startedAt when that process began: a number alone may belong to another one after a restart of the machine
/// @param url where its pages are
record RunFile(long pid, Instant startedAt, String url) {

    static void write(DataFolder folder, String url) throws IOException {
        ProcessHandle self = ProcessHandle.current();
        Instant startedAt = self.info().startInstant().orElse(Instant.EPOCH);
        Files.writeString(
                DataFolder.holderIn(folder.root()),
                "pid=" + self.pid() + "\nstartedAt=" + startedAt + "\nurl=" + url + "\n");
    }

    static void delete(DataFolder folder) throws IOException {
        Files.deleteIfExists(DataFolder.holderIn(folder.root()));
    }

    static Optional<RunFile> read(Path data) throws IOException {
        Path file = DataFolder.holderIn(data);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Map<String, String> fields = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                fields.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        @Nullable String pid = fields.get("pid");
        @Nullable String startedAt = fields.get("startedAt");
        @Nullable String url = fields.get("url");
        if (pid == null || startedAt == null || url == null || !pid.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new RunFile(Long.parseLong(pid), Instant.parse(startedAt), url));
    }

    /// The process that runs in a data folder, if one does.
    ///
    /// @throws io.equiveil.engine.StartRefused if this user may not look into the folder
    static Optional<ProcessHandle> running(Path data) throws IOException {
        boolean held = DataFolder.isHeld(data);
        return read(data).flatMap(file -> file.process(held));
    }

    /// The process itself, if it still runs.
    ///
    /// On Linux the moment when a process began is reckoned back from the clock as it is now, so that it moves when
    /// the clock is set. Where the folder is held, what lies in it was written by who holds it: then it is enough
    /// that the process runs Java.
    ///
    /// @param held whether some process holds the folder in which this was said
    Optional<ProcessHandle> process(boolean held) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> hasBegunAsSaid(process.info()) || held && isJava(process.info()));
    }

    private boolean hasBegunAsSaid(ProcessHandle.Info process) {
        return process.startInstant().orElse(Instant.EPOCH).equals(startedAt);
    }

    private static boolean isJava(ProcessHandle.Info process) {
        return process.command()
                .filter(command -> Path.of(command).getFileName().toString().startsWith("java"))
                .isPresent();
    }
}
