package io.equiveil.verifier;

/// What one check came to; the word is what is printed and what scripts may rely on.
enum Outcome {
    HOLDS("holds"),
    FAILS("FAILS"),
    UNKNOWN("unknown");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
