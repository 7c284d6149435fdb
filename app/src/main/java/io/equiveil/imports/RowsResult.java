package io.equiveil.imports;

/// What came of asking for the rows that are not taken in.
public sealed interface RowsResult {

    /// @param content the encrypted workbook
    record File(byte[] content) implements RowsResult {
        @Override
        public String toString() {
            return "File[" + content.length + " bytes]";
        }
    }

    /// The password is too short.
    record ShortPassword() implements RowsResult {}

    /// There is no such row.
    record Nothing() implements RowsResult {}

    /// The list does not open now.
    record Closed(Trouble because) implements RowsResult {}

    /// There is no such list for this requester, or its content was destroyed.
    record Unknown() implements RowsResult {}
}
