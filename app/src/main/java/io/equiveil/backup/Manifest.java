package io.equiveil.backup;

import io.equiveil.proofs.MalformedException;
import io.equiveil.proofs.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// What stands first in every file of a generation: lines of a name, a space and a value.
///
/// @param moment when the snapshot was taken
/// @param use what the data folder was for, `WORK` or `DEMO`
/// @param program version of the program that wrote it
/// @param log name and key of the log
record Manifest(Instant moment, String use, String program, VerifierKey log) {

    byte[] render() {
        return ("moment " + moment + "\nuse " + use + "\nprogram " + program + "\nlog " + log.render() + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    static Manifest parse(byte[] bytes) throws IOException {
        Map<String, String> lines = new HashMap<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
            int space = line.indexOf(' ');
            if (space > 0) {
                lines.put(line.substring(0, space), line.substring(space + 1));
            }
        }
        try {
            return new Manifest(
                    Instant.parse(value(lines, "moment")),
                    value(lines, "use"),
                    value(lines, "program"),
                    VerifierKey.parse(value(lines, "log")));
        } catch (MalformedException | java.time.DateTimeException e) {
            throw new BackupFault.Found(BackupFault.DAMAGED, e);
        }
    }

    private static String value(Map<String, String> lines, String name) throws IOException {
        if (!lines.containsKey(name)) {
            throw new BackupFault.Found(BackupFault.DAMAGED);
        }
        return Objects.requireNonNull(lines.get(name));
    }
}
