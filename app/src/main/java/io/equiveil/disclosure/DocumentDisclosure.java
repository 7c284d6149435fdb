package io.equiveil.disclosure;

import io.equiveil.access.Decision;
import io.equiveil.kernel.Receipt;
import java.io.InputStream;
import java.util.Set;

/// What came of asking for a document.
public sealed interface DocumentDisclosure {

    /// The document's bytes; the caller closes the stream, and never sends them out without the obligations.
    record Open(InputStream content, Set<Decision.Obligation> obligations, Receipt receipt)
            implements DocumentDisclosure {}

    /// A no.
    record Refused(Disclosure.Refused refusal, Receipt receipt) implements DocumentDisclosure {}

    /// The ledger could not record, so nothing was opened.
    record Unrecorded() implements DocumentDisclosure {}
}
