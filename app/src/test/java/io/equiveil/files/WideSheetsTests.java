package io.equiveil.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which sheets are made to fit a page, and how.
class WideSheetsTests {

    private static final String WIDE = "<dimension ref=\"A1:Y80\"/>";
    private static final String FIT = "fitToWidth=\"1\" fitToHeight=\"0\"/>";

    @Test
    void aWideSheetLiesDownAndFits() {
        assertThat(WideSheets.fitted(sheet("", WIDE, "")))
                .contains("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>" + WIDE)
                .contains("<pageSetup paperSize=\"9\" orientation=\"landscape\" " + FIT);
        assertThat(WideSheets.fitted(sheet("<sheetPr/>", WIDE, "")))
                .contains("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>");
        assertThat(WideSheets.fitted(sheet("<sheetPr><tabColor rgb=\"FF0000\"/></sheetPr>", WIDE, "")))
                .contains("<tabColor rgb=\"FF0000\"/><pageSetUpPr fitToPage=\"1\"/></sheetPr>");
        assertThat(WideSheets.fitted(sheet("<sheetPr><pageSetUpPr fitToPage=\"0\"/></sheetPr>", WIDE, "")))
                .contains("<pageSetUpPr fitToPage=\"1\"/>");
    }

    @Test
    void aNarrowSheetStaysUprightAndKeepsItsPaper() {
        String narrow = WideSheets.fitted(sheet(
                "", "<dimension ref=\"A1:D9\"/>", "<pageSetup paperSize=\"8\" orientation=\"portrait\" r:id=\"r1\"/>"));

        assertThat(narrow).contains("<pageSetup paperSize=\"8\" r:id=\"r1\" orientation=\"portrait\" " + FIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<pageSetup scale=\"80\"/>",
                "<colBreaks count=\"1\"><brk id=\"4\"/></colBreaks>",
                "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>",
                "<dimension ref=\"A1:ZZ9\"/>"
            })
    void aSheetForWhosePrintSomebodyCaredStaysAsItIs(String care) {
        String sheet = sheet("", care, "");

        assertThat(WideSheets.fitted(sheet)).isEqualTo(sheet);
    }

    @Test
    void whatIsNoWorkbookStaysAsItIs() {
        byte[] nothing = {1, 2, 3};

        assertThat(WideSheets.fitted(nothing)).isEqualTo(nothing);
    }

    private static String sheet(String properties, String before, String after) {
        return "<?xml version=\"1.0\"?><worksheet xmlns=\"x\">" + properties + before + "<sheetData/>" + after
                + "</worksheet>";
    }
}
