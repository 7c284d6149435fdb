package io.equiveil.supervision;

import io.equiveil.frame.Display;
import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.AuditScope;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.supervision.Finding.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// On 今日: for an auditor what is still to draw, to look at and to decide, and when the audit ends; for the firm the
/// findings that wait for it.
@Component
class SupervisionWork implements Worklist {

    private static final Duration SOON = Duration.ofDays(14);
    private static final String AUDIT = "/audit";

    private final Samples samples;
    private final Findings findings;
    private final Clock clock;

    SupervisionWork(Samples samples, Findings findings, Clock clock) {
        this.samples = samples;
        this.findings = findings;
        this.clock = clock;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        List<Item> items = new ArrayList<>();
        if (person.has(Role.AUDITOR)) {
            items.addAll(ofTheAudit(person));
        }
        List<Finding> known = findings.of(person);
        LocalDate today = LocalDate.now(clock.withZone(Display.SHANGHAI));
        add(items, Kind.RED, "supervision.work.late", known, finding -> finding.lateOn(today) && answers(person));
        add(items, Kind.REPLY, "supervision.work.to-answer", known, finding -> findings.mayAnswer(person, finding));
        add(
                items,
                Kind.TO_APPROVE,
                "supervision.work.to-decide",
                known,
                finding -> findings.mayDecide(person, finding));
        add(items, Kind.DUE, "supervision.work.to-mend", known, finding -> findings.mayMend(person, finding));
        return items;
    }

    private List<Item> ofTheAudit(Requester.SignedIn auditor) {
        List<Item> items = new ArrayList<>();
        Instant now = clock.instant();
        auditor.scope()
                .map(AuditScope::ends)
                .filter(ends -> ends.isBefore(now.plus(SOON)))
                .ifPresent(ends ->
                        items.add(new Item(Kind.DUE, "supervision.work.ends", List.of(), Optional.of(ends), AUDIT)));
        List<Sample> drawn = samples.of(auditor);
        if (drawn.isEmpty()) {
            items.add(new Item(Kind.DUE, "supervision.work.draw", List.of(), Optional.empty(), AUDIT));
        }
        drawn.stream()
                .filter(sample -> sample.unmarked() > 0)
                .findFirst()
                .ifPresent(sample -> items.add(new Item(
                        Kind.DUE,
                        "supervision.work.unmarked",
                        List.of(Long.toString(sample.unmarked())),
                        Optional.empty(),
                        AUDIT + "/samples/" + sample.id())));
        return items;
    }

    private static boolean answers(Requester.SignedIn person) {
        return person.has(Role.COMPLIANCE_OFFICER) || person.has(Role.OWNER);
    }

    /// One line for all of a sort, which leads to the finding itself if there is but one.
    private static void add(List<Item> items, Kind kind, String key, List<Finding> known, Predicate<Finding> which) {
        List<Finding> waiting = known.stream()
                .filter(finding -> finding.state() != State.CLOSED)
                .filter(which)
                .toList();
        if (!waiting.isEmpty()) {
            items.add(new Item(
                    kind,
                    key,
                    List.of(Integer.toString(waiting.size())),
                    waiting.stream()
                            .flatMap(finding -> finding.due().stream())
                            .min(LocalDate::compareTo)
                            .map(due -> due.plusDays(1)
                                    .atStartOfDay(Display.SHANGHAI)
                                    .toInstant()
                                    .minusSeconds(1)),
                    waiting.size() == 1
                            ? AUDIT + "/findings/" + waiting.getFirst().id()
                            : AUDIT));
        }
    }
}
