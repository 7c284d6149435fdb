package io.equiveil.ledger;

import io.equiveil.kernel.Recorded;

/// Somebody opened one entry of the log.
///
/// @param intake the entry's number
/// @param taken  whether it was taken away as an evidence file
public record RecordOpened(long intake, boolean taken) implements Recorded {

    @Override
    public String ledgerKind() {
        return "record-opened/v1";
    }
}
