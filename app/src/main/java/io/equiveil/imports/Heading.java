package io.equiveil.imports;

/// A column of a list. Does not print its heading.
///
/// @param at    counted from 0
/// @param text  its heading; empty if there is none
/// @param shape what stands below
public record Heading(int at, String text, ColumnShape shape) {

    /// The column's letters, as spreadsheet programs show them: A, B, … AA.
    public String letters() {
        StringBuilder letters = new StringBuilder();
        for (int rest = at; rest >= 0; rest = rest / 26 - 1) {
            letters.insert(0, (char) ('A' + rest % 26));
        }
        return letters.toString();
    }

    @Override
    public String toString() {
        return "Heading[" + letters() + ", " + shape + "]";
    }
}
