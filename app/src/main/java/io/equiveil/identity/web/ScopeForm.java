package io.equiveil.identity.web;

import io.equiveil.frame.Display;
import io.equiveil.identity.InviteResult;
import io.equiveil.kernel.AuditScope;
import io.equiveil.kernel.MatterId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;

/// What an auditor may look at, as it is typed. Days are those of Shanghai, and included.
///
/// @param from    first day of the entries
/// @param until   last day of the entries
/// @param lastDay the last day on which the account opens anything
/// @param matters code names with commas or spaces between them; nothing for all matters
record ScopeForm(
        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate from,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate until,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate lastDay,

        @Nullable String matters) {

    private static final String BETWEEN = "[\\s,，、;；]+";

    /// What comes of reading it.
    sealed interface Read {
        record Scope(AuditScope scope) implements Read {}

        record Faulty(InviteResult.Fault fault) implements Read {}
    }

    static ScopeForm empty() {
        return new ScopeForm(null, null, null, "");
    }

    /// The year so far; a month to work.
    static ScopeForm usual(LocalDate today) {
        return new ScopeForm(today.withDayOfYear(1), today.plusDays(30), today.plusDays(30), "");
    }

    static ScopeForm of(AuditScope scope, MatterNames names) {
        return new ScopeForm(
                day(scope.from()),
                day(scope.until()).minusDays(1),
                day(scope.ends()).minusDays(1),
                scope.matters().stream().map(names::of).sorted().collect(Collectors.joining("，")));
    }

    Read read(MatterNames names) {
        if (from == null || until == null || lastDay == null || until.isBefore(from)) {
            return new Read.Faulty(InviteResult.Fault.SCOPE_SHAPE);
        }
        Set<MatterId> chosen = new HashSet<>();
        for (String name : (matters == null ? "" : matters.strip()).split(BETWEEN)) {
            if (name.isEmpty()) {
                continue;
            }
            Optional<MatterId> matter = names.named(name);
            if (matter.isEmpty()) {
                return new Read.Faulty(InviteResult.Fault.SCOPE_MATTER);
            }
            chosen.add(matter.get());
        }
        return new Read.Scope(
                new AuditScope(start(from), start(until.plusDays(1)), start(lastDay.plusDays(1)), chosen));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(Display.SHANGHAI).toInstant();
    }

    private static LocalDate day(Instant start) {
        return LocalDate.ofInstant(start, Display.SHANGHAI);
    }
}
