package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/// The plan of the house, held against the code.
class HouseTests {

    private static final ApplicationModules ROOMS = ApplicationModules.of("io.equiveil");

    @Test
    void everyRoomImportsOnlyWhatItsListAllows() {
        ROOMS.verify();
    }

    @Test
    void everyRoomDeclaresItsList() throws IOException {
        Path root = Path.of("src/main/java/io/equiveil");
        List<Path> rooms;
        try (var folders = Files.list(root)) {
            rooms = folders.filter(Files::isDirectory).toList();
        }
        assertThat(rooms).hasSize(47);
        for (Path room : rooms) {
            assertThat(room.resolve("package-info.java"))
                    .content()
                    .as("%s says what it may import", room.getFileName())
                    .containsPattern("@ApplicationModule\\(\\s*allowedDependencies")
                    .contains("@NullMarked");
        }
    }
}
