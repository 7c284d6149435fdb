package io.equiveil.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables as offices keep them, read as a person would read them; and what is not a table is told with
/// its reason.
class TableFileTests {

    private static final Charset GBK = Charset.forName("GBK");

    @Test
    void aWorkbookIsReadAsItLooksOnTheScreen() {
        TableFile table = sound(SampleTables.workbook(sheet -> {
            sheet.value(0, 0, "姓名");
            sheet.value(0, 1, "手机");
            sheet.value(0, 2, "签约日期");
            sheet.value(0, 3, "份额");
            sheet.value(1, 0, " 王小明\u00a0");
            sheet.value(1, 1, 13800000000L);
            sheet.value(1, 2, LocalDate.of(2024, 2, 29));
            sheet.style(1, 2).format("yyyy年m月d日").set();
            sheet.value(1, 3, 0.1 + 0.2);
            sheet.value(2, 2, LocalDateTime.of(2024, 3, 1, 9, 30));
            sheet.style(2, 2).format("yyyy/m/d h:mm").set();
            sheet.value(2, 3, true);
        }));

        assertThat(texts(table, 0))
                .containsExactly(
                        List.of("姓名", "手机", "签约日期", "份额"),
                        List.of("王小明", "13800000000", "2024-02-29", "0.3"),
                        List.of("", "", "2024-03-01T09:30", "true"));
        assertThat(table.sheets().getFirst().rows()).isEqualTo(3);
        assertThat(table.encoding()).isEmpty();
    }

    @Test
    void anIdentityNumberKeptAsTextStaysWholeAndOneKeptAsANumberIsNamed() {
        TableFile table = sound(SampleTables.workbook(sheet -> {
            sheet.value(0, 0, "110105199001011234");
            sheet.value(1, 0, 110105199001011234L);
            sheet.value(2, 0, 123456789012345L);
        }));

        List<TableRow> rows = rows(table, 0);
        assertThat(rows.get(0).cell(0)).isEqualTo(new TableCell("110105199001011234", false, TableCell.Oddity.NONE));
        assertThat(rows.get(1).cell(0).oddity()).isEqualTo(TableCell.Oddity.DIGITS_LOST);
        assertThat(rows.get(2).cell(0)).isEqualTo(new TableCell("123456789012345", false, TableCell.Oddity.NONE));
        assertThat(table.sheets().getFirst().digitsLost()).isEqualTo(1);
    }

    @Test
    void aFormulaCountsWithWhatItCameToAndAnErrorIsNoValue() {
        TableFile table = sound(SampleTables.withRows("""
                <row r="1"><c r="A1" t="str"><f>B1&amp;C1</f><v>王小明</v></c><c r="B1"><f>1+1</f><v>2</v></c>\
                <c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D1" t="inlineStr"><is><t>乙</t></is></c></row>
                """, ""));

        TableRow row = rows(table, 0).getFirst();
        assertThat(row.cells().stream().map(TableCell::text)).containsExactly("王小明", "2", "", "乙");
        assertThat(row.cells().stream().map(TableCell::formula)).containsExactly(true, true, true, false);
        assertThat(row.cell(2).oddity()).isEqualTo(TableCell.Oddity.ERROR);
        assertThat(table.sheets().getFirst()).returns(3, TableSheet::formulas).returns(1, TableSheet::errors);
    }

    @Test
    void hiddenSheetsHiddenRowsAndMergedCellsAreNamed() {
        byte[] workbook = SampleTables.workbookOf(book -> {
            Worksheet shown = book.newWorksheet("在办");
            shown.value(0, 0, "姓名");
            shown.value(1, 0, "王小明");
            shown.value(2, 0, "李小红");
            shown.hideRow(2);
            shown.range(0, 0, 0, 3).merge();
            Worksheet hidden = book.newWorksheet("旧名单");
            hidden.value(0, 0, "赵");
            hidden.setVisibilityState(VisibilityState.HIDDEN);
        });

        TableFile table = sound(workbook);

        assertThat(table.sheets().get(0))
                .returns("在办", TableSheet::name)
                .returns(false, TableSheet::hidden)
                .returns(1, TableSheet::hiddenRows)
                .returns(1, TableSheet::mergedCells);
        assertThat(table.sheets().get(1)).returns("旧名单", TableSheet::name).returns(true, TableSheet::hidden);
        assertThat(rows(table, 0).stream().map(TableRow::hidden)).containsExactly(false, false, true);
        assertThat(texts(table, 1)).containsExactly(List.of("赵"));
    }

    @Test
    void aMillionEmptyRowsArePassedOver() {
        StringBuilder rows = new StringBuilder("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
        for (int row = 2; row <= 1_048_575; row++) {
            rows.append("<row r=\"").append(row).append("\" s=\"1\"/>");
        }
        rows.append("<row r=\"1048576\"><c r=\"A1048576\"><v>2</v></c></row>");

        TableFile table = sound(SampleTables.withRows(rows.toString(), ""));

        assertThat(rows(table, 0).stream().map(TableRow::number)).containsExactly(1, 1_048_576);
    }

    @Test
    void moreRowsOrColumnsThanAreTakenInAreRefused() {
        StringBuilder csv = new StringBuilder();
        for (int row = 0; row <= TableFile.MOST_LINES; row++) {
            csv.append(row).append('\n');
        }
        assertThat(refused(csv.toString().getBytes(StandardCharsets.UTF_8))).isEqualTo(TableRefusal.TOO_MANY_ROWS);
        assertThat(refused(SampleTables.workbook(sheet -> sheet.value(0, TableFile.MOST_COLUMNS, "x"))))
                .isEqualTo(TableRefusal.TOO_MANY_COLUMNS);
    }

    @Test
    void whatIsNoTableIsToldWithItsReason() {
        byte[] honest = SampleTables.texts(new String[] {"姓名"});
        assertThat(refused(new byte[0])).isEqualTo(TableRefusal.EMPTY);
        assertThat(refused(utf8(" \n,,\n"))).isEqualTo(TableRefusal.NO_ROWS);
        assertThat(refused(SampleTables.workbook(sheet -> sheet.value(0, 0, " "))))
                .isEqualTo(TableRefusal.NO_ROWS);
        assertThat(refused(utf8("%PDF-1.7 …"))).isEqualTo(TableRefusal.NOT_A_TABLE);
        assertThat(refused(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, 0, (byte) 0xff, (byte) 0xff}))
                .isEqualTo(TableRefusal.NOT_A_TABLE);
        assertThat(refused(utf8("<html><table><tr><td>姓名"))).isEqualTo(TableRefusal.WEB_PAGE);
        assertThat(refused(java.util.Arrays.copyOf(honest, honest.length / 2))).isEqualTo(TableRefusal.DAMAGED);
        assertThat(refused(SampleTables.with(honest, Map.of("xl/vbaProject.bin", "Sub Auto_Open()"))))
                .isEqualTo(TableRefusal.MACROS);
        assertThat(refused(SampleTables.with(honest, Map.of("xl/worksheets/sheet1.xml", "<worksheet><sheetData>"))))
                .isEqualTo(TableRefusal.DAMAGED);
        assertThat(refused(utf8("姓名,\"手机\n王小明,1"))).isEqualTo(TableRefusal.QUOTES);
    }

    @Test
    void aFileThatWouldReachOutsideOfItselfIsNotFollowed() {
        byte[] reaching = SampleTables.with(
                SampleTables.texts(new String[] {"姓名"}),
                Map.of(
                        "xl/worksheets/sheet1.xml",
                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><worksheet xmlns=\"http://schemas."
                                + "openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\"><c r=\"A1\""
                                + " t=\"inlineStr\"><is><t>&e;</t></is></c></row></sheetData></worksheet>"));

        assertThat(refused(reaching)).isIn(TableRefusal.DAMAGED, TableRefusal.NO_ROWS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK", "GB18030"})
    void theEncodingOfATextIsFound(String encoding) {
        TableFile table = sound("姓名,手机\r\n王小明,13800000000\r\n".getBytes(Charset.forName(encoding)));

        assertThat(table.encoding()).contains(encoding.equals("UTF-8") ? TableEncoding.UTF_8 : TableEncoding.GB18030);
        assertThat(texts(table, 0)).containsExactly(List.of("姓名", "手机"), List.of("王小明", "13800000000"));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstHeading() {
        assertThat(texts(sound(utf8("\ufeff姓名;手机\n王;1\n")), 0).getFirst()).containsExactly("姓名", "手机");
        assertThat(texts(sound("\ufeff姓名\t手机\n".getBytes(StandardCharsets.UTF_16LE)), 0)
                        .getFirst())
                .containsExactly("姓名", "手机");
    }

    @Test
    void anotherEncodingCanBeChosenAndAWrongOneIsRefused() {
        byte[] gbk = "姓名,手机\n王小明,1\n".getBytes(GBK);
        assertThat(TableFile.look(gbk, Optional.of(TableEncoding.UTF_8)))
                .isEqualTo(new TableFile.Look.Refused(TableRefusal.ENCODING));
        byte[] big5 = "姓名,電話\n陳,1\n".getBytes(Charset.forName("Big5"));
        TableFile chosen = ((TableFile.Look.Sound) TableFile.look(big5, Optional.of(TableEncoding.BIG5))).table();
        assertThat(texts(chosen, 0).getFirst()).containsExactly("姓名", "電話");
    }

    @Test
    void aTextWithQuotationMarksLinesAndLeadingMarksIsReadAsMeant() {
        TableFile table = sound(utf8("\"王, 小\"\"明\"\"\",\"第一行\n第二行\",'110105199001011234\n\n甲,乙,1.10105E+17\n"));

        assertThat(texts(table, 0))
                .containsExactly(
                        List.of("王, 小\"明\"", "第一行\n第二行", "110105199001011234"), List.of("甲", "乙", "1.10105E+17"));
        assertThat(rows(table, 0).getLast())
                .returns(4, TableRow::number)
                .satisfies(row -> assertThat(row.cell(2).oddity()).isEqualTo(TableCell.Oddity.DIGITS_LOST));
    }

    @Test
    void nothingOfACellIsPrinted() {
        TableRow row = rows(sound(utf8("王小明,1")), 0).getFirst();

        assertThat(row + " " + row.cell(0)).doesNotContain("王");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-03, 2026-11-03",
        "2026/11/3, 2026-11-03",
        "2026.11.3, 2026-11-03",
        "2026年11月3日, 2026-11-03",
        "２０２６年１１月３号, 2026-11-03",
        "20261103, 2026-11-03",
        "2026-11-03T09:30, 2026-11-03",
        "2026/11/3 9:30:00, 2026-11-03",
        "3 Nov 2026, 2026-11-03",
        "3-November-2026, 2026-11-03",
    })
    void aDayIsReadHoweverItIsWritten(String written, LocalDate meant) {
        assertThat(UsualDates.read(written)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3/11/2026", "26-11-3", "2026-02-30", "20261332", "45231", "去年", "3 Foo 2026"})
    void whatWouldBeAGuessIsNoDay(String written) {
        assertThat(UsualDates.read(written)).isEmpty();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static TableFile sound(byte[] content) {
        return ((TableFile.Look.Sound) TableFile.look(content, Optional.empty())).table();
    }

    private static TableRefusal refused(byte[] content) {
        return ((TableFile.Look.Refused) TableFile.look(content, Optional.empty())).because();
    }

    private static List<TableRow> rows(TableFile table, int sheet) {
        List<TableRow> rows = new ArrayList<>();
        table.read(sheet, rows::add);
        return rows;
    }

    private static List<List<String>> texts(TableFile table, int sheet) {
        return rows(table, sheet).stream()
                .map(row -> row.cells().stream().map(TableCell::text).toList())
                .toList();
    }
}
