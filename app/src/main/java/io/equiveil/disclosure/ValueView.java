package io.equiveil.disclosure;

import io.equiveil.access.Decision.ClauseOutcome;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Purpose;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a page shows where a confidential value belongs: one look everywhere (`disclosure/value :: value`).
public sealed interface ValueView {

    /// Name of the element on the page, so that opening replaces exactly it: letters, digits and hyphens.
    String id();

    /// Closed: the mask, a small closed mark, the class, and one tap to open.
    ///
    /// @param mask     what the gate showed of it
    /// @param kind     its class
    /// @param openPath where the form that opens it posts to; absent where opening is not offered
    /// @param purpose  filled in beforehand
    /// @param purposes what else may be chosen; one or none means that there is nothing to choose
    record Closed(
            String id,
            Cleartext mask,
            InformationClass kind,
            Optional<String> openPath,
            Purpose purpose,
            List<Purpose> purposes)
            implements ValueView {

        public Closed {
            purposes = List.copyOf(purposes);
        }

        public String text() {
            return mask.revealForDisplay();
        }
    }

    /// Open: the value, why it was opened, and how long it stays. It closes by itself.
    ///
    /// @param value   the value
    /// @param kind    its class
    /// @param purpose why it was opened
    /// @param stays   how long until it closes again: contact of one's own matter 15 minutes, all else a minute
    /// @param closed  what comes back then
    record Open(String id, Cleartext value, InformationClass kind, Purpose purpose, Duration stays, Closed closed)
            implements ValueView {

        /// How long the contact of one's own matter stays open.
        public static final Duration CONTACT = Duration.ofMinutes(15);

        /// How long everything else stays open.
        public static final Duration OTHERS = Duration.ofMinutes(1);

        /// How long a value of this class stays open.
        public static Duration staysFor(InformationClass kind) {
            return kind == InformationClass.CONTACT || kind == InformationClass.BASIC ? CONTACT : OTHERS;
        }

        public String text() {
            return value.revealForDisplay();
        }
    }

    /// Refused: what is missing, who can give it, one button.
    ///
    /// @param because every clause that said no
    /// @param path    where the one button leads, if the page knows better than the remedy itself
    record Refusal(String id, List<ClauseOutcome> because, Optional<String> path) implements ValueView {

        public Refusal {
            because = List.copyOf(because);
        }

        public static Refusal of(String id, Disclosure.Refused refused) {
            return new Refusal(id, refused.because(), Optional.empty());
        }

        /// Each reason once.
        public Set<Reason> reasons() {
            Set<Reason> reasons = new LinkedHashSet<>();
            because.forEach(outcome -> reasons.add(outcome.reason()));
            return reasons;
        }

        /// Each way out once.
        public Set<Remedy> remedies() {
            Set<Remedy> remedies = new LinkedHashSet<>();
            because.forEach(outcome -> remedies.add(outcome.remedy()));
            return remedies;
        }

        /// The way out that has a button: the first that leads somewhere.
        public Optional<Remedy> button() {
            return remedies().stream()
                    .filter(remedy -> remedy.path().isPresent() || (path.isPresent() && remedy.hasAction()))
                    .findFirst();
        }

        /// Where the button leads.
        public Optional<String> buttonPath() {
            return path.or(() -> button().flatMap(Remedy::path));
        }
    }
}
