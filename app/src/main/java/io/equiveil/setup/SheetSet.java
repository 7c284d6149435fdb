package io.equiveil.setup;

import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known of a set of recovery sheets: everything but the shares.
///
/// @param id     eight hexadecimal digits, on every sheet
/// @param needed sheets that make the key
public record SheetSet(String id, int needed, PersonId madeBy, Instant madeAt, List<Sheet> sheets) {

    public SheetSet {
        sheets = List.copyOf(sheets);
    }

    /// One sheet.
    ///
    /// @param checkCode   the four letters printed on it; says nothing of its share
    /// @param confirmedAt that whoever has it, or saw it put in its place, typed the check code
    public record Sheet(int number, String checkCode, SheetHolder holder, Optional<Instant> confirmedAt) {

        public boolean isConfirmed() {
            return confirmedAt.isPresent();
        }

        /// Whether this person is to have it.
        public boolean isOf(PersonId person) {
            return holder.equals(new SheetHolder.Colleague(person));
        }
    }

    /// How many are confirmed.
    public int confirmed() {
        return (int) sheets.stream().filter(Sheet::isConfirmed).count();
    }
}
