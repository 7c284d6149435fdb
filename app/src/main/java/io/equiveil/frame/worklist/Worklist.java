package io.equiveil.frame.worklist;

import io.equiveil.kernel.Requester;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A room's contribution to 今日. One bean per room that has something to say.
public interface Worklist {

    /// What this person should see today, most urgent first; at most twenty items, and cheap to compute.
    List<Item> itemsFor(Requester.SignedIn person);

    /// One line of 今日. Texts are message keys, so that nothing confidential gets in.
    ///
    /// @param kind      which group it belongs to
    /// @param messageKey the sentence; its arguments are identifiers, code names, counts and dates only
    /// @param arguments for the sentence
    /// @param due       when it is due
    /// @param path      where one click leads
    record Item(Kind kind, String messageKey, List<String> arguments, Optional<Instant> due, String path) {}

    /// The groups of 今日.
    enum Kind {
        DUE,
        BLOCKED,
        TO_APPROVE,
        RED,
        REPLY
    }
}
