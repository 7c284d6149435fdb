package io.equiveil.matters;

import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.SubjectId;
import java.util.Map;

/// How a seller has answered about one buyer of its matter.
///
/// @param signed  whether this buyer's agreement is in force, so that the seller can decide
/// @param answers for each question how it stands
public record BuyerConsent(SubjectId buyer, Standing standing, boolean signed, Map<Item, State> answers) {

    public BuyerConsent {
        answers = Map.copyOf(answers);
    }

    public State disclose() {
        return answers.getOrDefault(Item.DISCLOSE, State.NOT_ASKED);
    }

    public State complete() {
        return answers.getOrDefault(Item.COMPLETE, State.NOT_ASKED);
    }

    /// A question of the notice that names a buyer.
    public enum Item {
        /// 披露资料，供尽职调查
        DISCLOSE("disclose", Purpose.DUE_DILIGENCE),
        /// 签约与交割
        COMPLETE("complete", Purpose.SETTLEMENT);

        private final String question;
        private final Purpose purpose;

        Item(String question, Purpose purpose) {
            this.question = question;
            this.purpose = purpose;
        }

        /// Its name in the notice.
        public String question() {
            return question;
        }

        Purpose purpose() {
            return purpose;
        }
    }

    /// How one answer stands.
    public enum State {
        NOT_ASKED,
        GIVEN,
        REFUSED,
        WITHDRAWN
    }
}
