package io.equiveil.tables;

/// Counts what stands in a sheet while its rows pass by.
final class Survey {

    private final int number;
    private final String name;
    private final boolean hidden;
    private final int mergedCells;
    private int rows;
    private int columns;
    private int hiddenRows;
    private int formulas;
    private int digitsLost;
    private int errors;

    Survey(int number, String name, boolean hidden, int mergedCells) {
        this.number = number;
        this.name = name;
        this.hidden = hidden;
        this.mergedCells = mergedCells;
    }

    /// Looks at a row.
    ///
    /// @return whether the next one matters
    boolean see(TableRow row) {
        rows++;
        columns = Math.max(columns, row.cells().size());
        hiddenRows += row.hidden() ? 1 : 0;
        for (TableCell cell : row.cells()) {
            formulas += cell.formula() ? 1 : 0;
            digitsLost += cell.oddity() == TableCell.Oddity.DIGITS_LOST ? 1 : 0;
            errors += cell.oddity() == TableCell.Oddity.ERROR ? 1 : 0;
        }
        return rows <= TableFile.MOST_LINES && columns <= TableFile.MOST_COLUMNS;
    }

    TableSheet sheet() {
        return new TableSheet(
                number,
                name,
                hidden,
                rows,
                columns,
                hiddenRows,
                mergedCells,
                formulas,
                digitsLost,
                errors,
                columns > TableFile.MOST_COLUMNS);
    }
}
