package io.equiveil.seals;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.ledger.LedgerReader.Search;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Measure 1.1 on paper: the firm's seal is its signature there, so its register holds what was written, each use was
/// agreed to, and no approval lies about for ever. The newest lines are looked at, and the newest entries that began
/// one: a line that was taken away whole is missed.
@Component
class SealCheck implements ControlCheck {

    static final int LOOKED_AT = 500;

    /// How long an approval may stand unused before somebody has to look: good for a week, and a week to take it back.
    static final Duration PATIENCE = SealUse.GOOD_FOR.multipliedBy(2);

    private static final String REPAIR = "/seals?all=true";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SealRepository uses;
    private final LedgerReader log;
    private final Clock clock;

    SealCheck(SealRepository uses, LedgerReader log, Clock clock) {
        this.uses = uses;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public ControlId control() {
        return new ControlId("1.1");
    }

    @Override
    public Outcome check() {
        Instant now = clock.instant();
        List<SealUse> newest = uses.page(Optional.empty(), Optional.empty(), now.plusSeconds(1), LOOKED_AT);
        long touched = newest.stream().filter(use -> !use.genuine()).count();
        if (touched > 0) {
            return new Outcome.Fails(REPAIR, "seals.control.touched", touched);
        }
        long missing = begun().stream().filter(id -> uses.find(id).isEmpty()).count();
        if (missing > 0) {
            return new Outcome.Fails(REPAIR, "seals.control.missing", missing);
        }
        long unapproved = newest.stream().filter(use -> !use.isInOrder()).count();
        if (unapproved > 0) {
            return new Outcome.Fails(REPAIR, "seals.control.unapproved", unapproved);
        }
        long forgotten = uses.countForgotten(now.minus(PATIENCE));
        return forgotten > 0
                ? new Outcome.Fails(REPAIR, "seals.control.forgotten", forgotten)
                : new Outcome.Holds("seals.control.holds", newest.size());
    }

    /// The uses that the newest entries say were asked for.
    private List<SealUseId> begun() {
        Search asked = new Search(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(SealFacts.ASKED),
                Optional.empty(),
                Optional.empty());
        return log.search(asked, OptionalLong.empty(), LedgerReader.MOST).stream()
                .flatMap(entry -> entry.body().stream())
                .map(body -> JSON.readTree(body).path("fact").path("use").asString(""))
                .filter(use -> !use.isEmpty())
                .map(use -> new SealUseId(UUID.fromString(use)))
                .toList();
    }
}
