package io.equiveil.disclosure;

import io.equiveil.access.Decision;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What came of asking.
public sealed interface Disclosure {

    /// Decided and recorded. Some addresses may be refused while others are shown.
    record Answered(Map<Address, Shown> shown, Map<Address, Refused> refused, Receipt receipt) implements Disclosure {

        /// One field's value or mask; empty if it is not among those shown.
        public Optional<Cleartext> field(Address address, String field) {
            Shown values = shown.get(address);
            return values == null
                    ? Optional.empty()
                    : Optional.ofNullable(values.fields().get(field));
        }
    }

    /// The ledger could not record, so nothing was decided for good and nothing was opened.
    record Unrecorded() implements Disclosure {}

    /// Values of one address.
    record Shown(Map<String, Cleartext> fields, Set<Decision.Obligation> obligations, String ruleId) {}

    /// A no for one address: every clause that said so, with what would change it.
    record Refused(List<Decision.ClauseOutcome> because) {}

    /// A forecast without opening.
    record Outlook(Map<Address, Refused> refused, Instant at) {
        public boolean allPermitted() {
            return refused.isEmpty();
        }
    }
}
