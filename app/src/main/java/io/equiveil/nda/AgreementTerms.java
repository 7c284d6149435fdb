package io.equiveil.nda;

import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.InformationClass;
import java.util.List;
import java.util.Set;

/// What an agreement promises, as data: the gate, the clocks and the pages read this, and the text is
/// written from it.
///
/// @param scope             what is in scope is what the gate opens under the agreement, nothing else; not empty
/// @param yearsAfterClosing 1 to 30; the term never lapses in an open matter and counts from closing
/// @param mutual            whether the counterpart promises secrecy as well
/// @param liability         what follows from a breach
/// @param measures          promised measures, each a live control
public record AgreementTerms(
        Set<InformationClass> scope,
        int yearsAfterClosing,
        boolean mutual,
        Liability liability,
        List<ControlId> measures) {

    /// Measures that can be promised, in the order in which a text names them.
    public static final List<ControlId> PROMISABLE = List.of(
            new ControlId("2.2"),
            new ControlId("2.3"),
            new ControlId("3.1"),
            new ControlId("3.2"),
            new ControlId("3.3"),
            new ControlId("7.2"));

    /// @throws IllegalArgumentException if the scope is empty or the years are out of bounds
    public AgreementTerms {
        scope = Set.copyOf(scope);
        measures = List.copyOf(measures);
        if (scope.isEmpty()) {
            throw new IllegalArgumentException("an agreement names at least one information class");
        }
        if (yearsAfterClosing < 1 || yearsAfterClosing > 30) {
            throw new IllegalArgumentException("years after closing must be 1 to 30 but were " + yearsAfterClosing);
        }
    }

    /// The scope in the order in which texts and pages list the classes.
    public List<InformationClass> scopeInOrder() {
        return scope.stream().sorted().toList();
    }

    /// The firm's default: all seven classes, three years after closing, one-way, no agreed damages, the
    /// measures that a client asks about first.
    public static AgreementTerms usual() {
        return new AgreementTerms(Set.of(InformationClass.values()), 3, false, Liability.usual(), PROMISABLE);
    }
}
