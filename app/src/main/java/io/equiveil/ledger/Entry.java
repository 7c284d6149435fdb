package io.equiveil.ledger;

import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import java.util.List;
import java.util.Set;

/// A fact on its way into the log.
///
/// @param who     who did it
/// @param fact    what happened
/// @param raising scopes whose epoch this fact raises: withdrawals, revocations, destructions
/// @param about   gate-relevant rows that this fact sets, with their new versions (from 1, each one higher than the
/// last)
public record Entry(Requester who, Recorded fact, Set<Scope> raising, List<About> about) {

    /// A gate-relevant row.
    ///
    /// @param row     its name: `room.table/id`
    /// @param version its new version
    public record About(String row, long version) {}

    public Entry {
        raising = Set.copyOf(raising);
        about = List.copyOf(about);
    }

    public static Entry of(Requester who, Recorded fact) {
        return new Entry(who, fact, Set.of(), List.of());
    }

    /// Also raises the epochs of these scopes.
    public Entry raising(Scope... scopes) {
        return new Entry(who, fact, Set.of(scopes), about);
    }

    /// Also sets a gate-relevant row to a new version.
    public Entry about(String row, long version) {
        List<About> more = new java.util.ArrayList<>(about);
        more.add(new About(row, version));
        return new Entry(who, fact, raising, more);
    }
}
