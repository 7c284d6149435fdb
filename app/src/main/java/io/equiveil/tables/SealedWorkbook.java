package io.equiveil.tables;

import io.equiveil.kernel.Cleartext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.List;
import org.apache.poi.poifs.crypt.CipherAlgorithm;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.crypt.HashAlgorithm;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// A workbook that leaves the house: encrypted under a password that the recipient has, by AES-256 with
/// SHA-512 and 100 000 rounds, as Excel, WPS and LibreOffice open it (MS-OFFCRYPTO 2.3.4.10, agile
/// encryption).
///
/// Every cell is written as text, so that nothing that somebody typed is ever worked out as a formula;
/// what begins like one gets an apostrophe besides, for the day on which the sheet is saved as CSV.
public final class SealedWorkbook {

    /// The shortest password.
    public static final int SHORTEST_PASSWORD = 12;

    /// What such a file is called on its way.
    public static final String MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final String STARTS_A_FORMULA = "=+-@\t\r\n";
    private static final int LONGEST_CELL = 32_000;
    private static final int WIDEST = 60;

    private SealedWorkbook() {}

    /// A sheet. Does not print its cells.
    ///
    /// @param name at most 31 characters, without `\ / ? * [ ] :`
    public record Sheet(String name, List<String> headings, List<List<Cleartext>> rows) {

        public Sheet {
            headings = List.copyOf(headings);
            rows = List.copyOf(rows);
        }

        @Override
        public String toString() {
            return "Sheet[" + rows.size() + " rows]";
        }
    }

    /// The file. In memory only; what a library may put into a temporary file is encrypted already.
    ///
    /// @throws IllegalArgumentException if the password is too short
    public static byte[] of(List<Sheet> sheets, Cleartext password) {
        if (password.revealForDisplay().length() < SHORTEST_PASSWORD) {
            throw new IllegalArgumentException("the password is too short");
        }
        try (POIFSFileSystem container = new POIFSFileSystem();
                ByteArrayOutputStream file = new ByteArrayOutputStream()) {
            Encryptor encryptor = new EncryptionInfo(
                            EncryptionMode.agile, CipherAlgorithm.aes256, HashAlgorithm.sha512, -1, -1, null)
                    .getEncryptor();
            encryptor.confirmPassword(password.revealForDisplay());
            try (OutputStream out = encryptor.getDataStream(container)) {
                out.write(plain(sheets));
            }
            container.writeFilesystem(file);
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks AES-256 or SHA-512", e);
        }
    }

    private static byte[] plain(List<Sheet> sheets) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Workbook workbook = new Workbook(out, "EquiVeil", "1.0");
        for (Sheet sheet : sheets) {
            fill(workbook.newWorksheet(sheet.name()), sheet);
        }
        workbook.finish();
        return out.toByteArray();
    }

    private static void fill(Worksheet page, Sheet sheet) {
        for (int column = 0; column < sheet.headings().size(); column++) {
            page.value(0, column, sheet.headings().get(column));
            page.width(
                    column, Math.min(WIDEST, 14 + sheet.headings().get(column).length()));
        }
        if (!sheet.headings().isEmpty()) {
            page.range(0, 0, 0, sheet.headings().size() - 1).style().bold().set();
            page.freezePane(0, 1);
        }
        for (int row = 0; row < sheet.rows().size(); row++) {
            List<Cleartext> cells = sheet.rows().get(row);
            for (int column = 0; column < cells.size(); column++) {
                page.value(row + 1, column, harmless(cells.get(column).revealForDisplay()));
            }
        }
    }

    static String harmless(String text) {
        String shorter = text.length() > LONGEST_CELL ? text.substring(0, LONGEST_CELL) : text;
        return !shorter.isEmpty() && STARTS_A_FORMULA.indexOf(shorter.charAt(0)) >= 0 ? "'" + shorter : shorter;
    }
}
