package io.equiveil.ledger;

import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Ledger.Recording;
import io.equiveil.ledger.LedgerReader.FirmEntry;
import io.equiveil.ledger.LedgerReader.Opening;
import io.equiveil.ledger.LedgerReader.Proving;
import io.equiveil.ledger.LedgerReader.Search;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/// 存证记录: the log for those who look after it. An auditor finds what the invitation covers, and nothing without one.
/// Reading is an entry of its own, made before anything is shown.
///
/// Does not ask for a role: the doors that lead here do.
@Service
public class Records {

    private final LedgerReader reader;
    private final Ledger ledger;

    Records(LedgerReader reader, Ledger ledger) {
        this.reader = reader;
        this.ledger = ledger;
    }

    /// What came of asking.
    public sealed interface Read<T> {

        record Shown<T>(T what) implements Read<T> {}

        /// There is no such entry for this reader.
        record Unknown<T>() implements Read<T> {}

        /// The reading could not be recorded, so nothing is shown.
        record NotRecorded<T>() implements Read<T> {}
    }

    /// Entries that meet all conditions, newest first.
    ///
    /// @param before only entries with a lower number; the last number of the page before
    /// @param limit  1 to [LedgerReader#MOST]
    public Read<List<FirmEntry>> search(Requester.SignedIn who, Search search, OptionalLong before, int limit) {
        Optional<Search> allowed = who.has(Role.AUDITOR) ? who.scope().map(search::within) : Optional.of(search);
        return allowed.<Read<List<FirmEntry>>>map(asked -> {
                    List<FirmEntry> found = reader.search(asked, before, limit);
                    return recorded(
                            who,
                            new RecordsRead(asked.person(), asked.subject(), asked.matter(), found.size()),
                            () -> found);
                })
                .orElseGet(Read.Unknown::new);
    }

    /// One entry.
    public Read<FirmEntry> open(Requester.SignedIn who, long intake) {
        return known(who, intake, entry -> recorded(who, new RecordOpened(intake, false), () -> entry));
    }

    /// The proof of one entry, with the firm's part opened.
    public Read<Proof> prove(Requester.SignedIn who, long intake) {
        return known(
                who,
                intake,
                entry -> recorded(
                        who,
                        new RecordOpened(intake, true),
                        () -> new Proof(entry, reader.prove(List.of(intake), Set.of(new Opening.Firm())))));
    }

    /// @param entry   what is proven
    /// @param proving its evidence file, or that no checkpoint covers it yet
    public record Proof(FirmEntry entry, Proving proving) {}

    private <T> Read<T> known(Requester.SignedIn who, long intake, Function<FirmEntry, Read<T>> then) {
        return reader.entry(intake).filter(entry -> entry.isFor(who)).map(then).orElseGet(Read.Unknown::new);
    }

    private <T> Read<T> recorded(Requester.SignedIn who, Recorded reading, Supplier<T> what) {
        return ledger.record(who, reading) instanceof Recording.Done
                ? new Read.Shown<>(what.get())
                : new Read.NotRecorded<>();
    }
}
