package io.equiveil.nda;

import io.equiveil.firm.Firm;
import io.equiveil.identity.SigningProofs.Grade;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.ledger.LedgerReader;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Puts an agreement's data into words and the words onto paper.
@Component
class AgreementWriter {

    /// Raised whenever a template under `nda/papers` changes in substance. From 2 on the mutual duty, the
    /// liability and this number itself are part of what authenticates a row.
    static final int TEXT_VERSION = 2;

    private final AgreementPaper paper = new AgreementPaper();
    private final MessageSource words;
    private final LedgerReader ledger;

    AgreementWriter(MessageSource words, LedgerReader ledger) {
        this.words = words;
        this.ledger = ledger;
    }

    AgreementPaper.Printed write(AgreementId id, Agreements.Preparation wanted, Cleartext party, Firm firm) {
        Locale language = wanted.language();
        AgreementTerms terms = wanted.terms();
        Liability liability = terms.liability();
        List<String> classes = Arrays.stream(InformationClass.values())
                .filter(terms.scope()::contains)
                .map(each -> say("nda.class." + each, language))
                .toList();
        List<String> measures = terms.measures().stream()
                .map(measure -> say("nda.measure." + measure, language))
                .toList();
        String damages = liability
                .damagesYuan()
                .map(yuan -> words.getMessage(
                        "nda.damages",
                        new Object[] {
                            NumberFormat.getIntegerInstance(Locale.CHINA).format(yuan)
                        },
                        language))
                .orElse("");
        String number = AgreementSummary.numberOf(id);
        return paper.write(new AgreementPaper.Words(
                wanted.kind(),
                language,
                number,
                terms.mutual(),
                UUID.randomUUID().toString(),
                Map.of("classes", classes, "measures", measures),
                Map.ofEntries(
                        Map.entry("party", party),
                        Map.entry("firm", Cleartext.of(named(firm, language))),
                        Map.entry("contact", Cleartext.of(firm.contact())),
                        Map.entry("number", Cleartext.of(number)),
                        Map.entry("version", Cleartext.of(Integer.toString(TEXT_VERSION))),
                        Map.entry("years", Cleartext.of(Integer.toString(terms.yearsAfterClosing()))),
                        Map.entry("damages", Cleartext.of(damages)),
                        Map.entry("costs", Cleartext.of(liability.coversCosts() ? say("nda.costs", language) : "")),
                        Map.entry("answerdays", Cleartext.of(Integer.toString(liability.answerWithinDays()))),
                        Map.entry("matter", Cleartext.of(wanted.matterCode())),
                        Map.entry("fingerprint", Cleartext.of(ledger.key().fingerprint())))));
    }

    private String named(Firm firm, Locale language) {
        return firm.creditCode()
                .map(code -> words.getMessage("nda.firm.named", new Object[] {firm.name(), code}, language))
                .orElse(firm.name());
    }

    /// How a signature was activated, as it stands under it.
    String manner(Grade grade, Locale language) {
        return say("nda.grade." + grade, language);
    }

    private String say(String key, Locale language) {
        return words.getMessage(key, null, language);
    }
}
