package io.equiveil.nda;

import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.InformationClass;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an agreement promises, as data: the gate, the clocks and the pages read this, and the text is
/// written from it.
///
/// @param scope             what is in scope is what the gate opens under the agreement, nothing else;
///                          not empty
/// @param yearsAfterClosing 1 to 30; the term never lapses in an open matter and counts from closing
/// @param damagesYuan       agreed damages per breach in whole yuan, on top of compensation; absent means
///                          none agreed
/// @param measures          promised measures, each a live control
public record AgreementTerms(
        Set<InformationClass> scope, int yearsAfterClosing, Optional<Long> damagesYuan, List<ControlId> measures) {

    public AgreementTerms {
        scope = Set.copyOf(scope);
        measures = List.copyOf(measures);
        if (scope.isEmpty()) {
            throw new IllegalArgumentException("an agreement names at least one information class");
        }
        if (yearsAfterClosing < 1 || yearsAfterClosing > 30) {
            throw new IllegalArgumentException("years after closing must be 1 to 30 but were " + yearsAfterClosing);
        }
        if (damagesYuan.isPresent() && damagesYuan.get() < 1) {
            throw new IllegalArgumentException("agreed damages must be positive");
        }
    }

    /// The firm's default: all seven classes, three years after closing, no agreed damages, the measures
    /// that a client
    /// asks about first.
    public static AgreementTerms usual() {
        return new AgreementTerms(
                Set.of(InformationClass.values()),
                3,
                Optional.empty(),
                List.of(
                        new ControlId("2.2"),
                        new ControlId("2.3"),
                        new ControlId("3.1"),
                        new ControlId("3.2"),
                        new ControlId("3.3"),
                        new ControlId("7.2")));
    }
}
