package io.equiveil.tables;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// Workbooks for tests: honest ones by a library, nasty ones by changing a part of an honest one by hand.
public final class SampleTables {

    private SampleTables() {}

    /// A workbook with one sheet.
    public static byte[] workbook(Consumer<Worksheet> filled) {
        return workbookOf(workbook -> filled.accept(workbook.newWorksheet("客户")));
    }

    public static byte[] workbookOf(Consumer<Workbook> filled) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Workbook workbook = new Workbook(out, "Test", "1.0");
            filled.accept(workbook);
            workbook.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// A workbook of texts, row by row.
    public static byte[] texts(String[]... rows) {
        return workbook(sheet -> {
            for (int row = 0; row < rows.length; row++) {
                for (int column = 0; column < rows[row].length; column++) {
                    if (!rows[row][column].isEmpty()) {
                        sheet.value(row, column, rows[row][column]);
                    }
                }
            }
        });
    }

    /// The first sheet of a workbook with other rows, as they stand in the file.
    ///
    /// @param rows   what stands between `<sheetData>` and `</sheetData>`
    /// @param behind what follows
    static byte[] withRows(String rows, String behind) {
        return with(
                workbook(sheet -> sheet.value(0, 0, "x")),
                Map.of(
                        "xl/worksheets/sheet1.xml",
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/"
                                + "spreadsheetml/2006/main\"><sheetData>" + rows + "</sheetData>" + behind
                                + "</worksheet>"));
    }

    /// A workbook with parts in place of others or besides.
    static byte[] with(byte[] workbook, Map<String, String> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipFile in = ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook))
                        .get();
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipArchiveEntry entry : Collections.list(in.getEntries())) {
                if (!parts.containsKey(entry.getName())) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    in.getInputStream(entry).transferTo(zip);
                }
            }
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
