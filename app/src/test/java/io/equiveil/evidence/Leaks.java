package io.equiveil.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// The scanner of the example transfer, for the tests of other rooms.
public final class Leaks {

    private Leaks() {}

    /// Where one of the values stands in a file that was written since, and in which form; never the value.
    public static List<String> of(List<String> values, Path folder, Instant since) {
        if (values.isEmpty()) {
            return List.of();
        }
        try {
            return new LeakScanner(values)
                    .search(folder, since, _ -> false).leaks().stream()
                            .map(leak -> leak.file() + " " + leak.form() + " #" + leak.value())
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
