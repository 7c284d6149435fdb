package io.equiveil.matters;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.ClientState;
import io.equiveil.clients.FactSection;
import io.equiveil.clients.FileEndings;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.MatterFacts.OwnFileForgottenAgain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The clock of clients' own files: goes through all of them once an hour and plans which are due. The plan is
/// kept in memory only, so that nobody puts a file off by SQL; whoever acts on it reads the file again.
@Component
class OwnFileRound {

    private static final Logger LOG = LoggerFactory.getLogger(OwnFileRound.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final int AT_ONCE = 200;

    private final FileEndings files;
    private final OwnFileReading reading;
    private final InterestRepository interests;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile Plan plan = new Plan(Instant.EPOCH, 0, List.of());
    private Instant wentRound = Instant.EPOCH;

    OwnFileRound(
            FileEndings files,
            OwnFileReading reading,
            InterestRepository interests,
            Ledger ledger,
            TransactionTemplate transaction,
            Clock clock) {
        this.files = files;
        this.reading = reading;
        this.interests = interests;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// A file of which something is due.
    ///
    /// @param since when the first of it became due
    record Due(SubjectId subject, String alias, Instant since) {}

    /// What the latest round found.
    ///
    /// @param files how many files it looked at
    /// @param due   those due longest first
    record Plan(Instant at, int files, List<Due> due) {
        Plan {
            due = List.copyOf(due);
        }
    }

    /// The latest plan, made anew if it is more than an hour old.
    Plan plan() {
        if (plan.at().plus(EVERY).isBefore(clock.instant())) {
            plan = walk(false);
        }
        return plan;
    }

    /// Goes round all files if an hour has passed, and forgets again what an older backup has brought back
    /// beside the keys, which the archive had destroyed at once.
    synchronized void goRound() {
        Instant now = clock.instant();
        if (wentRound.plus(EVERY).isBefore(now)) {
            plan = walk(true);
            wentRound = now;
        }
    }

    /// After something was destroyed.
    void lookAgain() {
        plan = new Plan(Instant.EPOCH, 0, List.of());
    }

    private Plan walk(boolean forgetting) {
        Instant at = clock.instant();
        List<Due> due = new ArrayList<>();
        int seen = 0;
        Optional<SubjectId> after = Optional.empty();
        while (true) {
            List<ClientFile> some = files.beyondFirstContact(after, AT_ONCE);
            for (ClientFile file : some) {
                List<OwnFileClock> clocks = reading.clocks(file);
                clocks.stream()
                        .filter(OwnFileClock::isDue)
                        .flatMap(clock -> clock.keptUntil().stream())
                        .min(Comparator.naturalOrder())
                        .ifPresent(since -> due.add(new Due(file.subject(), file.alias(), since)));
                if (forgetting) {
                    forgetAgain(file, clocks);
                }
            }
            seen += some.size();
            if (some.size() < AT_ONCE) {
                due.sort(Comparator.comparing(Due::since));
                return new Plan(at, seen, due);
            }
            after = Optional.of(some.getLast().subject());
        }
    }

    private void forgetAgain(ClientFile file, List<OwnFileClock> clocks) {
        Set<RetentionGroup> gone = clocks.stream()
                .filter(clock -> clock.state() == RetentionClock.State.DESTROYED)
                .map(OwnFileClock::group)
                .collect(Collectors.toSet());
        boolean back = gone.contains(RetentionGroup.RELATION) && file.state() == ClientState.CLIENT
                || file.given().stream().map(FactSection::group).anyMatch(gone::contains)
                || gone.contains(RetentionGroup.OPTIONAL) && interests.has(file.subject());
        if (back) {
            try {
                transaction.executeWithoutResult(_ -> forgetAgain(file.subject(), gone));
            } catch (RuntimeException e) {
                LOG.warn(
                        "file {} could not be forgotten again: {}",
                        file.subject(),
                        e.getClass().getName());
            }
        }
    }

    private void forgetAgain(SubjectId subject, Set<RetentionGroup> gone) {
        files.lock(subject);
        files.keysAreGone(subject, gone, Destructions.CLOCK);
        if (gone.contains(RetentionGroup.OPTIONAL)) {
            interests.forget(subject);
        }
        ledger.append(Entry.of(Destructions.CLOCK, new OwnFileForgottenAgain(subject, gone)));
    }
}
