package io.equiveil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a running installation says about itself in its data folder, for `stop` and `doctor`.
///
/// @param pid the process
/// @param startedAt when that process began: a number alone may belong to another one after a restart of the machine
/// @param url where its pages are
record RunFile(long pid, Instant startedAt, String url) {

    private static final String NAME = "process";

    static void write(Path run, String url) throws IOException {
        ProcessHandle self = ProcessHandle.current();
        Instant startedAt = self.info().startInstant().orElse(Instant.EPOCH);
        Files.writeString(run.resolve(NAME), "pid=" + self.pid() + "\nstartedAt=" + startedAt + "\nurl=" + url + "\n");
    }

    static void delete(Path run) throws IOException {
        Files.deleteIfExists(run.resolve(NAME));
    }

    static Optional<RunFile> read(Path run) throws IOException {
        Path file = run.resolve(NAME);
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

    /// The process itself, if it still runs.
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        process.info().startInstant().orElse(Instant.EPOCH).equals(startedAt));
    }
}
