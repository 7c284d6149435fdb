package io.equiveil.texts;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.TextId;
import java.time.LocalDate;

/// What is recorded of the firm's texts.
final class TextFacts {

    private TextFacts() {}

    /// A text was adopted, word for word as its hash says.
    record TextAdopted(TextId text, int edition, int shippedVersion, boolean ownWords, Digest hash)
            implements Recorded {
        @Override
        public String ledgerKind() {
            return "text-adopted/v1";
        }
    }

    /// The firm wrote its own edition, which counts once adopted.
    record TextEdited(TextId text, int edition, int shippedVersion, Digest hash) implements Recorded {
        @Override
        public String ledgerKind() {
            return "text-edited/v1";
        }
    }

    /// An edition that nobody had adopted was put away.
    record TextDraftPutAway(TextId text, int edition) implements Recorded {
        @Override
        public String ledgerKind() {
            return "text-draft-put-away/v1";
        }
    }

    /// The adoption of a text was put off.
    record TextPutOff(TextId text, LocalDate until) implements Recorded {
        @Override
        public String ledgerKind() {
            return "text-put-off/v1";
        }
    }

    /// A newer shipped version was looked at, and the adopted words were kept.
    record TextKept(TextId text, int edition, int shippedVersion) implements Recorded {
        @Override
        public String ledgerKind() {
            return "text-kept/v1";
        }
    }

    /// The firm confirmed that a lawyer has reviewed exactly these words.
    record TextReviewConfirmed(TextId text, Digest hash, LocalDate reviewedOn) implements Recorded {
        @Override
        public String ledgerKind() {
            return "text-review-confirmed/v1";
        }
    }
}
