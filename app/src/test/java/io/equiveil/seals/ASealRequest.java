package io.equiveil.seals;

import io.equiveil.House;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.ledger.Entry;
import io.equiveil.seals.SealUse.Paper;
import io.equiveil.seals.SealUse.Seal;
import io.equiveil.seals.SealUse.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/// A request for a seal that waits, as the register keeps it.
public final class ASealRequest {

    private ASealRequest() {}

    /// Asked by somebody a while ago.
    public static SealUseId waitingFor(House house, SignedInPerson asker, Duration since) {
        SealUse use = new SealUse(
                SealUseId.random(),
                Seal.COMPANY,
                Paper.NOTICE,
                Optional.empty(),
                2,
                Optional.empty(),
                State.ASKED,
                asker.person(),
                Instant.now().minus(since).truncatedTo(ChronoUnit.MICROS),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
        house.bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> house.bean(SealRepository.class)
                        .write(
                                use,
                                Entry.of(
                                        asker.requester(),
                                        new SealFacts.SealAsked(
                                                use.id(),
                                                use.seal(),
                                                use.paper(),
                                                use.agreement(),
                                                2,
                                                Optional.empty()))));
        return use.id();
    }

    /// How far it has come.
    public static State stateOf(House house, SealUseId id) {
        return house.bean(SealRepository.class).find(id).orElseThrow().state();
    }
}
