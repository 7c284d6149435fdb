package io.equiveil.nda;

import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.InformationClass;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Terms as somebody wants them, typed on a page or sent by a program: what is left out is as usual.
///
/// @param scope             information classes; none chosen on a page is a fault
/// @param yearsAfterClosing 1 to 30
/// @param mutual            whether the counterpart promises secrecy as well
/// @param damagesYuan       whole yuan; empty for none
/// @param coversCosts       whether the costs of enforcing are owed
/// @param answerWithinDays  1 to 60
/// @param measures          promised measures, of [AgreementTerms#PROMISABLE]
public record WantedTerms(
        @Nullable Set<InformationClass> scope,
        @Nullable String yearsAfterClosing,
        @Nullable Boolean mutual,
        @Nullable String damagesYuan,
        @Nullable Boolean coversCosts,
        @Nullable String answerWithinDays,
        @Nullable Set<String> measures) {

    private static final long MOST_DAMAGES = 1_000_000_000L;

    /// What cannot be taken. Each has a sentence (`nda.terms.fault.…`).
    public enum Fault {
        SCOPE,
        YEARS,
        DAMAGES,
        ANSWER_DAYS,
        MEASURES,
        /// Of a text that the other side wrote it was not said who promises.
        MUTUAL
    }

    /// What came of reading.
    public sealed interface Read {
        record Sound(AgreementTerms terms) implements Read {}

        record Faulty(Set<Fault> faults) implements Read {
            public Faulty {
                faults = Set.copyOf(faults);
            }
        }
    }

    /// The usual terms, to be changed on a page.
    public static WantedTerms usual() {
        AgreementTerms usual = AgreementTerms.usual();
        return new WantedTerms(
                usual.scope(),
                Integer.toString(usual.yearsAfterClosing()),
                usual.mutual(),
                "",
                usual.liability().coversCosts(),
                Integer.toString(usual.liability().answerWithinDays()),
                Set.copyOf(usual.measures().stream().map(ControlId::value).toList()));
    }

    /// Reads them and names every fault at once.
    public Read read() {
        return read(false);
    }

    /// Reads what a text says that the other side wrote: its classes and its term have to be said, and it may promise
    /// none of our measures.
    public Read readOfTheirs() {
        return read(true);
    }

    private Read read(boolean theirs) {
        AgreementTerms usual = AgreementTerms.usual();
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        Set<InformationClass> classes = scope == null ? theirs ? Set.of() : usual.scope() : scope;
        if (classes.isEmpty()) {
            faults.add(Fault.SCOPE);
        }
        if (theirs && (yearsAfterClosing == null || yearsAfterClosing.isBlank())) {
            faults.add(Fault.YEARS);
        }
        if (theirs && mutual == null) {
            faults.add(Fault.MUTUAL);
        }
        Optional<Long> years = number(yearsAfterClosing, usual.yearsAfterClosing(), 30, Fault.YEARS, faults);
        Optional<Long> days =
                number(answerWithinDays, usual.liability().answerWithinDays(), 60, Fault.ANSWER_DAYS, faults);
        Optional<Long> damages = damagesYuan == null || damagesYuan.isBlank()
                ? Optional.empty()
                : number(damagesYuan, 0, MOST_DAMAGES, Fault.DAMAGES, faults);
        List<ControlId> promised = measures == null
                ? theirs ? List.of() : usual.measures()
                : AgreementTerms.PROMISABLE.stream()
                        .filter(measure -> measures.contains(measure.value()))
                        .toList();
        if (promised.isEmpty() && !theirs || measures != null && promised.size() != measures.size()) {
            faults.add(Fault.MEASURES);
        }
        if (!faults.isEmpty()) {
            return new Read.Faulty(faults);
        }
        return new Read.Sound(new AgreementTerms(
                classes,
                years.orElseThrow().intValue(),
                Boolean.TRUE.equals(mutual),
                new Liability(
                        damages,
                        coversCosts == null ? usual.liability().coversCosts() : coversCosts,
                        days.orElseThrow().intValue()),
                promised));
    }

    private static Optional<Long> number(
            @Nullable String typed, long otherwise, long most, Fault fault, Set<Fault> faults) {
        if (typed == null || typed.isBlank()) {
            return Optional.of(otherwise);
        }
        String digits = typed.strip().replace(",", "").replace("，", "");
        if (!digits.matches("[0-9]{1,12}") || Long.parseLong(digits) < 1 || Long.parseLong(digits) > most) {
            faults.add(fault);
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(digits));
    }
}
