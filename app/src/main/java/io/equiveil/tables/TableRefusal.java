package io.equiveil.tables;

/// Why a file is not read as a table. Each has a sentence that says what to do (`tables.refusal.…`,
/// with the most megabytes, rows and columns as arguments).
public enum TableRefusal {
    /// No file, or nothing in it.
    EMPTY,
    /// More bytes than [TableFile#MOST_BYTES].
    TOO_LARGE,
    /// Neither a workbook nor text in columns.
    NOT_A_TABLE,
    /// A workbook of another format (xls, xlsb, ods): to be saved as xlsx.
    OTHER_FORMAT,
    /// A web page with the name of a workbook, as some programs write: to be saved as xlsx.
    WEB_PAGE,
    /// Wants a password.
    PASSWORD,
    /// Has programs inside.
    MACROS,
    /// Does not open, or is cut off.
    DAMAGED,
    /// Unpacks to far more than it is.
    EXPLODES,
    /// Some bytes make no sense in the encoding that was chosen, or in any.
    ENCODING,
    /// A quotation mark of a CSV file that is never closed, or something behind a closed one.
    QUOTES,
    /// No sheet has rows that can be read.
    NO_ROWS,
    /// More rows than [TableFile#MOST_LINES].
    TOO_MANY_ROWS,
    /// More columns than [TableFile#MOST_COLUMNS].
    TOO_MANY_COLUMNS;

    /// Key of the sentence.
    public String messageKey() {
        return "tables.refusal." + name();
    }

    /// What the sentences take as arguments.
    public static Object[] bounds() {
        return new Object[] {
            TableFile.MOST_BYTES >> 20, TableFile.MOST_ROWS, TableFile.MOST_COLUMNS,
        };
    }
}
