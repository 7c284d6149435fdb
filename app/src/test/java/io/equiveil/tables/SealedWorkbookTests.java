package io.equiveil.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.kernel.Cleartext;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;

/// Workbooks that leave the house.
class SealedWorkbookTests {

    private static final Cleartext PASSWORD = Cleartext.of("松柏-2026-十二位以上");

    @Test
    void onlyThePasswordOpensItAndNothingOfItCanBeReadWithout() throws Exception {
        byte[] file = SealedWorkbook.of(List.of(sheet("王小明", "13800000000")), PASSWORD);

        assertThat(TableFile.look(file, Optional.empty())).isEqualTo(new TableFile.Look.Refused(TableRefusal.PASSWORD));
        assertThat(new String(file, StandardCharsets.ISO_8859_1)).doesNotContain("13800000000", "xl/worksheets");
        assertThat(opens(file, "another password")).isEmpty();
        assertThat(rows(opens(file, PASSWORD.revealForDisplay()).orElseThrow()))
                .containsExactly(List.of("姓名", "手机"), List.of("王小明", "13800000000"));
    }

    @Test
    void whatBeginsLikeAFormulaIsTextForEverReader() throws Exception {
        byte[] file = SealedWorkbook.of(List.of(sheet("=HYPERLINK(\"http://x\")", "@SUM(A1)")), PASSWORD);

        byte[] plain = opens(file, PASSWORD.revealForDisplay()).orElseThrow();
        List<TableRow> read = new ArrayList<>();
        ((TableFile.Look.Sound) TableFile.look(plain, Optional.empty())).table().read(0, read::add);
        assertThat(read.get(1).cells()).noneMatch(TableCell::formula);
        assertThat(Stream.of("=1", "+1", "-1", "@x", "\tx", "x=1").map(SealedWorkbook::harmless))
                .containsExactly("'=1", "'+1", "'-1", "'@x", "'\tx", "x=1");
    }

    @Test
    void aShortPasswordIsNone() {
        assertThatThrownBy(() -> SealedWorkbook.of(List.of(), Cleartext.of("12345678901")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SealedWorkbook.Sheet sheet(String name, String mobile) {
        return new SealedWorkbook.Sheet(
                "客户", List.of("姓名", "手机"), List.of(List.of(Cleartext.of(name), Cleartext.of(mobile))));
    }

    private static Optional<byte[]> opens(byte[] file, String password) throws Exception {
        try (POIFSFileSystem container = new POIFSFileSystem(new ByteArrayInputStream(file))) {
            Decryptor decryptor = new EncryptionInfo(container).getDecryptor();
            return decryptor.verifyPassword(password)
                    ? Optional.of(decryptor.getDataStream(container).readAllBytes())
                    : Optional.empty();
        }
    }

    private static List<List<String>> rows(byte[] plain) {
        List<List<String>> rows = new ArrayList<>();
        ((TableFile.Look.Sound) TableFile.look(plain, Optional.empty())).table().read(0, row -> {
            rows.add(row.cells().stream().map(TableCell::text).toList());
            return true;
        });
        return rows;
    }
}
