package io.equiveil.training;

import io.equiveil.House;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.GateRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Attestations that were recorded and confirmed some days ago, and have ended since.
public final class ALapsedTraining {

    private ALapsedTraining() {}

    /// All courses, ended an hour ago.
    public static List<AttestationId> of(House house, SignedInPerson officer, SignedInPerson person) {
        Clock daysAgo = Clock.offset(house.bean(Clock.class), Duration.ofDays(-9));
        Attestations then = new Attestations(
                house.bean(JdbcClient.class),
                house.bean(TransactionTemplate.class),
                house.bean(Ledger.class),
                house.bean(GateRows.class),
                daysAgo);
        List<AttestationId> lapsed = new ArrayList<>();
        for (Course course : Course.values()) {
            var recorded = then.record(
                    officer.requester(), person.person(), course, Instant.now().minus(Duration.ofHours(1)));
            AttestationId id = ((Attestations.Result.Done) recorded).id();
            then.confirm(person.requester(), id);
            lapsed.add(id);
        }
        return lapsed;
    }
}
