package io.equiveil.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The page `docs/spec/cleartext.md` held against the migrated database, in both directions.
class CleartextWallTests {

    private final House.Database database = House.database();

    @Test
    void everyColumnIsSealedABlindIndexOrListedWithItsReason() throws IOException {
        assertThat(page().compareWith(database.ownerJdbc()).undeclared())
                .as("columns to be listed in docs/spec/cleartext.md, or sealed")
                .isEmpty();
    }

    @Test
    void everyListedColumnExists() throws IOException {
        assertThat(page().compareWith(database.ownerJdbc()).missing())
                .as("lines of docs/spec/cleartext.md about columns that do not exist")
                .isEmpty();
    }

    @Test
    void aColumnThatNobodyListedIsFound() throws IOException {
        database.ownerJdbc()
                .sql("create table vault.stray (id_number text, x_sealed text, y_sealed bytea)")
                .update();
        try {
            assertThat(page().compareWith(database.jdbc()).undeclared())
                    .contains("vault.stray.id_number", "vault.stray.x_sealed")
                    .doesNotContain("vault.stray.y_sealed");
        } finally {
            database.ownerJdbc().sql("drop table vault.stray").update();
        }
    }

    @Test
    void aListedColumnThatDoesNotExistIsFound() {
        CleartextList list = CleartextList.parse("""
                ## vault
                | `internal.name` | why | what |
                | `internal.nothing` | why | what |
                """);

        assertThat(list.compareWith(database.jdbc()).missing()).containsExactly("vault.internal.nothing");
    }

    @Test
    void aLineWithoutAReasonDoesNotCount() {
        CleartextList list = CleartextList.parse("""
                ## vault
                | `internal.name` |  | what |
                """);

        assertThat(list.compareWith(database.jdbc()).undeclared()).contains("vault.internal.name");
    }

    private static CleartextList page() throws IOException {
        return CleartextList.parse(Files.readString(Path.of("../docs/spec/cleartext.md")));
    }
}
