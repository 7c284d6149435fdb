package io.equiveil.identity;

import static io.equiveil.identity.SessionStore.at;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Refused sign-ins, counted by person, source and minute and recorded once the minute is over, so that a flood
/// of tries does not flood the log. Known and unknown names cost the same.
@Component
class Refusals {

    private static final UUID NOBODY = new UUID(0, 0);
    private static final int BATCH = 200;

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Tokens tokens;
    private final Clock clock;

    Refusals(JdbcClient jdbc, Ledger ledger, Tokens tokens, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void count(Optional<PersonId> person, String source) {
        jdbc.sql("""
                        insert into identity.refused_sign_ins as r (minute, person_id, source_mac, refusals)
                        values (:minute, :person, :source, 1)
                        on conflict (minute, person_id, source_mac) do update set refusals = r.refusals + 1
                        """)
                .param("minute", at(clock.instant().truncatedTo(ChronoUnit.MINUTES)))
                .param("person", person.map(PersonId::value).orElse(NOBODY))
                .param("source", tokens.mac("source", source).bytes())
                .update();
    }

    /// Records the minutes that are over.
    ///
    /// @return how many entries were made
    @Transactional
    int record() {
        List<Facts.SignInsFailed> over = jdbc.sql("""
                        delete from identity.refused_sign_ins where (minute, person_id, source_mac) in
                            (select minute, person_id, source_mac from identity.refused_sign_ins
                             where minute < :minute order by minute limit :batch for update skip locked)
                        returning minute, person_id, source_mac, refusals
                        """)
                .param("minute", at(clock.instant().truncatedTo(ChronoUnit.MINUTES)))
                .param("batch", BATCH)
                .query((row, number) -> new Facts.SignInsFailed(
                        Optional.of(row.getObject("person_id", UUID.class))
                                .filter(id -> !id.equals(NOBODY))
                                .map(PersonId::new),
                        row.getObject("minute", OffsetDateTime.class).toInstant(),
                        row.getInt("refusals"),
                        Digest.of(row.getBytes("source_mac"))))
                .list();
        over.forEach(fact -> ledger.append(Entry.of(new Requester.Machine(SystemPrincipal.HOUSEKEEPER), fact)));
        return over.size();
    }
}
