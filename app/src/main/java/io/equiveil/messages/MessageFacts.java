package io.equiveil.messages;

import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Recorded;
import io.equiveil.messages.SentMessage.Why;

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

    /// The carrier reported back.
    record MessageDelivered(MessageId message, PersonId person, Template template) implements Recorded {
        @Override
        public String ledgerKind() {
            return "message-delivered/v1";
        }
    }

    /// The carrier reported that it did not arrive.
    record MessageUndelivered(MessageId message, PersonId person, Template template) implements Recorded {
        @Override
        public String ledgerKind() {
            return "message-undelivered/v1";
        }
    }

    record ChannelSet(Channel channel, long version) implements Recorded {
        @Override
        public String ledgerKind() {
            return "message-channel-set/v1";
        }
    }

    record ChannelRemoved(Channel channel, long version) implements Recorded {
        @Override
        public String ledgerKind() {
            return "message-channel-removed/v1";
        }
    }

    record ChannelTried(Channel channel, boolean taken) implements Recorded {
        @Override
        public String ledgerKind() {
            return "message-channel-tried/v1";
        }
    }

    /// A group of the firm was told how many things wait.
    record GroupTold(Channel channel, int waiting, boolean taken) implements Recorded {
        @Override
        public String ledgerKind() {
            return "group-told/v1";
        }
    }

    record PreferencesSaid(PersonId person, boolean sms, boolean mail, boolean quietHours) implements Recorded {
        @Override
        public String ledgerKind() {
            return "message-preferences-said/v1";
        }
    }
}
