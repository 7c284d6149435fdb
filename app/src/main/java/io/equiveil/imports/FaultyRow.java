package io.equiveil.imports;

/// A row that is not taken in.
///
/// @param row    as the spreadsheet program shows it
/// @param column where the fault is
public record FaultyRow(int row, ListColumn column, RowFault fault) {}
