package io.equiveil.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The file `line/doors.txt`: every form and every call that changes something, and which test goes through it.
///
/// @param doors per door, such as `POST /clients`, `walked` or the test that goes through it instead
record DoorList(Map<String, String> doors) {

    private static final String WALKED = "walked";

    static DoorList read() {
        Map<String, String> doors = new TreeMap<>();
        try (InputStream text =
                Objects.requireNonNull(DoorList.class.getResourceAsStream("/line/doors.txt"), "line/doors.txt")) {
            new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        String[] parts = line.split("\\s+\\|\\s+", 2);
                        if (parts.length < 2 || doors.put(parts[0], parts[1].strip()) != null) {
                            throw new IllegalStateException("line/doors.txt: not one door with its test: " + line);
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DoorList(doors);
    }

    /// Doors through which [EveryDoorTests] goes.
    Set<String> walked() {
        Set<String> walked = new TreeSet<>(doors.keySet());
        walked.removeIf(door -> !doors.get(door).equals(WALKED));
        return walked;
    }
}
