package io.equiveil.files;

/// Office files that can be shown as pages.
///
/// Sources: ECMA-376 (docx, xlsx, pptx), OASIS OpenDocument 1.3 (odt, ods, odp), MS-DOC, MS-XLS, MS-PPT (doc, xls,
/// ppt).
enum OfficeFormat {
    DOCX("docx", PaperKind.TEXT, "MS Word 2007 XML", "word/document.xml"),
    XLSX("xlsx", PaperKind.SHEETS, "Calc MS Excel 2007 XML", "xl/workbook.xml"),
    PPTX("pptx", PaperKind.SLIDES, "Impress MS PowerPoint 2007 XML", "ppt/presentation.xml"),
    ODT("odt", PaperKind.TEXT, "writer8", "application/vnd.oasis.opendocument.text"),
    ODS("ods", PaperKind.SHEETS, "calc8", "application/vnd.oasis.opendocument.spreadsheet"),
    ODP("odp", PaperKind.SLIDES, "impress8", "application/vnd.oasis.opendocument.presentation"),
    DOC("doc", PaperKind.TEXT, "MS Word 97", "WordDocument"),
    XLS("xls", PaperKind.SHEETS, "MS Excel 97", "Workbook"),
    PPT("ppt", PaperKind.SLIDES, "MS PowerPoint 97", "PowerPoint Document");

    private final String ending;
    private final PaperKind kind;
    private final String filter;
    private final String mark;

    /// @param filter LibreOffice's name of what reads it, so that it does not guess
    /// @param mark   what shows the format: main part, media type or stream
    OfficeFormat(String ending, PaperKind kind, String filter, String mark) {
        this.ending = ending;
        this.kind = kind;
        this.filter = filter;
        this.mark = mark;
    }

    String ending() {
        return ending;
    }

    PaperKind kind() {
        return kind;
    }

    String filter() {
        return filter;
    }

    String mark() {
        return mark;
    }
}
