package io.equiveil.tables;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/// A workbook of Excel 2007 or later, or of WPS (`xlsx`). Its strings are read into memory, its rows
/// pass by.
final class WorkbookTable implements TableFile {

    private static final ReadingOptions WITH_FORMATS = new ReadingOptions(true, true);

    private final byte[] content;
    private final SheetShapes shapes;
    private final List<TableSheet> sheets;

    private WorkbookTable(byte[] content) throws IOException {
        this.content = content;
        this.shapes = SheetShapes.of(content);
        this.sheets = new ArrayList<>();
        try (ReadableWorkbook workbook = open()) {
            for (Sheet sheet : workbook.getSheets().toList()) {
                SheetShapes.Shape shape = shapes.of(sheet.getId());
                Survey survey = new Survey(
                        sheets.size(),
                        Tidy.text(sheet.getName()),
                        sheet.getVisibility() != SheetVisibility.VISIBLE,
                        shape.merged());
                each(workbook, sheet, shape.hidden(), survey::see);
                sheets.add(survey.sheet());
            }
        }
    }

    static WorkbookTable of(byte[] content) throws NotATable {
        try {
            return new WorkbookTable(content);
        } catch (IOException | RuntimeException e) {
            // Whatever the reader stumbles over: for whoever sent it, the file is damaged.
            throw new NotATable(TableRefusal.DAMAGED);
        }
    }

    @Override
    public List<TableSheet> sheets() {
        return List.copyOf(sheets);
    }

    @Override
    public Optional<TableEncoding> encoding() {
        return Optional.empty();
    }

    @Override
    public void read(int number, Predicate<TableRow> more) {
        try (ReadableWorkbook workbook = open()) {
            Sheet sheet = workbook.getSheets()
                    .skip(number)
                    .findFirst()
                    .orElseThrow(() -> new IndexOutOfBoundsException("no sheet " + number));
            each(workbook, sheet, shapes.of(sheet.getId()).hidden(), more);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private ReadableWorkbook open() throws IOException {
        return new ReadableWorkbook(new ByteArrayInputStream(content), WITH_FORMATS);
    }

    private static void each(ReadableWorkbook workbook, Sheet sheet, BitSet hidden, Predicate<TableRow> more)
            throws IOException {
        CellText text = new CellText(workbook.isDate1904());
        try (Stream<Row> rows = sheet.openStream()) {
            for (var each = rows.iterator(); each.hasNext(); ) {
                Row row = each.next();
                TableRow read = new TableRow(
                        row.getRowNum(),
                        hidden.get(Math.max(0, row.getRowNum())),
                        row.stream().limit(MOST_COLUMNS + 1L).map(text::of).toList());
                if (!read.isEmpty() && !more.test(read)) {
                    return;
                }
            }
        }
    }
}
