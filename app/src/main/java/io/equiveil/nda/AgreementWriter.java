package io.equiveil.nda;

import io.equiveil.firm.Firm;
import io.equiveil.identity.SigningProofs.Grade;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.ledger.LedgerReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Puts an agreement's data into words and the words onto paper.
@Component
class AgreementWriter {

    /// Raised whenever a template under `nda/papers` changes in substance.
    static final int TEXT_VERSION = 1;

    private final AgreementPaper paper = new AgreementPaper();
    private final MessageSource words;
    private final LedgerReader ledger;

    AgreementWriter(MessageSource words, LedgerReader ledger) {
        this.words = words;
        this.ledger = ledger;
    }

    /// A rendered agreement.
    record Written(byte[] pdf, int pages) {}

    Written write(AgreementId id, Agreements.Preparation wanted, Cleartext party, Firm firm) {
        Locale language = wanted.language();
        AgreementTerms terms = wanted.terms();
        List<String> classes = Arrays.stream(InformationClass.values())
                .filter(terms.scope()::contains)
                .map(each -> say("nda.class." + each, language))
                .toList();
        List<String> measures = terms.measures().stream()
                .map(measure -> say("nda.measure." + measure, language))
                .toList();
        String damages = terms.damagesYuan()
                .map(yuan -> words.getMessage(
                        "nda.damages",
                        new Object[] {
                            NumberFormat.getIntegerInstance(Locale.CHINA).format(yuan)
                        },
                        language))
                .orElse("");
        byte[] pdf = paper.write(
                wanted.kind(),
                language,
                Map.of("classes", classes, "measures", measures),
                Map.of(
                        "party", party,
                        "firm", Cleartext.of(firm.name()),
                        "number", Cleartext.of(AgreementSummary.numberOf(id)),
                        "version", Cleartext.of(Integer.toString(TEXT_VERSION)),
                        "years", Cleartext.of(Integer.toString(terms.yearsAfterClosing())),
                        "damages", Cleartext.of(damages),
                        "matter", Cleartext.of(wanted.matterCode()),
                        "fingerprint", Cleartext.of(ledger.key().fingerprint())));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new Written(pdf, document.getNumberOfPages());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// How a signature was activated, as it stands under it.
    String manner(Grade grade, Locale language) {
        return say("nda.grade." + grade, language);
    }

    private String say(String key, Locale language) {
        return words.getMessage(key, null, language);
    }
}
