package io.equiveil.nda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Our own text of a kind of agreement as a Word file with its fields, for a firm that would rather change words than
/// begin with a white page. Headings are numbered by Word itself, so that a clause that falls away leaves no gap.
final class WordExample {

    private static final String CONDITION = "?mutual ";

    private final WordSlot slot;
    private final boolean english;
    private final AgreementTemplate template;

    private WordExample(WordSlot slot) {
        this.slot = slot;
        this.english = slot.locale().getLanguage().equals("en");
        this.template = AgreementTemplate.of(slot.kind(), slot.locale());
    }

    /// The file. It passes the checks of a template as it is.
    static byte[] of(WordSlot slot) {
        WordExample example = new WordExample(slot);
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String part : List.of("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels")) {
                put(zip, part, resource(part.equals("[Content_Types].xml") ? "types.xml" : part.replace('/', '-')));
            }
            put(zip, "word/styles.xml", resource("styles.xml"));
            put(zip, "word/numbering.xml", resource(example.english ? "numbering_en.xml" : "numbering_zh.xml"));
            put(zip, "word/header1.xml", resource("header1.xml").replace("$FIRM", example.place("firm")));
            put(zip, "word/document.xml", resource("document.xml").replace("$PARAGRAPHS", example.paragraphs()));
            zip.finish();
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private String paragraphs() {
        StringBuilder all = new StringBuilder();
        for (String line : template.source()) {
            boolean mutual = line.startsWith(CONDITION);
            String said = mutual ? line.substring(CONDITION.length()) : line;
            if (said.startsWith("% ")) {
                continue;
            }
            String condition = mutual ? place("?mutual") : "";
            if (said.startsWith("# ")) {
                all.append(paragraph("Title", said.substring(2)));
            } else if (said.startsWith("## ")) {
                all.append(paragraph("Heading1", condition + said.substring(3)));
            } else if (said.startsWith("@ ")) {
                all.append(paragraph("Party", said.substring(2)));
            } else if (said.startsWith("! ")) {
                all.append(paragraph("KeyTerm", said.substring(2)));
            } else if (said.equals("{{classes}}") || said.equals("{{measures}}")) {
                all.append(paragraph("ListItem", said));
            } else if (said.equals(template.signing())) {
                all.append(paragraph("BodyText", "{{signing}}"));
            } else {
                all.append(paragraph("BodyText", condition + said));
            }
        }
        return all.toString();
    }

    private String paragraph(String style, String words) {
        String named = words;
        if (!english) {
            for (WordField field : WordField.offered(slot.kind())) {
                named = named.replace("{{" + field.key() + "}}", "{{" + field.chinese() + "}}");
            }
        }
        return "<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr><w:r><w:t xml:space=\"preserve\">"
                + named.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</w:t></w:r></w:p>\n";
    }

    private String place(String key) {
        String name = key;
        if (!english) {
            for (WordField field : WordField.values()) {
                name = field.key().equals(key) ? field.chinese() : name;
            }
        }
        return "{{" + name + "}}";
    }

    // A fixed time: the same text makes the same file.
    private static void put(ZipOutputStream zip, String name, String part) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(315_532_800_000L);
        zip.putNextEntry(entry);
        zip.write(part.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = AgreementPaper.resource("nda/word/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
