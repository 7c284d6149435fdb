package io.equiveil.tables;

import io.equiveil.files.FileRefusal;
import io.equiveil.files.Workbooks;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A workbook (`xlsx`) or a CSV file that was looked at: its sheets, and the rows of each, one after
/// the other.
///
/// Everything is read as text, as a person would read it from the screen. Formulas count with what they
/// came to when the file was saved; nothing is worked out and nothing is fetched. Rows in which nothing
/// stands are passed over, however many.
public sealed interface TableFile permits WorkbookTable, CsvTable {

    /// Bytes of a file.
    int MOST_BYTES = 20 << 20;

    /// Rows of a list.
    int MOST_ROWS = 50_000;

    /// Rows of a sheet in which something stands: those of the list, and room for headings and what stands above them.
    int MOST_LINES = MOST_ROWS + 20;

    int MOST_COLUMNS = 200;

    /// What came of looking at a file.
    sealed interface Look {
        record Sound(TableFile table) implements Look {}

        record Refused(TableRefusal because) implements Look {}
    }

    /// Looks at a file and counts its rows. What it is, its content says and not its name.
    ///
    /// @param content  stays in use as long as the table; wiping it is the caller's affair
    /// @param encoding of a CSV file; found by itself if empty
    static Look look(byte[] content, Optional<TableEncoding> encoding) {
        if (content.length == 0) {
            return new Look.Refused(TableRefusal.EMPTY);
        }
        if (content.length > MOST_BYTES) {
            return new Look.Refused(TableRefusal.TOO_LARGE);
        }
        try {
            if (!Workbooks.looksLikeOne(content)) {
                return sound(CsvTable.of(content, encoding));
            }
            Optional<FileRefusal> objection = Workbooks.objection(content);
            return objection.isPresent()
                    ? new Look.Refused(because(objection.get()))
                    : sound(WorkbookTable.of(content));
        } catch (NotATable no) {
            return new Look.Refused(no.because());
        }
    }

    private static Look sound(TableFile table) {
        List<TableSheet> sheets = table.sheets();
        if (sheets.stream().anyMatch(TableSheet::isReadable)) {
            return new Look.Sound(table);
        }
        if (sheets.stream().anyMatch(TableSheet::tooWide)) {
            return new Look.Refused(TableRefusal.TOO_MANY_COLUMNS);
        }
        return new Look.Refused(
                sheets.stream().anyMatch(TableSheet::tooLong) ? TableRefusal.TOO_MANY_ROWS : TableRefusal.NO_ROWS);
    }

    private static TableRefusal because(FileRefusal objection) {
        return switch (objection) {
            case ENCRYPTED -> TableRefusal.PASSWORD;
            case MACROS -> TableRefusal.MACROS;
            case EXPLODES, PICTURE_TOO_LARGE -> TableRefusal.EXPLODES;
            case OFFICE_FILE -> TableRefusal.OTHER_FORMAT;
            case NOT_SUPPORTED -> TableRefusal.NOT_A_TABLE;
            default -> TableRefusal.DAMAGED;
        };
    }

    /// All sheets in the order of their tabs; one without a name for CSV.
    List<TableSheet> sheets();

    /// How its letters are written; empty for a workbook, which says so itself.
    Optional<TableEncoding> encoding();

    /// Gives the rows of a sheet in which something stands, from the top, until somebody has seen enough.
    ///
    /// @param sheet counted from 0
    /// @param more  whether another row is wanted
    /// @throws IndexOutOfBoundsException if there is no such sheet
    void read(int sheet, Predicate<TableRow> more);
}
