package io.equiveil.matters;

import java.util.List;

/// A coarse word that a teaser may say.
///
/// @param from   lower end for bands of numbers, in whole units of the attribute; 0 for kinds of words
/// @param weight how much it narrows the circle of companies, by rule of thumb
/// @param words  finer words that belong to it
record Band(String zh, String en, double from, int weight, List<String> words) {

    Band {
        words = List.copyOf(words);
    }

    /// Whether a text speaks of it, by its own name or by one of its finer words.
    boolean isMetIn(String text) {
        return text.contains(zh) || text.contains(en) || words.stream().anyMatch(text::contains);
    }
}
