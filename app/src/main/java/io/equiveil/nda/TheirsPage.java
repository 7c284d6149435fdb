package io.equiveil.nda;

import io.equiveil.files.IncomingFiles;
import io.equiveil.files.SentFiles;
import io.equiveil.files.SentForm;
import io.equiveil.frame.Display;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.nda.WantedTerms.Fault;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/// The page on which a signed paper comes in whose text the other side wrote (`nda/theirs`): four questions
/// about what it says, then the paper. For the rooms at whose clients and matters agreements begin; programs
/// send the same fields.
public final class TheirsPage {

    private TheirsPage() {}

    /// What was typed. Fields: `scope-<class>` and `measure-<id>` (`on`), `yearsAfterClosing`, `mutual`, `damagesYuan`,
    /// `coversCosts`, `answerWithinDays`, `language`, `signedOn`, `place`. Does not print itself.
    ///
    /// `mutual` is `true` if both promise, `false` if only the one does on whose promise the gate relies: the firm
    /// towards its client, a buyer for its matter.
    public record Typed(WantedTerms terms, String language, String signedOn, String place) {

        /// Before anything was typed: nothing is taken for granted.
        public static Typed blank(Instant now, Locale locale) {
            return new Typed(
                    new WantedTerms(Set.of(), "", null, "", false, "", Set.of()),
                    locale.getLanguage().equals("en") ? "en" : "zh-CN",
                    LocalDate.ofInstant(now, Display.SHANGHAI).toString(),
                    "");
        }

        /// Reads the fields that came before the files.
        public static Typed of(SentForm sent) {
            Set<InformationClass> scope = Arrays.stream(InformationClass.values())
                    .filter(each -> !sent.field("scope-" + each).isEmpty())
                    .collect(Collectors.toSet());
            Set<String> measures = AgreementTerms.PROMISABLE.stream()
                    .map(ControlId::value)
                    .filter(each -> !sent.field("measure-" + each).isEmpty())
                    .collect(Collectors.toSet());
            return new Typed(
                    new WantedTerms(
                            scope,
                            sent.field("yearsAfterClosing"),
                            sent.field("mutual").isEmpty()
                                    ? null
                                    : sent.field("mutual").equals("true"),
                            sent.field("damagesYuan"),
                            !sent.field("coversCosts").isEmpty(),
                            sent.field("answerWithinDays"),
                            measures),
                    sent.field("language", "zh-CN"),
                    sent.field("signedOn"),
                    sent.field("place"));
        }

        /// The language of the text.
        public Locale spoken() {
            return Locale.forLanguageTag(language.equals("en") ? "en" : "zh-CN");
        }

        @Override
        public String toString() {
            return "Typed[]";
        }
    }

    /// What takes the paper in, once what it says was understood.
    public interface Act {
        AgreementResult take(
                AgreementTerms terms, Locale language, SentFiles files, LocalDate signedOn, Cleartext place)
                throws IOException;
    }

    /// What came of a form.
    ///
    /// @param faults of the answers; nothing was asked of the act if there are any
    /// @param result absent if there are faults
    public record Outcome(
            Typed typed, Set<Fault> faults, @Nullable AgreementResult result) {}

    /// Reads a form and has it acted upon.
    public static Outcome sent(SentForm sent, Act act) throws IOException {
        Typed typed = Typed.of(sent);
        Outcome outcome = switch (typed.terms().readOfTheirs()) {
            case WantedTerms.Read.Faulty(var faults) -> new Outcome(typed, faults, null);
            case WantedTerms.Read.Sound(var terms) -> {
                Optional<LocalDate> signedOn = day(typed.signedOn());
                yield new Outcome(
                        typed,
                        Set.of(),
                        signedOn.isEmpty()
                                ? new AgreementResult.Unacceptable(AgreementResult.Fault.SIGNED_IN_THE_FUTURE)
                                : act.take(
                                        terms,
                                        typed.spoken(),
                                        sent,
                                        signedOn.get(),
                                        Cleartext.of(typed.place().strip())));
            }
        };
        sent.passOver();
        return outcome;
    }

    private static Optional<LocalDate> day(String typed) {
        try {
            return Optional.of(LocalDate.parse(typed));
        } catch (DateTimeParseException notADay) {
            return Optional.empty();
        }
    }

    /// The page.
    ///
    /// @param action where the form goes
    /// @param back   where the way back leads
    public static ModelAndView of(AgreementKind kind, Outcome outcome, Instant now, String action, String back) {
        ModelAndView page = new ModelAndView("nda/theirs")
                .addObject("kind", kind)
                .addObject("typed", outcome.typed())
                .addObject("faults", outcome.faults())
                .addObject("refused", refusal(outcome.result()))
                .addObject("bounds", IncomingFiles.bounds())
                .addObject("today", LocalDate.ofInstant(now, Display.SHANGHAI).toString())
                .addObject("action", action)
                .addObject("back", back)
                .addObject("classes", InformationClass.values())
                .addObject(
                        "promisable",
                        AgreementTerms.PROMISABLE.stream().map(ControlId::value).toList());
        if (!outcome.faults().isEmpty() || outcome.result() != null) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return page;
    }

    /// The sentence that says why; absent if nothing was refused.
    private static @Nullable String refusal(@Nullable AgreementResult result) {
        return switch (result) {
            case null -> null;
            case AgreementResult.Done _ -> null;
            case AgreementResult.FileRefused(var because) -> because.messageKey();
            case AgreementResult.Unacceptable(var fault) -> "nda.fault." + fault;
            case AgreementResult.Unknown _ -> "nda.result.unknown";
            case AgreementResult.Unrecorded _ -> "nda.result.unrecorded";
            case AgreementResult.Refused _ -> "nda.result.refused";
            case AgreementResult.NotNow _, AgreementResult.ProofRefused _ -> "nda.result.unknown";
        };
    }
}
