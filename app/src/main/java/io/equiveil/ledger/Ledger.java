package io.equiveil.ledger;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The log. Two ways in, one order.
///
/// Facts go in with the transaction that makes them true ([#append]); releases, refusals and sign-ins go in on their
/// own connection and are durable when the call returns ([#record]), whatever the caller's transaction does later.
/// Guarantees: contiguous indexes, no entry changed or removed without detection by anybody who has an earlier
/// checkpoint. Does not promise that a fact is true, only that it was recorded then.
public interface Ledger {

    /// Puts a fact into the log within the caller's transaction: both happen, or neither.
    ///
    /// First raises the epochs of `entry.raising()` (which takes their locks), then inserts, so that the order of
    /// numbers agrees with the order in which releases were stopped.
    ///
    /// @throws IllegalStateException if there is no transaction
    /// @throws IllegalArgumentException if the fact has a component that does not belong into a ledger
    Receipt append(Entry entry);

    /// Records on the recorder's own connection; durable on return, on condition that none of the expected epochs has
    /// moved.
    ///
    /// @param expected epochs that the decision read; empty where there was no decision
    /// @param binding  what the receipt shall be good for, or [#UNBOUND]
    Recording record(Requester who, Recorded fact, Map<Scope, Long> expected, Digest binding);

    /// Binding of a receipt that opens nothing.
    Digest UNBOUND = Digest.of(new byte[Digest.LENGTH]);

    /// Records something that binds nothing and depends on nothing: a refusal, a sign-in.
    default Recording record(Requester who, Recorded fact) {
        return record(who, fact, Map.of(), UNBOUND);
    }

    /// Reads the epochs of these scopes; 0 for one that was never raised. Read them before the facts of a decision.
    Map<Scope, Long> epochs(Set<Scope> scopes);

    /// The latest version that the log holds about a gate-relevant row, with the leaf that said so. Empty
    /// for a row that was never written, and where somebody took away what the log holds about it: see
    /// [#knows].
    default Optional<RowVersion> latestAbout(String row) {
        return Optional.ofNullable(latestAbout(List.of(row)).get(row));
    }

    /// The same for many rows in one question, by name; a row of which nothing is known is left out.
    Map<String, RowVersion> latestAbout(Collection<String> rows);

    /// Whether the log ever heard of a gate-relevant row, whatever is left of that in the database.
    boolean knows(String row);

    /// Whether the entry of a receipt is committed: it stands in the intake or already in the log, with this leaf hash.
    /// An entry of a transaction that is still open does not count.
    ///
    /// @return false as well for a receipt that this log never gave; its MAC is not looked at
    boolean isDurable(Receipt receipt);

    /// What came of recording.
    sealed interface Recording {

        /// It is durable.
        record Done(Receipt receipt) implements Recording {}

        /// Something was withdrawn, revoked or destroyed meanwhile: decide again.
        record Moved(Set<Scope> scopes) implements Recording {}

        /// The log cannot take it. Nothing may be released.
        record Unavailable() implements Recording {}
    }

    /// A version of a gate-relevant row as the log knows it.
    ///
    /// @param row     its name: `room.table/id`
    /// @param version counted from 1
    /// @param leaf    leaf hash of the entry that made this version
    record RowVersion(String row, long version, Digest leaf) {}
}
