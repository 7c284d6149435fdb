package io.equiveil.portal;

import io.equiveil.kernel.Purpose;
import java.time.YearMonth;
import java.util.List;

/// What a client was told about one month.
///
/// @param people   how many people of the firm, of partners or of another side looked; programs of the
///                 house apart
/// @param looks    how often
/// @param purposes what for, each once
public record MonthTold(YearMonth month, int people, int looks, List<Purpose> purposes) {

    public MonthTold {
        purposes = List.copyOf(purposes);
    }
}
