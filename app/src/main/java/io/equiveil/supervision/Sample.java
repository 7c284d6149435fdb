package io.equiveil.supervision;

import io.equiveil.kernel.AuditScope;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Accesses drawn from the log, and what somebody thought of each.
///
/// @param from       time of the first entries drawn from, included
/// @param until      and of the last, excluded
/// @param matters    whose entries they are; empty for all
/// @param seed       what the draw goes by; shown, and no secret
/// @param population from how many it was drawn
/// @param size       size of the log that it was drawn from: entries below this position
/// @param drawn      the lowest rank first
/// @param genuine    whether the row is what was written and the latest that the log knows
public record Sample(
        SampleId id,
        PersonId drawnBy,
        Instant drawnAt,
        Instant from,
        Instant until,
        Set<MatterId> matters,
        String seed,
        long population,
        long size,
        List<Drawn> drawn,
        boolean genuine) {

    /// Most accesses of one sample.
    public static final int MOST = 100;

    public Sample {
        matters = Set.copyOf(matters);
        drawn = List.copyOf(drawn);
    }

    /// One access.
    ///
    /// @param intake its number on arrival
    /// @param index  its position in the log
    /// @param note   what there is to ask, sealed where it is kept
    public record Drawn(long intake, long index, Optional<Verdict> verdict, Optional<Cleartext> note) {}

    /// What somebody thought of an access.
    public enum Verdict {
        /// 正常.
        IN_ORDER,
        /// 有疑问.
        QUESTION
    }

    /// How many nobody has looked at yet.
    public long unmarked() {
        return drawn.stream().filter(each -> each.verdict().isEmpty()).count();
    }

    /// Whether everything it was drawn from lies in this scope.
    boolean isWithin(AuditScope scope) {
        return !from.isBefore(scope.from())
                && !until.isAfter(scope.until())
                && (scope.everyMatter() || !matters.isEmpty() && scope.matters().containsAll(matters));
    }

    Sample marked(long intake, Verdict verdict, Optional<Cleartext> note) {
        return new Sample(
                id,
                drawnBy,
                drawnAt,
                from,
                until,
                matters,
                seed,
                population,
                size,
                drawn.stream()
                        .map(each -> each.intake() == intake
                                ? new Drawn(intake, each.index(), Optional.of(verdict), note)
                                : each)
                        .toList(),
                genuine);
    }
}
