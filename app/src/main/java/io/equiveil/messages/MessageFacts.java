package io.equiveil.messages;

import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Recorded;

/// What this room puts into the log. Identifiers only.
final class MessageFacts {

    private MessageFacts() {}

    record MessageQueued(MessageId message, PersonId person, Template template) implements Recorded {
        @Override
        public String ledgerKind() {
            return "message-queued/v1";
        }
    }

    record MessageSent(MessageId message, PersonId person, Template template, int attempts) implements Recorded {
        @Override
        public String ledgerKind() {
            return "message-sent/v1";
        }
    }

    record MessageGivenUp(MessageId message, PersonId person, Template template, Why why) implements Recorded {
        @Override
        public String ledgerKind() {
            return "message-given-up/v1";
        }
    }

    record NoticePlaced(MessageId notice, PersonId person, Template template) implements Recorded {
        @Override
        public String ledgerKind() {
            return "portal-notice-placed/v1";
        }
    }

    /// Why a message was not sent.
    enum Why {
        TOO_LATE,
        REFUSED_BY_GATEWAY,
        /// The gate did not open the number, or there is none any more.
        NO_NUMBER
    }
}
