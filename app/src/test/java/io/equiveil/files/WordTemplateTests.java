package io.equiveil.files;

import static io.equiveil.files.SampleWord.docx;
import static io.equiveil.files.SampleWord.p;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.equiveil.files.WordTemplate.Value;
import io.equiveil.kernel.Cleartext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Places in Word documents: found however Word has cut them up, and filled in where they stand.
class WordTemplateTests {

    private static final Map<String, Value> VALUES = Map.of(
            "party",
            text("欧阳 & <明>"),
            "years",
            text("3"),
            "nothing",
            text(""),
            "list",
            new Value.Lines(List.of("甲类", "乙类", "丙类"), "；"),
            "?yes",
            new Value.Condition(true),
            "?no",
            new Value.Condition(false));

    @Test
    void aPlaceIsFoundAcrossRuns() throws Exception {
        assertThat(filled(p("甲方：{", "{par", "ty}", "}，满 {{ ye", "ars }} 年"))).containsExactly("甲方：欧阳 & <明>，满 3 年");
    }

    @Test
    void itTakesTheLookOfTheRunInWhichItBegins() throws Exception {
        byte[] file = fill(docx(p("甲方：{{par", "ty}}。"))).file();

        assertThat(part(file, "word/document.xml"))
                .contains("甲方：欧阳 &amp; &lt;明&gt;</w:t>")
                .contains(">。</w:t>");
    }

    @Test
    void bracesOfChineseKeyboardsCount() throws Exception {
        assertThat(filled(p("｛｛party｝｝", "签"))).containsExactly("欧阳 & <明>签");
    }

    @Test
    void inTablesTextBoxesHeadersAndFootersAsWell() throws Exception {
        String table = "<w:tbl><w:tr><w:tc>" + p("年数 {{years}}") + "</w:tc></w:tr></w:tbl>";
        String box = "<w:p><w:r><w:t>外 {{years}}</w:t></w:r><w:r><w:pict><w:txbxContent>" + p("内 {{par", "ty}}")
                + "</w:txbxContent></w:pict></w:r></w:p>";
        WordTemplate.Filled filled = fill(docx(table + box, p("页眉 {{years}}"), p("页脚 {{party}}")));

        assertThat(words(filled)).containsExactly("年数 3", "外 3", "内 欧阳 & <明>", "页脚 欧阳 & <明>", "页眉 3");
        assertThat(part(filled.file(), "word/header1.xml")).contains("页眉 3");
        assertThat(part(filled.file(), "word/footer1.xml")).contains("页脚 欧阳");
    }

    @Test
    void aListAloneIsRepeatedAndWithinASentenceJoined() throws Exception {
        assertThat(filled(p("{{li", "st}}") + p("即{{list}}。"))).containsExactly("甲类", "乙类", "丙类", "即甲类；乙类；丙类。");
    }

    @Test
    void aConditionKeepsOrDropsItsParagraph() throws Exception {
        assertThat(filled(p("{{?yes}}甲方亦", "保密") + p("{{?no}}不要") + p("{{nothing}}") + p("末")))
                .containsExactly("甲方亦保密", "末");
        assertThat(filled("<w:tbl><w:tr><w:tc>" + p("{{?no}}只此一段") + "</w:tc></w:tr></w:tbl>"))
                .as("a cell keeps a paragraph")
                .containsExactly("");
    }

    @Test
    void whatIsFilledInIsNoPlace() throws Exception {
        WordTemplate template = WordTemplate.read(docx(p("{{party}}{{years}}")));

        assertThat(words(template.filled(name -> Optional.of(name.equals("party") ? text("{{years}}") : text("3")))))
                .containsExactly("{{years}}3");
    }

    @Test
    void namesEveryPlaceOnceAndBracesThatAreNone() throws Exception {
        WordTemplate template = WordTemplate.read(docx(p("{{甲}}{{b}}") + p("{{甲}}，{{未完") + p("完}}")));

        assertThat(template.places()).containsExactly("甲", "b");
        assertThat(template.strays()).hasSize(2).first().asString().contains("{{未完");
        assertThatThrownBy(() -> template.filled(_ -> Optional.empty())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theFootStaysFreeAndTheAuthorsGo() throws Exception {
        byte[] sent = docx(p("文"), parts -> {
            SampleOffice.put(parts, "docProps/core.xml", "<c xmlns=\"x\"><creator>张三丰</creator></c>");
            return parts;
        });

        assertThat(part(WordTemplate.read(sent).file(), "docProps/core.xml")).doesNotContain("张三丰");
        assertThat(part(fill(sent).file(), "word/document.xml")).contains("w:bottom=\"1840\"", "w:footer=\"1640\"");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refused(FileRefusal.MACROS, with("word/vbaProject.bin", "x")),
                refused(FileRefusal.EXPLODES, SampleOffice.zipBomb()),
                refused(FileRefusal.EMBEDDED_OBJECTS, with("word/embeddings/oleObject1.bin", "x")),
                refused(FileRefusal.EMBEDDED_OBJECTS, docx("<w:p><w:r><w:object/></w:r></w:p>")),
                refused(FileRefusal.EMBEDDED_OBJECTS, docx("<w:altChunk/>")),
                refused(FileRefusal.FETCHES, SampleOffice.docxWithTemplateElsewhere("http://127.0.0.1:9/x")),
                refused(
                        FileRefusal.FETCHES,
                        docx("<w:p><w:r><w:instrText> INCLUDE</w:instrText></w:r>"
                                + "<w:r><w:instrText>PICTURE \"http://127.0.0.1:9/\"</w:instrText></w:r></w:p>")),
                refused(FileRefusal.UNFINISHED_CHANGES, docx("<w:p><w:ins w:id=\"1\"/></w:p>")),
                refused(
                        FileRefusal.UNFINISHED_CHANGES,
                        with(
                                "word/comments.xml",
                                "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
                                        + "<w:comment/></w:comments>")),
                refused(
                        FileRefusal.NOT_A4,
                        docx("<w:p><w:pPr><w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\"/></w:sectPr></w:pPr></w:p>")),
                refused(FileRefusal.DAMAGED, docx("", parts -> {
                    SampleOffice.put(
                            parts,
                            "word/document.xml",
                            "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d>&x;</d>");
                    return parts;
                })),
                refused(FileRefusal.DISGUISED, docx("", parts -> {
                    String relations = new String(parts.get("_rels/.rels"), StandardCharsets.UTF_8);
                    SampleOffice.put(parts, "_rels/.rels", relations.replace("word/document.xml", "word/other.xml"));
                    return parts;
                })),
                refused(FileRefusal.NOT_WORD, SampleOffice.odp(1, "x")));
    }

    private static Arguments refused(FileRefusal because, byte[] file) {
        return Arguments.of(because, file);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refusesWithAReason(FileRefusal because, byte[] file) {
        assertThat(catchThrowableOfType(FileRefused.class, () -> WordTemplate.read(file))
                        .refusal())
                .isEqualTo(because);
    }

    private static byte[] with(String name, String content) {
        return docx(p("文"), parts -> {
            SampleOffice.put(parts, name, content);
            return parts;
        });
    }

    private static List<String> filled(String body) throws FileRefused {
        return words(fill(docx(body)));
    }

    private static WordTemplate.Filled fill(byte[] file) throws FileRefused {
        return WordTemplate.read(file).filled(name -> Optional.ofNullable(VALUES.get(name)));
    }

    private static List<String> words(WordTemplate.Filled filled) {
        return filled.paragraphs().stream().map(Cleartext::revealForDisplay).toList();
    }

    private static Value text(String words) {
        return new Value.Text(Cleartext.of(words));
    }

    private static String part(byte[] file, String name) throws Exception {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    zip.transferTo(out);
                    return out.toString(StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("no part " + name);
    }
}
