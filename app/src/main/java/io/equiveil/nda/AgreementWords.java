package io.equiveil.nda;

import io.equiveil.firm.Firm;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.ledger.LedgerReader;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// The values of an agreement's fields in words, for our own text and for Word templates alike.
@Component
class AgreementWords {

    private final MessageSource words;
    private final LedgerReader ledger;

    AgreementWords(MessageSource words, LedgerReader ledger) {
        this.words = words;
        this.ledger = ledger;
    }

    /// Items of the list fields.
    Map<String, List<String>> lists(AgreementTerms terms, Locale language) {
        List<String> classes = Arrays.stream(InformationClass.values())
                .filter(terms.scope()::contains)
                .map(each -> say("nda.class." + each, language))
                .toList();
        List<String> measures = terms.measures().stream()
                .map(measure -> say("nda.measure." + measure, language))
                .toList();
        return Map.of("classes", classes, "measures", measures);
    }

    /// Text of the other fields.
    ///
    /// @param number  of the agreement
    /// @param version of the text
    /// @param matter  code name, or empty
    Map<String, Cleartext> fields(
            AgreementTerms terms,
            Locale language,
            Cleartext party,
            Firm firm,
            String number,
            String version,
            String matter) {
        Liability liability = terms.liability();
        String damages = liability
                .damagesYuan()
                .map(yuan -> words.getMessage(
                        "nda.damages",
                        new Object[] {
                            NumberFormat.getIntegerInstance(Locale.CHINA).format(yuan)
                        },
                        language))
                .orElse("");
        return Map.ofEntries(
                Map.entry("party", party),
                Map.entry("firm", Cleartext.of(named(firm, language))),
                Map.entry("contact", Cleartext.of(firm.contact())),
                Map.entry("number", Cleartext.of(number)),
                Map.entry("version", Cleartext.of(version)),
                Map.entry("years", Cleartext.of(Integer.toString(terms.yearsAfterClosing()))),
                Map.entry("damages", Cleartext.of(damages)),
                Map.entry("costs", Cleartext.of(liability.coversCosts() ? say("nda.costs", language) : "")),
                Map.entry("answerdays", Cleartext.of(Integer.toString(liability.answerWithinDays()))),
                Map.entry("matter", Cleartext.of(matter)),
                Map.entry("fingerprint", Cleartext.of(ledger.key().fingerprint())));
    }

    private String named(Firm firm, Locale language) {
        return firm.creditCode()
                .map(code -> words.getMessage("nda.firm.named", new Object[] {firm.name(), code}, language))
                .orElse(firm.name());
    }

    String say(String key, Locale language) {
        return words.getMessage(key, null, language);
    }
}
