package io.equiveil.nda;

import java.util.Optional;

/// What follows from a breach, as data: the text is written from it, and a case of suspected breach will be held
/// against it.
///
/// @param damagesYuan      agreed damages per breach in whole yuan, on top of compensation; absent means none agreed
/// @param coversCosts      whether the costs of stopping the breach and of enforcing the claim are owed as well
/// @param answerWithinDays within how many days the other side answers a reported breach; 1 to 60
public record Liability(Optional<Long> damagesYuan, boolean coversCosts, int answerWithinDays) {

    /// @throws IllegalArgumentException if the damages are not positive or the days out of bounds
    public Liability {
        if (damagesYuan.filter(yuan -> yuan < 1).isPresent()) {
            throw new IllegalArgumentException("agreed damages must be positive");
        }
        if (answerWithinDays < 1 || answerWithinDays > 60) {
            throw new IllegalArgumentException("days to answer must be 1 to 60 but were " + answerWithinDays);
        }
    }

    /// Compensation with costs, no agreed damages, an answer within fifteen days.
    public static Liability usual() {
        return new Liability(Optional.empty(), true, 15);
    }
}
