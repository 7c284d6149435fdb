package io.equiveil.tables;

/// A sheet, as far as it is known before anybody says what its columns are. Its name may say something
/// about people and is confidential.
///
/// @param number      counted from 0
/// @param name        as the tab says; empty for CSV
/// @param hidden      whether the program hides the sheet
/// @param rows        rows in which something stands, at most [TableFile#MOST_LINES] plus one
/// @param columns     of the widest row
/// @param hiddenRows  how many of its rows are hidden
/// @param mergedCells how many groups of cells are merged into one; their text stands in the first cell only
/// @param formulas    how many cells are what a formula came to
/// @param digitsLost  how many cells have lost digits
/// @param errors      how many cells show an error
/// @param tooWide     more than [TableFile#MOST_COLUMNS] columns; it was not read to its end
public record TableSheet(
        int number,
        String name,
        boolean hidden,
        int rows,
        int columns,
        int hiddenRows,
        int mergedCells,
        int formulas,
        int digitsLost,
        int errors,
        boolean tooWide) {

    /// Whether it has more rows than are taken in at once.
    public boolean tooLong() {
        return rows > TableFile.MOST_LINES;
    }

    /// Whether it can be read at all.
    public boolean isReadable() {
        return rows > 0 && !tooWide && !tooLong();
    }

    @Override
    public String toString() {
        return "TableSheet[" + number + ", " + rows + " rows]";
    }
}
