package io.equiveil.disclosure;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.ledger.Ledger;
import io.equiveil.ledger.Ledger.Recording;
import io.equiveil.vault.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts refusals of visitors without a session, so that nobody fills the log by knocking: at most one entry for each
/// source and minute, and every refusal is in the count of exactly one.
///
/// The first knock of a minute is recorded at once, together with what was counted since the last entry; later ones in
/// the same minute are counted, and recorded by [#flush] when the minute is over. Counts that were not yet flushed are
/// lost with the process (a minute at most). Sources beyond [#MOST_SOURCES] share one count.
final class Strangers {

    static final int MOST_SOURCES = 10_000;

    private final Ledger ledger;
    private final Secrets secrets;
    private final Clock clock;
    private final Map<Digest, Knocks> knocks = new LinkedHashMap<>();

    Strangers(Ledger ledger, Secrets secrets, Clock clock) {
        this.ledger = ledger;
        this.secrets = secrets;
        this.clock = clock;
    }

    private static final class Knocks {
        private Instant recordedIn = Instant.MIN;
        private int unrecorded;
        private @Nullable Receipt receipt;
    }

    /// Counts a refusal.
    ///
    /// @return the receipt of the entry that stands for this minute; empty if the ledger could not record
    synchronized Optional<Receipt> refused(Requester.Anonymous who) {
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Digest source = source(who.sourceAddress());
        if (!knocks.containsKey(source) && knocks.size() >= MOST_SOURCES) {
            source = source("");
        }
        Knocks known = knocks.computeIfAbsent(source, _ -> new Knocks());
        known.unrecorded++;
        if (known.recordedIn.isBefore(minute)) {
            record(source, known, minute);
        }
        return Optional.ofNullable(known.receipt);
    }

    /// Records what was counted in minutes that are over, and forgets sources that have been quiet since.
    synchronized void flush() {
        flush(clock.instant().truncatedTo(ChronoUnit.MINUTES));
    }

    /// Records all that was counted, at the end of the process.
    synchronized void flushAll() {
        flush(Instant.MAX);
    }

    private void flush(Instant before) {
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        for (Iterator<Map.Entry<Digest, Knocks>> each = knocks.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Digest, Knocks> entry = each.next();
            Knocks known = entry.getValue();
            if (!known.recordedIn.isBefore(before)) {
                continue;
            }
            if (known.unrecorded == 0) {
                each.remove();
            } else {
                record(entry.getKey(), known, minute);
            }
        }
    }

    private void record(Digest source, Knocks known, Instant minute) {
        // The entry names no address: who knocked is a keyed hash, and the requester of the entry is nobody.
        Recording recording = ledger.record(
                new Requester.Anonymous(""), new ReleaseFacts.StrangersRefused(source, minute, known.unrecorded));
        switch (recording) {
            case Recording.Done(var receipt) -> {
                known.recordedIn = minute;
                known.unrecorded = 0;
                known.receipt = receipt;
            }
            case Recording.Moved _, Recording.Unavailable _ -> known.receipt = null;
        }
    }

    private Digest source(String address) {
        return Digest.of(secrets.mac("disclosure.strangers", address.getBytes(StandardCharsets.UTF_8)));
    }
}
