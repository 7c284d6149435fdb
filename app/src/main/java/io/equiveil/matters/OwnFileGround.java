package io.equiveil.matters;

import io.equiveil.kernel.RetentionGroup;
import io.equiveil.matters.OwnFileHold.Kind;
import io.equiveil.matters.RetentionClock.State;
import io.equiveil.matters.RetentionRules.OwnGroup;
import io.equiveil.nda.AgreementState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// On what ground a client's own file is kept, and until when (decision 27). Reckons only: what it reckons with
/// was read from genuine rows.
///
/// @param knownSince when the file was begun, or lapsed: no clock starts earlier
/// @param matters    in which the client is or was a party, however it stands now
/// @param papers     agreements of the client
/// @param withdrawn  when the client took back its consent to all that is kept as optional
/// @param others     what else keeps the file
record OwnFileGround(
        Instant knownSince,
        List<Matter> matters,
        List<Paper> papers,
        Optional<Instant> withdrawn,
        List<OwnFileHold> others) {

    /// A matter of the client's.
    ///
    /// @param hold why a legal hold stands on it; empty if none does
    record Matter(String codeName, Optional<Instant> closedAt, Optional<HoldReason> hold, boolean held) {}

    /// An agreement of the client's.
    record Paper(String number, AgreementState state, Optional<Instant> endsAt) {}

    /// How a group's key stands.
    enum Key {
        ALIVE,
        DESTROYED
    }

    /// The clocks of those groups that have, or had, a key.
    List<OwnFileClock> clocks(RetentionRules rules, Map<RetentionGroup, Key> keys, Instant now) {
        return rules.ownFile().stream()
                .filter(own -> keys.containsKey(own.group()))
                .map(own -> clock(own, rules, keys.get(own.group()) == Key.DESTROYED, now))
                .toList();
    }

    private OwnFileClock clock(OwnGroup own, RetentionRules rules, boolean gone, Instant now) {
        if (own.group() == RetentionGroup.OPTIONAL && withdrawn.isPresent()) {
            List<OwnFileHold> stronger = holds().stream()
                    .filter(hold -> hold.kind().winsOverWithdrawal())
                    .toList();
            return clock(own.group(), rules.withdrawn(), rules, withdrawn, stronger, gone, now);
        }
        return clock(own.group(), own.rules(), rules, end(own.from()), holds(), gone, now);
    }

    private static OwnFileClock clock(
            RetentionGroup group,
            List<String> citations,
            RetentionRules rules,
            Optional<Instant> since,
            List<OwnFileHold> holds,
            boolean gone,
            Instant now) {
        RetentionRules.Longest longest = rules.longest(citations, since.orElse(now));
        Optional<Instant> until = since.flatMap(_ -> longest.until());
        boolean over = until.filter(end -> !end.isAfter(now)).isPresent();
        State state = gone ? State.DESTROYED : !over ? State.RUNNING : holds.isEmpty() ? State.DUE : State.HELD;
        return new OwnFileClock(group, citations, longest.rule(), until, state, gone ? List.of() : holds);
    }

    /// When the ground ended from which a group counts; empty as long as it stands.
    private Optional<Instant> end(RetentionRules.From from) {
        if (holds().stream().anyMatch(hold -> hold.kind().isRelation())) {
            return Optional.empty();
        }
        Optional<Instant> lastMatter =
                matters.stream().flatMap(matter -> matter.closedAt().stream()).max(Comparator.naturalOrder());
        Stream<Instant> papersEnd = papers.stream()
                .filter(paper -> paper.state() != AgreementState.CANCELLED)
                .flatMap(paper -> paper.endsAt().stream());
        Stream<Instant> counted = switch (from) {
            // Without a matter the agreement was the relation.
            case BUSINESS -> lastMatter.map(Stream::of).orElse(papersEnd);
            case CONTRACT -> Stream.concat(lastMatter.stream(), papersEnd);
        };
        return Stream.concat(Stream.of(knownSince), counted).max(Comparator.naturalOrder());
    }

    /// Everything that keeps the file, whatever the clocks say.
    List<OwnFileHold> holds() {
        List<OwnFileHold> holds = new ArrayList<>();
        for (Matter matter : matters) {
            if (matter.closedAt().isEmpty()) {
                holds.add(OwnFileHold.of(Kind.MATTER_OPEN, matter.codeName()));
            }
            if (matter.held()) {
                holds.add(new OwnFileHold(Kind.LEGAL_HOLD, matter.hold(), Optional.of(matter.codeName())));
            }
        }
        for (Paper paper : papers) {
            switch (paper.state()) {
                case DRAFT, SENT, ON_PAPER -> holds.add(OwnFileHold.of(Kind.AGREEMENT_WAITS, paper.number()));
                case IN_FORCE, ENDED -> {
                    if (paper.endsAt().isEmpty()) {
                        holds.add(OwnFileHold.of(Kind.AGREEMENT_WITHOUT_END, paper.number()));
                    }
                }
                case CANCELLED -> {}
            }
        }
        holds.addAll(others);
        return holds;
    }
}
