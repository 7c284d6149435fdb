package io.equiveil.kernel;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/// What an auditor's invitation covers, and when it ends.
///
/// Bounds entries of the log by their time, and matters by name. What the firm shows of itself as a whole (controls,
/// rules, texts, backups) is not narrowed by it; the end ends everything.
///
/// @param from    time of the first entries that may be read, included
/// @param until   and of the last, excluded
/// @param ends    when the account opens nothing any more
/// @param matters the matters that may be looked at, with their entries only; empty for all of them
public record AuditScope(Instant from, Instant until, Instant ends, Set<MatterId> matters) {

    /// @throws IllegalArgumentException if nothing lies between `from` and `until`
    public AuditScope {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a scope from " + from + " until " + until + " covers nothing");
        }
        // What columns keep.
        from = from.truncatedTo(ChronoUnit.MICROS);
        until = until.truncatedTo(ChronoUnit.MICROS);
        ends = ends.truncatedTo(ChronoUnit.MICROS);
        matters = Set.copyOf(matters);
    }

    /// Whether the audit is still going on.
    public boolean openAt(Instant now) {
        return now.isBefore(ends);
    }

    /// Whether entries of this moment may be read.
    public boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    /// Whether no matter is left out.
    public boolean everyMatter() {
        return matters.isEmpty();
    }

    /// Whether this matter may be looked at.
    public boolean covers(MatterId matter) {
        return everyMatter() || matters.contains(matter);
    }

    /// Whether facts of this owner may be looked at. A client's own file belongs to no matter, so it is covered only
    /// where none is left out.
    public boolean covers(Owner owner) {
        return switch (owner) {
            case Owner.OfMatter(var matter) -> covers(matter);
            case Owner.OfSubject _ -> everyMatter();
        };
    }
}
