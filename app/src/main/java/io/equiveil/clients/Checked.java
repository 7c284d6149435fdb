package io.equiveil.clients;

import java.util.Optional;

/// What came of checking something that was typed.
sealed interface Checked {

    /// It may be kept.
    ///
    /// @param normalised in the one form in which it is kept, compared and indexed; confidential
    record Good(String normalised, Optional<IdentifierWarning> warning) implements Checked {
        @Override
        public String toString() {
            return "Good[hidden, " + warning + "]";
        }
    }

    record Bad(IdentifierFault fault) implements Checked {}

    static Checked good(String normalised) {
        return new Good(normalised, Optional.empty());
    }

    static Checked warned(String normalised, IdentifierWarning warning) {
        return new Good(normalised, Optional.of(warning));
    }

    static Checked bad(IdentifierFault fault) {
        return new Bad(fault);
    }
}
