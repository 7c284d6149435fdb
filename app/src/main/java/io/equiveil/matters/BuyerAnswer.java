package io.equiveil.matters;

import io.equiveil.kernel.SubjectId;

/// What a seller answers about one buyer: one answer for each purpose, given and taken back singly (PIPL arts. 14, 15
/// and 23).
///
/// @param disclose whether this buyer may see what the deal is about
/// @param complete whether this buyer gets what signing and completion need
public record BuyerAnswer(SubjectId buyer, boolean disclose, boolean complete) {

    boolean saysYes() {
        return disclose || complete;
    }

    boolean to(BuyerConsent.Item item) {
        return switch (item) {
            case DISCLOSE -> disclose;
            case COMPLETE -> complete;
        };
    }
}
