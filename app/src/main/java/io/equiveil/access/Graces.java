package io.equiveil.access;

import io.equiveil.access.spi.Lapses;
import io.equiveil.access.spi.Lapses.Lapse;
import io.equiveil.frame.Display;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door to graces (宽限): what has lapsed, or will in days, is carried on once, for at most seven days from the
/// lapse, by a compliance officer whose own it is not, with a reason.
///
/// The gate then lets the clause hold until that moment, and every release says that it held under grace. Nothing
/// takes a grace back; what it carries is renewed in the meantime, or ends.
@Service
public class Graces {

    /// How far ahead a lapse is listed.
    public static final Duration AHEAD = Duration.ofDays(30);

    private static final Set<Role> SEES =
            Set.of(Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.AUDITOR);
    private static final int SHORTEST_REASON = 4;
    private static final int LONGEST_REASON = 200;

    private final GraceStore store;
    private final ObjectProvider<Lapses> lapses;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Graces(GraceStore store, ObjectProvider<Lapses> lapses, TransactionTemplate transaction, Clock clock) {
        this.store = store;
        this.lapses = lapses;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What came of giving one.
    public enum Result {
        DONE,
        /// Only a compliance officer gives one.
        NOT_ENTITLED,
        /// Nobody carries on what is their own.
        OWN,
        /// It has not lapsed and does not in the next days, lapsed longer ago than a grace lasts, or was renewed.
        UNKNOWN,
        /// One for each lapse.
        SECOND,
        /// Not after now and the lapse, or later than seven days after the lapse.
        DAY,
        REASON
    }

    /// Something that lapses, with its grace.
    ///
    /// @param given whether one was given, also if nothing genuine is left of it
    public record Listed(Lapse lapse, Optional<Grace> grace, boolean given) {}

    /// What has lapsed within the longest grace, and what lapses soon, the first to lapse first; for owner, compliance,
    /// security and audit.
    public List<Listed> list(Requester.SignedIn who) {
        return who.roles().stream().noneMatch(SEES::contains)
                ? List.of()
                : known().stream()
                        .map(lapse -> new Listed(
                                lapse,
                                store.find(lapse.clause(), lapse.what(), lapse.endsAt()),
                                store.everGiven(lapse.clause(), lapse.what(), lapse.endsAt())))
                        .toList();
    }

    private List<Lapse> known() {
        Instant now = clock.instant();
        return lapses.orderedStream()
                .flatMap(room -> room.lapses(now.minus(Grace.LONGEST), now.plus(AHEAD)).stream())
                .filter(lapse -> lapse.clause().canBeGraced())
                .sorted(Comparator.comparing(Lapse::endsAt))
                .toList();
    }

    /// Carries something on. The caller has made sure of a fresh second factor.
    ///
    /// @param lastDay the last day, at the firm, on which it is carried on; within seven days after the lapse
    /// @param reason why, 4 to 200 letters; kept sealed, shown to those who may see this page
    public Result give(Requester.SignedIn who, Clause clause, LapseId what, LocalDate lastDay, String reason) {
        if (!who.has(Role.COMPLIANCE_OFFICER)) {
            return Result.NOT_ENTITLED;
        }
        String why = reason.strip();
        if (why.codePointCount(0, why.length()) < SHORTEST_REASON || why.length() > LONGEST_REASON) {
            return Result.REASON;
        }
        Optional<Lapse> found = known().stream()
                .filter(lapse -> lapse.clause() == clause && lapse.what().equals(what))
                .findFirst();
        if (found.isEmpty()) {
            return Result.UNKNOWN;
        }
        Lapse lapse = found.get();
        if (lapse.person().equals(Optional.of(who.person()))) {
            return Result.OWN;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant end = endOf(lastDay, lapse.endsAt());
        if (!end.isAfter(now)
                || !end.isAfter(lapse.endsAt())
                || end.isAfter(lapse.endsAt().plus(Grace.LONGEST))) {
            return Result.DAY;
        }
        return Objects.requireNonNull(transaction.execute(_ -> {
            store.lock(clause, what, lapse.endsAt());
            if (store.everGiven(clause, what, lapse.endsAt())) {
                return Result.SECOND;
            }
            store.write(who, new Grace(clause, what, lapse.endsAt(), end, who.person(), now, why), lapse.person());
            return Result.DONE;
        }));
    }

    /// The latest last day of a grace, at the firm.
    public static LocalDate latestLastDay(Instant lapsedAt) {
        return LocalDate.ofInstant(lapsedAt.plus(Grace.LONGEST).minusNanos(1_000), Display.SHANGHAI);
    }

    /// The end of the day; on the latest one the moment that is seven days after the lapse.
    private static Instant endOf(LocalDate lastDay, Instant lapsedAt) {
        Instant end = lastDay.plusDays(1).atStartOfDay(Display.SHANGHAI).toInstant();
        Instant longest = lapsedAt.plus(Grace.LONGEST);
        return lastDay.equals(latestLastDay(lapsedAt)) && end.isAfter(longest) ? longest : end;
    }

    /// Whether a grace carries something on at a moment.
    ///
    /// @param lapsedAt when it lapsed; a grace for another lapse of the same thing does not count
    public boolean carries(Clause clause, LapseId what, Instant lapsedAt, Instant moment) {
        return store.find(clause, what, lapsedAt)
                .filter(grace -> moment.isBefore(grace.until()))
                .isPresent();
    }
}
