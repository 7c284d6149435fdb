package io.equiveil.declarations;

import io.equiveil.files.FileRefusal;
import java.util.List;

/// What came of an act upon a declaration.
public sealed interface DeclarationResult {

    /// Done; so it stands now.
    record Done(Declaration declaration) implements DeclarationResult {}

    /// There is no such matter or paper, or not for this person.
    record Unknown() implements DeclarationResult {}

    /// Something stands in the way: all of it at once. Nothing was changed.
    record Blocked(List<DeclarationFault> faults) implements DeclarationResult {
        public Blocked {
            faults = List.copyOf(faults);
        }

        static Blocked by(DeclarationFault fault) {
            return new Blocked(List.of(fault));
        }
    }

    /// The pictures are none, or too many. Nothing was kept.
    record FileRefused(FileRefusal because) implements DeclarationResult {}
}
