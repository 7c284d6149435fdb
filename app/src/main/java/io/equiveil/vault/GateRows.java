package io.equiveil.vault;

import io.equiveil.kernel.Digest;
import java.util.List;

/// Authenticates gate-relevant rows (promise P7): consent state, assignment, role, agreement, stage, policy.
///
/// How to write one, in one transaction: `ledger.append(entry.about(row, version))`, then
/// `mac(new GateRow(row, version, receipt.leafHash(), content))`, then store row, version, leaf and MAC.
public interface GateRows {

    /// The MAC over a row's canonical content, version and leaf. The key is outside the database.
    byte[] mac(GateRow row);

    /// Whether a row is as it was written and is the latest that the ledger knows. False for a flipped, rolled back or
    /// foreign row; false is a no.
    default boolean genuine(GateRow row, byte[] mac) {
        return !genuine(List.of(new Kept<>(row, mac, row))).isEmpty();
    }

    /// Those of these that are genuine, in their order; the log is asked about all of them at once.
    <T> List<T> genuine(List<Kept<T>> rows);

    /// A row as it was found.
    ///
    /// @param value what is given out if it is genuine
    record Kept<T>(GateRow row, byte[] mac, T value) {}

    /// A gate-relevant row.
    ///
    /// @param row     its name, `room.table/id`, as given to the ledger
    /// @param version as given to the ledger
    /// @param leaf    leaf hash of the entry that made this version
    /// @param content every column that the gate relies on, in a fixed order; encoded with length prefixes
    record GateRow(String row, long version, Digest leaf, List<String> content) {
        public GateRow {
            content = List.copyOf(content);
        }
    }
}
