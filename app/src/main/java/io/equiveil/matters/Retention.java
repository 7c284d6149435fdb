package io.equiveil.matters;

import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.matters.DestructionRepository.DestructionRow;
import io.equiveil.matters.RetentionClock.State;
import io.equiveil.vault.KeyCustody;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// The retention clocks of a closed matter, group by group.
@Component
class Retention {

    private final RetentionRules rules;
    private final DestructionRepository destructions;
    private final KeyCustody custody;
    private final Clock clock;

    Retention(RetentionRules rules, DestructionRepository destructions, KeyCustody custody, Clock clock) {
        this.rules = rules;
        this.destructions = destructions;
        this.custody = custody;
        this.clock = clock;
    }

    /// Empty as long as the matter is open: the clocks start when it closes. A group whose key lives is not destroyed,
    /// whatever was noted: something was sealed since, or the note is not ours.
    List<RetentionClock> clocks(MatterRow row) {
        if (row.closedAt().isEmpty()) {
            return List.of();
        }
        Set<RetentionGroup> gone = destructions.of(row.id()).stream()
                .map(DestructionRow::group)
                .filter(group -> !custody.isAlive(Owner.of(row.id()), group))
                .collect(Collectors.toSet());
        return rules.groups().stream()
                .map(group -> clock(row, group, gone.contains(group)))
                .toList();
    }

    private RetentionClock clock(MatterRow row, RetentionGroup group, boolean gone) {
        Optional<Instant> until = rules.keptUntil(group, row.closedAt().orElseThrow());
        boolean due = until.filter(end -> !end.isAfter(clock.instant())).isPresent();
        State state = gone ? State.DESTROYED : !due ? State.RUNNING : row.legalHold() ? State.HELD : State.DUE;
        return new RetentionClock(group, rules.rulesOf(group), until, state);
    }
}
