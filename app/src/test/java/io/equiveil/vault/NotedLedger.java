package io.equiveil.vault;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A ledger that a test can look into: what was recorded, which receipts are durable, what it knows about a row.
final class NotedLedger implements Ledger {

    final List<Recorded> recorded = new ArrayList<>();
    final Set<Receipt> durable = new HashSet<>();
    final Map<String, RowVersion> latest = new HashMap<>();

    @Override
    public Receipt append(Entry entry) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Recording record(Requester who, Recorded fact, Map<Scope, Long> expected, Digest binding) {
        recorded.add(fact);
        return new Recording.Unavailable();
    }

    @Override
    public Map<Scope, Long> epochs(Set<Scope> scopes) {
        return Map.of();
    }

    @Override
    public Map<String, RowVersion> latestAbout(Collection<String> rows) {
        Map<String, RowVersion> known = new HashMap<>(latest);
        known.keySet().retainAll(rows);
        return known;
    }

    @Override
    public boolean knows(String row) {
        return latest.containsKey(row);
    }

    @Override
    public boolean isDurable(Receipt receipt) {
        return durable.contains(receipt);
    }
}
