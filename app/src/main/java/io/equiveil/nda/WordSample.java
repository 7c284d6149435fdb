package io.equiveil.nda;

import io.equiveil.firm.FirmProfile;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Invented values for looking at a Word template: everything in it that can be in it, and nobody's name.
@Component
class WordSample {

    private static final long DAMAGES = 200_000;

    private final AgreementWords words;
    private final FirmProfile firm;

    WordSample(AgreementWords words, FirmProfile firm) {
        this.words = words;
        this.firm = firm;
    }

    WordPaper.Words of(WordSlot slot, Digest template, int number) {
        Locale language = slot.locale();
        AgreementTerms usual = AgreementTerms.usual();
        AgreementTerms terms = new AgreementTerms(
                usual.scope(),
                usual.yearsAfterClosing(),
                true,
                new Liability(Optional.of(DAMAGES), true, usual.liability().answerWithinDays()),
                usual.measures());
        return new WordPaper.Words(
                slot,
                template,
                "EV-00000000",
                true,
                "00000000-0000-0000-0000-000000000000",
                words.lists(terms, language),
                words.fields(
                        terms,
                        language,
                        Cleartext.of(words.say("nda.word.sample.party", language)),
                        firm.current(),
                        "EV-00000000",
                        AgreementWriter.wordVersion(number),
                        words.say("nda.word.sample.matter", language)));
    }
}
