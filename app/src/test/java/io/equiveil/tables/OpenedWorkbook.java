package io.equiveil.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/// A workbook that left the house, opened by its recipient.
public final class OpenedWorkbook {

    private OpenedWorkbook() {}

    public static TableFile of(byte[] file, String password) throws Exception {
        try (POIFSFileSystem container = new POIFSFileSystem(new ByteArrayInputStream(file))) {
            Decryptor decryptor = new EncryptionInfo(container).getDecryptor();
            assertThat(decryptor.verifyPassword(password)).isTrue();
            byte[] plain = decryptor.getDataStream(container).readAllBytes();
            return ((TableFile.Look.Sound) TableFile.look(plain, Optional.empty())).table();
        }
    }

    public static List<List<String>> texts(TableFile table, int sheet) {
        List<List<String>> rows = new ArrayList<>();
        table.read(sheet, row -> {
            rows.add(row.cells().stream().map(TableCell::text).toList());
            return true;
        });
        return rows;
    }
}
