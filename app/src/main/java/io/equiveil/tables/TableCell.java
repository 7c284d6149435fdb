package io.equiveil.tables;

/// What stands in one cell, as text. Does not print its text.
///
/// @param text    without spaces around it; dates as `2026-11-23` or `2026-11-23T14:05`, numbers without
///                exponent or thousands separators; empty for an empty cell and for one whose formula came
///                to an error
/// @param formula whether it is what a formula came to when the file was saved last
/// @param oddity  what was wrong with it
public record TableCell(String text, boolean formula, Oddity oddity) {

    /// An empty cell.
    public static final TableCell EMPTY = new TableCell("", false, Oddity.NONE);

    /// What can be wrong with a cell.
    public enum Oddity {
        NONE,
        /// A number of more than 15 digits was kept as a number: Excel has replaced its last digits by
        /// zeros.
        DIGITS_LOST,
        /// Its formula came to an error, such as `#REF!`.
        ERROR
    }

    /// Whether nothing can be seen in it.
    public boolean isEmpty() {
        return text.isEmpty() && oddity == Oddity.NONE;
    }

    @Override
    public String toString() {
        return "TableCell[" + text.length() + " chars, " + oddity + "]";
    }
}
