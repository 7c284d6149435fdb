package io.equiveil.nda;

import io.equiveil.firm.Firm;
import io.equiveil.identity.SigningProofs.Grade;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.nda.AgreementPaper.Printed;
import io.equiveil.nda.WordTemplates.Source;
import io.equiveil.texts.TextLanguage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Puts an agreement's data into words and the words onto paper: into the firm's own Word template if one is adopted
/// for its kind and language, and else into our own text.
@Component
class AgreementWriter {

    /// Raised whenever a template under `nda/papers` changes in substance. From 2 on the mutual duty, the
    /// liability and this number itself are part of what authenticates a row.
    static final int TEXT_VERSION = 2;

    private final AgreementPaper paper = new AgreementPaper();
    private final AgreementWords words;
    private final WordTemplates templates;
    private final WordPaper wordPaper;

    AgreementWriter(AgreementWords words, WordTemplates templates, WordPaper wordPaper) {
        this.words = words;
        this.templates = templates;
        this.wordPaper = wordPaper;
    }

    /// What came of writing.
    sealed interface Outcome {

        /// @param textVersion says from which text it was written (docs/spec/agreement-paper.md)
        /// @param word        the filled document, if it was written from a Word template
        record Written(Printed printed, int textVersion, Optional<byte[]> word) implements Outcome {}

        /// The firm's Word template is not what was adopted.
        record TemplateBroken() implements Outcome {}

        /// No pages can be made of the firm's Word template here and now.
        record NoPages() implements Outcome {}
    }

    Outcome write(AgreementId id, Agreements.Preparation wanted, Cleartext party, Firm firm) {
        WordSlot slot = new WordSlot(wanted.kind(), TextLanguage.of(wanted.language()));
        return switch (templates.source(slot)) {
            case Source.Broken _ -> new Outcome.TemplateBroken();
            case Source.Ours _ -> {
                Values values = values(id, wanted, party, firm, Integer.toString(TEXT_VERSION));
                yield new Outcome.Written(
                        paper.write(new AgreementPaper.Words(
                                wanted.kind(),
                                wanted.language(),
                                values.number(),
                                wanted.terms().mutual(),
                                UUID.randomUUID().toString(),
                                values.lists(),
                                values.fields())),
                        TEXT_VERSION,
                        Optional.empty());
            }
            case Source.Word(var version, var hash, var template) -> {
                Values values = values(id, wanted, party, firm, wordVersion(version));
                yield switch (wordPaper.write(
                        template,
                        new WordPaper.Words(
                                slot,
                                hash,
                                values.number(),
                                wanted.terms().mutual(),
                                UUID.randomUUID().toString(),
                                values.lists(),
                                values.fields()))) {
                    case WordPaper.Outcome.Refused _ -> new Outcome.NoPages();
                    case WordPaper.Outcome.Made made ->
                        made.printed().pages() > PageStack.MOST_PAGES
                                ? new Outcome.NoPages()
                                : new Outcome.Written(
                                        made.printed(), AgreementRow.WORD_TEXTS + version, Optional.of(made.word()));
                };
            }
        };
    }

    /// How a version of a Word template is called in the text itself.
    static String wordVersion(int number) {
        return "W" + number;
    }

    private record Values(String number, Map<String, List<String>> lists, Map<String, Cleartext> fields) {}

    private Values values(AgreementId id, Agreements.Preparation wanted, Cleartext party, Firm firm, String version) {
        String number = AgreementSummary.numberOf(id);
        return new Values(
                number,
                words.lists(wanted.terms(), wanted.language()),
                words.fields(wanted.terms(), wanted.language(), party, firm, number, version, wanted.matterCode()));
    }

    /// How a signature was activated, as it stands under it.
    String manner(Grade grade, Locale language) {
        return words.say("nda.grade." + grade, language);
    }
}
