package io.equiveil.imports;

import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.KeyCustody;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The end of a list: the key of its content is destroyed, by its owner or by the clock.
@Component
class ListEnd {

    private static final Logger LOG = LoggerFactory.getLogger(ListEnd.class);
    private static final Requester CLOCK = new Requester.Machine(SystemPrincipal.RETENTION_CLOCK);
    private static final int AT_ONCE = 100;

    private final ListRepository lists;
    private final KeyCustody keys;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ListEnd(ListRepository lists, KeyCustody keys, Ledger ledger, TransactionTemplate transaction, Clock clock) {
        this.lists = lists;
        this.keys = keys;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// In the caller's transaction.
    void destroy(Requester who, BroughtList list) {
        Instant now = clock.instant();
        keys.destroyKeyForever(Owner.of(list.file()), RetentionGroup.LEAD);
        lists.state(list.id(), ImportState.GONE, null, now);
        ledger.append(Entry.of(who, new ImportFacts.ListDestroyed(list.id(), list.file(), now))
                .raising(Owner.of(list.file()).scope()));
    }

    /// Destroys what is due.
    ///
    /// @return how many lists
    int destroyDue() {
        int destroyed = 0;
        for (BroughtList due : lists.due(clock.instant(), AT_ONCE)) {
            try {
                transaction.executeWithoutResult(_ -> lists.lock(due.id())
                        .filter(list -> list.state() != ImportState.GONE)
                        .ifPresent(list -> destroy(CLOCK, list)));
                destroyed++;
            } catch (RuntimeException e) {
                LOG.warn(
                        "list {} could not be destroyed: {}",
                        due.id(),
                        e.getClass().getName());
            }
        }
        return destroyed;
    }
}
