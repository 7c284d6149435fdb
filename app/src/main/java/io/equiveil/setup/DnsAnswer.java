package io.equiveil.setup;

import java.time.Instant;
import java.util.List;

/// What the DNS said of a TXT record.
///
/// @param values  at most ten, as they stand there; empty if there is none
/// @param reached whether anybody answered
public record DnsAnswer(List<String> values, boolean reached, Instant at) {

    public DnsAnswer {
        values = List.copyOf(values);
    }

    /// Whether the record is there; others may stand beside it.
    public boolean shows(AcmeRecord record) {
        return values.contains(record.value());
    }
}
