package io.equiveil.frame.worklist;

import io.equiveil.kernel.Requester;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A room's contribution to 今日. One bean per room that has something to say.
public interface Worklist {

    /// What this person should see today, most urgent first; at most twenty items, and cheap to compute.
    List<Item> itemsFor(Requester.SignedIn person);

    /// Most lines of a room.
    int MOST = 20;

    /// The most urgent lines, and if there are more than [#MOST], a last one that says how many are left out and where
    /// they
    /// all are. Nothing is left out unsaid.
    ///
    /// @param path where all of them stand
    static List<Item> mostUrgent(List<Item> items, String path) {
        List<Item> sorted = items.stream()
                .sorted(Comparator.comparing(item -> item.due().orElse(Instant.MAX)))
                .toList();
        if (sorted.size() <= MOST) {
            return sorted;
        }
        List<Item> kept = new ArrayList<>(sorted.subList(0, MOST - 1));
        Kind ofTheRest = sorted.get(MOST - 1).kind();
        String left = Integer.toString(sorted.size() - kept.size());
        kept.add(new Item(ofTheRest, "frame.work.more", List.of(left), Optional.empty(), path));
        return kept;
    }

    /// One line of 今日. Texts are message keys, so that nothing confidential gets in.
    ///
    /// @param kind      which group it belongs to
    /// @param messageKey the sentence; its arguments are identifiers, code names, counts, dates and [#word]s only
    /// @param arguments for the sentence
    /// @param due       when it is due
    /// @param path      where one click leads
    record Item(Kind kind, String messageKey, List<String> arguments, Optional<Instant> due, String path) {

        private static final String WORD = "word:";

        /// An argument that is a text of its own, in the reader's language: a reason.
        ///
        /// @param key its message key
        public static String word(String key) {
            return WORD + key;
        }

        /// The key of an argument that is a text of its own.
        public static Optional<String> wordOf(String argument) {
            return argument.startsWith(WORD) ? Optional.of(argument.substring(WORD.length())) : Optional.empty();
        }
    }

    /// The groups of 今日.
    enum Kind {
        DUE,
        BLOCKED,
        TO_APPROVE,
        RED,
        REPLY
    }
}
