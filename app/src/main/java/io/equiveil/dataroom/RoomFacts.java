package io.equiveil.dataroom;

import io.equiveil.files.PaperKind;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Recorded;
import java.util.Optional;

/// What happens to documents, as the ledger keeps it.
final class RoomFacts {

    private RoomFacts() {}

    /// A document was sealed and entered.
    ///
    /// @param ciphertext SHA-256 of the encrypted stream
    record DocumentAdded(
            DocumentId document,
            Address address,
            Optional<MatterId> matter,
            MatterStage shownFrom,
            PaperKind kind,
            int pages,
            Digest ciphertext)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "document-added/v1";
        }
    }

    /// The office file of which a document's pages were made was sealed beside them.
    ///
    /// @param ciphertext SHA-256 of the encrypted stream
    record OriginalKept(DocumentId document, Address address, Digest ciphertext) implements Recorded {
        @Override
        public String ledgerKind() {
            return "document-original-kept/v1";
        }
    }

    /// A document was taken out and its content destroyed.
    record DocumentRemoved(DocumentId document, Address address, Optional<MatterId> matter) implements Recorded {
        @Override
        public String ledgerKind() {
            return "document-removed/v1";
        }
    }

    /// The other side and partners see it from another stage on.
    record DocumentStaged(DocumentId document, Optional<MatterId> matter, MatterStage before, MatterStage after)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "document-staged/v1";
        }
    }

    /// A page is shown turned from now on.
    ///
    /// @param page     from 1
    /// @param quarters to the right, 0 to 3
    record PageTurned(DocumentId document, int page, int quarters) implements Recorded {
        @Override
        public String ledgerKind() {
            return "document-page-turned/v1";
        }
    }

    /// A viewing is over. Its beginning is the gate's entry about the release.
    ///
    /// @param pages   how many different pages were seen
    /// @param seconds for how long, all together
    record ViewingEnded(
            ViewId view,
            DocumentId document,
            Address address,
            Optional<MatterId> matter,
            PersonId person,
            Ending ending,
            int pages,
            long seconds)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "document-viewing-ended/v1";
        }
    }
}
