package io.equiveil.tables;

import java.util.List;

/// A row in which something stands.
///
/// @param number as the spreadsheet program shows it, counted from 1
/// @param hidden whether the program hides it, by hand or by a filter
/// @param cells  from the first column on
public record TableRow(int number, boolean hidden, List<TableCell> cells) {

    public TableRow {
        cells = List.copyOf(cells);
    }

    /// The cell of a column; empty beyond the last.
    ///
    /// @param column counted from 0
    public TableCell cell(int column) {
        return column < 0 || column >= cells.size() ? TableCell.EMPTY : cells.get(column);
    }

    /// Whether nothing stands in it.
    boolean isEmpty() {
        return cells.stream().allMatch(TableCell::isEmpty);
    }

    @Override
    public String toString() {
        return "TableRow[" + number + "]";
    }
}
