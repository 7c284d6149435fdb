package io.equiveil.imports;

import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.tables.TableCell;
import io.equiveil.tables.TableRow;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is done with the rows of one kind of list: looked at one by one, and taken in one by one.
interface ListRows {

    ListKind kind();

    /// Looks at a row by itself.
    Looked look(Requester.SignedIn who, TableRow row, BroughtList list);

    /// Positions of those that are there already, as far as the requester may know.
    Set<Integer> known(Requester.SignedIn who, List<Looked.Fit> rows);

    /// Takes a row in, in the caller's transaction.
    ///
    /// @throws IllegalStateException if it is not fit after all; nothing is kept then
    void take(Requester.SignedIn who, Looked.Fit row);

    /// What came of looking at a row.
    sealed interface Looked {

        /// It may be taken in, as far as it stands by itself. Does not print itself.
        ///
        /// @param key    what stands in a list only once, in its one spelling
        /// @param at     where that is
        /// @param fields what is taken in
        record Fit(int row, Cleartext key, ListColumn at, Map<ListColumn, Cleartext> fields) implements Looked {

            public Fit {
                fields = Map.copyOf(fields);
            }

            String field(ListColumn column) {
                Cleartext value = fields.get(column);
                return value == null ? "" : value.revealForDisplay();
            }

            @Override
            public String toString() {
                return "Fit[" + row + "]";
            }
        }

        record Unfit(List<FaultyRow> faults) implements Looked {

            static Unfit of(int row, Map<ListColumn, RowFault> faults) {
                return new Unfit(faults.entrySet().stream()
                        .map(fault -> new FaultyRow(row, fault.getKey(), fault.getValue()))
                        .toList());
            }
        }
    }

    static TableCell cell(TableRow row, BroughtList list, ListColumn column) {
        return row.cell(list.columns().getOrDefault(column, -1));
    }

    /// Cells whose content cannot be relied on.
    static Map<ListColumn, RowFault> oddities(TableRow row, BroughtList list) {
        Map<ListColumn, RowFault> faults = new EnumMap<>(ListColumn.class);
        for (ListColumn column : list.kind().columns()) {
            switch (cell(row, list, column).oddity()) {
                case ERROR -> faults.put(column, RowFault.CELL_ERROR);
                case DIGITS_LOST -> faults.put(column, RowFault.DIGITS_LOST);
                case NONE -> {}
            }
        }
        return faults;
    }
}
