package io.equiveil.nda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.equiveil.clients.ClientKind;
import io.equiveil.files.FileRefusal;
import io.equiveil.files.FilesInTests;
import io.equiveil.files.IncomingFiles;
import io.equiveil.files.SampleWord;
import io.equiveil.files.WordTemplate;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.AMatter;
import io.equiveil.nda.AgreementHistory.PaperSheet;
import io.equiveil.nda.AgreementResult.Done;
import io.equiveil.nda.Agreements.Reading;
import io.equiveil.nda.WordTemplateResult.Fault;
import io.equiveil.nda.WordTemplateResult.Refused;
import io.equiveil.nda.WordTemplateResult.Unsound;
import io.equiveil.texts.TextLanguage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Agreements in the firm's own words: taken in, adopted, written from, signed like ours.
class WordTemplatesTests {

    // English, so that no other test meets what is adopted here.
    private static final WordSlot CLIENT = new WordSlot(AgreementKind.CLIENT_FIRM, TextLanguage.EN);
    private static final WordSlot PARTNER = new WordSlot(AgreementKind.PARTNER, TextLanguage.EN);

    private final AMatter a = AMatter.inALimitedCompany();
    private final WordTemplates templates = a.house.bean(WordTemplates.class);

    @BeforeEach
    void needsLibreOffice() {
        assumeTrue(a.house.bean(IncomingFiles.class).takesOffice(), "LibreOffice is not installed");
    }

    @Test
    void ourOwnTextAsWordFilePassesForEveryKindInBothLanguages() {
        for (WordSlot slot : WordSlot.all()) {
            WordTemplate read = a.house
                    .bean(IncomingFiles.class)
                    .wordKept(WordExample.of(slot))
                    .orElseThrow();
            assertThat(WordFaults.of(slot.kind(), read).none()).as(slot.key()).isTrue();
        }
        WordSlot buyer = new WordSlot(AgreementKind.BUYER, TextLanguage.ZH_CN);
        keep(buyer, WordExample.of(buyer));
        assertThat(take(a.officer, buyer, WordExample.of(buyer))).isEqualTo(new Refused(Fault.ALREADY_THERE));
        assertThat(templates.of(buyer).adopted()).as("nothing counts yet").isEmpty();
        String sample = text(templates
                .preview(buyer, templates.of(buyer).versions().getFirst().number())
                .orElseThrow());
        assertThat(sample)
                .contains("买方保密协议", "示例甲（仅供看样）", "第五条 甲方的保密义务", "200,000", "签署页", "页码标识")
                .doesNotContain("{{");
    }

    @Test
    void anAgreementIsWrittenFromTheAdoptedTemplateAndPaperIsMatchedToIt() throws IOException {
        int number = adopt(CLIENT, withWords(CLIENT, "Written by our own hand " + a.id));
        try {
            SubjectId client = a.client(ClientKind.PERSON, "Wu Word");
            AgreementSummary draft = prepared(client);
            assertThat(draft.wordTemplate()).contains(number);
            Reading.Text read = (Reading.Text) a.agreements.read(a.advisor.requester(), draft.id());
            String said = text(read.pdf());
            assertThat(said)
                    .contains("Written by our own hand " + a.id, "Wu Word", draft.number(), "Signatures")
                    .contains("Text version: W" + number, PageCodes.of(draft.textHash(), draft.pages()))
                    .doesNotContain("{{", "Not reviewed by counsel");
            assertThat(document(draft.id())).contains("Wu Word").doesNotContain("{{");

            List<byte[]> photographs = PapersInTests.photographed(read.pdf());
            PapersInTests.takeIn(a.agreements, a.advisor.requester(), draft.id(), photographs.toArray(byte[][]::new));
            PaperSheet sheet = a.agreements
                    .history(a.advisor.requester(), draft.id())
                    .orElseThrow()
                    .paper()
                    .orElseThrow();
            assertThat(sheet.pagesSeen()).hasSize(draft.pages());
            assertThat(a.agreements.confirmPaper(a.officer.requester(), draft.id()))
                    .isInstanceOf(Done.class);
            assertThat(a.agreements.firmAgreementInForce(client)).isTrue();
        } finally {
            templates.setAside(a.officer.requester(), CLIENT);
        }
        assertThat(prepared(a.client(ClientKind.PERSON, "After Word")).wordTemplate())
                .as("our own text again")
                .isEmpty();
    }

    @Test
    void nothingIsWrittenFromATemplateThatWasTouched() {
        int number = adopt(PARTNER, withWords(PARTNER, "Touched " + a.id));
        String which = " where kind = 'PARTNER' and language = 'EN'";
        for (String sabotage : List.of(
                "update nda.word_standings set adopted = null" + which,
                "update nda.word_standings set decided_by = gen_random_uuid()" + which,
                "delete from nda.word_standings" + which,
                "update nda.word_templates set content = content || '\\x00'" + which + " and number = " + number,
                "update nda.word_templates set hash = sha256('x')" + which + " and number = " + number)) {
            a.house
                    .ownerJdbc()
                    .sql("create table nda.kept_standings as table nda.word_standings")
                    .update();
            a.house
                    .ownerJdbc()
                    .sql("create table nda.kept_templates as table nda.word_templates")
                    .update();
            try {
                a.house.ownerJdbc().sql(sabotage).update();
                assertThat(templates.source(PARTNER)).as(sabotage).isInstanceOf(WordTemplates.Source.Broken.class);
                assertThat(templates.of(PARTNER).genuine() && sabotage.contains("standings"))
                        .as("shown as what it is: %s", sabotage)
                        .isFalse();
            } finally {
                restore(
                        "word_standings",
                        "(kind, language) = (k.kind, k.language)",
                        "adopted = k.adopted, decided_by = k.decided_by");
                restore(
                        "word_templates",
                        "(t.kind, t.language, t.number) = (k.kind, k.language, k.number)",
                        "content = k.content, hash = k.hash");
            }
        }
        assertThat(templates.source(PARTNER)).isInstanceOf(WordTemplates.Source.Word.class);
        assertThat(templates.setAside(a.officer.requester(), PARTNER)).isInstanceOf(WordTemplateResult.Done.class);
    }

    private void restore(String table, String same, String values) {
        var sql = a.house.ownerJdbc();
        String kept = "nda." + table.replace("word", "kept");
        sql.sql("update nda." + table + " t set " + values + " from " + kept + " k where "
                        + same.replace("(kind, language)", "(t.kind, t.language)"))
                .update();
        sql.sql("insert into nda." + table + " select * from " + kept + " on conflict do nothing")
                .update();
        sql.sql("drop table " + kept).update();
    }

    @Test
    void whatIsWrongWithThePlacesIsSaidAllAtOnceAndNothingIsKept() {
        int before = templates.of(PARTNER).versions().size();
        byte[] wrong = SampleWord.docx(SampleWord.p("{{pa", "rtie}} {{firm}} {{matter}}") + SampleWord.p("{{years"));

        assertThat(take(a.officer, PARTNER, wrong)).isInstanceOfSatisfying(Unsound.class, unsound -> {
            assertThat(unsound.faults().unknown())
                    .containsExactly(
                            new WordFaults.Unknown("partie", WordField.PARTY),
                            new WordFaults.Unknown("matter", WordField.nearest(AgreementKind.PARTNER, "matter")));
            assertThat(unsound.faults().missing())
                    .containsExactly(
                            WordField.PARTY,
                            WordField.CLASSES,
                            WordField.YEARS,
                            WordField.MEASURES,
                            WordField.DAMAGES,
                            WordField.SIGNING);
            assertThat(unsound.faults().strays()).containsExactly("{{years");
        });
        assertThat(take(a.officer, PARTNER, "%PDF-1.7".getBytes()))
                .isEqualTo(new WordTemplateResult.FileRefused(FileRefusal.NOT_WORD));
        assertThat(take(a.advisor, PARTNER, WordExample.of(PARTNER))).isEqualTo(new Refused(Fault.NOT_ENTITLED));
        assertThat(templates.of(PARTNER).versions()).hasSize(before);
    }

    @Test
    void onlyOwnerAndComplianceDecideAndOnlyAboutWhatTheySaw() {
        int number = keep(PARTNER, withWords(PARTNER, "Decided " + a.id));
        Digest hash = templates.of(PARTNER).versions().getFirst().hash();
        SignedInPerson owner = PeopleInTests.staff(a.house, Role.OWNER);

        assertThat(templates.adopt(a.advisor.requester(), PARTNER, number, hash))
                .isEqualTo(new Refused(Fault.NOT_ENTITLED));
        assertThat(templates.adopt(owner.requester(), PARTNER, number, Digest.sha256(new byte[0])))
                .isEqualTo(new Refused(Fault.CHANGED_MEANWHILE));
        assertThat(templates.adopt(owner.requester(), PARTNER, 9_999, hash)).isEqualTo(new Refused(Fault.UNKNOWN));
        assertThat(templates.adopt(owner.requester(), PARTNER, number, hash))
                .isInstanceOf(WordTemplateResult.Done.class);
        assertThat(templates.adopt(owner.requester(), PARTNER, number, hash))
                .isEqualTo(new Refused(Fault.NOTHING_TO_ADOPT));
        assertThat(templates.setAside(owner.requester(), PARTNER)).isInstanceOf(WordTemplateResult.Done.class);
        assertThat(templates.setAside(owner.requester(), PARTNER)).isEqualTo(new Refused(Fault.NOT_ADOPTED));
        assertThat(templates.of(PARTNER).versions())
                .extracting(WordStanding.Version::number)
                .contains(number);
    }

    private AgreementSummary prepared(SubjectId client) {
        AgreementResult result = a.clients.prepareAgreement(a.advisor.requester(), client, Locale.ENGLISH);
        assertThat(result).isInstanceOf(Done.class);
        return ((Done) result).agreement();
    }

    /// What the filled Word document says.
    private String document(AgreementId id) throws IOException {
        Reading.Text word = (Reading.Text) a.agreements.readWord(a.advisor.requester(), id);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(word.pdf()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("word/document.xml")) {
                    return new String(zip.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("no document");
    }

    private int adopt(WordSlot slot, byte[] file) {
        int number = keep(slot, file);
        Digest hash = templates.of(slot).versions().getFirst().hash();
        assertThat(templates.adopt(a.officer.requester(), slot, number, hash))
                .isInstanceOf(WordTemplateResult.Done.class);
        return number;
    }

    private int keep(WordSlot slot, byte[] file) {
        assertThat(take(a.officer, slot, file)).isInstanceOf(WordTemplateResult.Done.class);
        return templates.of(slot).versions().getFirst().number();
    }

    /// Every place that the kind offers, in words of our own.
    static byte[] withWords(WordSlot slot, String words) {
        StringBuilder body = new StringBuilder(SampleWord.p(words));
        WordField.offered(slot.kind())
                .forEach(field -> body.append(SampleWord.p(
                        field == WordField.VERSION ? "Text version: {{ver" : "{{" + field.key(),
                        field == WordField.VERSION ? "sion}}" : "}}" + (field == WordField.MUTUAL ? "Both" : ""))));
        return SampleWord.docx(body.toString());
    }

    private WordTemplateResult take(SignedInPerson who, WordSlot slot, byte[] file) {
        try {
            return templates.take(who.requester(), slot, FilesInTests.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
