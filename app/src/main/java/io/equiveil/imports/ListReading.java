package io.equiveil.imports;

import io.equiveil.tables.TableSheet;
import java.util.List;

/// How a list looks inside, for whoever brought it in and says what its columns are. Does not print itself.
public sealed interface ListReading {

    /// @param sheets   all sheets
    /// @param headings of the sheet that is read
    record Open(BroughtList list, List<TableSheet> sheets, List<Heading> headings) implements ListReading {

        public Open {
            sheets = List.copyOf(sheets);
            headings = List.copyOf(headings);
        }

        /// The sheet that is read.
        public TableSheet sheet() {
            return sheets.get(list.sheet());
        }

        @Override
        public String toString() {
            return "Open[" + list.id() + "]";
        }
    }

    /// It does not open now.
    record Closed(Trouble because) implements ListReading {}
}
