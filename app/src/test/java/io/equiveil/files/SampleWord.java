package io.equiveil.files;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Word documents for tests, written part by part.
public final class SampleWord {

    private static final String W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    private static final String A4 = "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
            + "<w:pgMar w:top=\"1440\" w:right=\"1440\" w:bottom=\"1000\" w:left=\"1440\" w:footer=\"400\"/></w:sectPr>";

    private SampleWord() {}

    /// A document with this in its body, A4 upright.
    public static byte[] docx(String body) {
        return docx(body, parts -> parts);
    }

    static byte[] docx(String body, UnaryOperator<Map<String, byte[]>> also) {
        return SampleOffice.docx("", parts -> {
            SampleOffice.put(parts, "word/document.xml", part("document", "<w:body>" + body + A4 + "</w:body>"));
            return also.apply(parts);
        });
    }

    /// The same with a header and a footer, each one paragraph.
    static byte[] docx(String body, String header, String footer) {
        String references = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"h1\"/>"
                + "<w:footerReference w:type=\"default\" r:id=\"f1\"/>";
        return SampleOffice.docx("", parts -> {
            String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
            SampleOffice.put(
                    parts,
                    "word/document.xml",
                    part("document", "<w:body>" + body + A4.replace("<w:sectPr>", references) + "</w:body>")
                            .replace(W, W + " xmlns:r=\"" + office + "\""));
            SampleOffice.put(parts, "word/header1.xml", part("hdr", header));
            SampleOffice.put(parts, "word/footer1.xml", part("ftr", footer));
            SampleOffice.put(
                    parts,
                    "word/_rels/document.xml.rels",
                    "<?xml version=\"1.0\"?><Relationships"
                            + " xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                            + "<Relationship Id=\"h1\" Type=\"" + office + "/header\" Target=\"header1.xml\"/>"
                            + "<Relationship Id=\"f1\" Type=\"" + office + "/footer\" Target=\"footer1.xml\"/>"
                            + "</Relationships>");
            String types = new String(parts.get("[Content_Types].xml"), StandardCharsets.UTF_8);
            String type = "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.";
            SampleOffice.put(
                    parts,
                    "[Content_Types].xml",
                    types.replace(
                            "</Types>",
                            "<Override PartName=\"/word/header1.xml\" " + type + "header+xml\"/>"
                                    + "<Override PartName=\"/word/footer1.xml\" " + type + "footer+xml\"/></Types>"));
            return parts;
        });
    }

    /// A paragraph of runs.
    public static String p(String... runs) {
        return "<w:p>"
                + String.join(
                        "", java.util.Arrays.stream(runs).map(SampleWord::r).toList()) + "</w:p>";
    }

    private static String r(String words) {
        return "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">" + words + "</w:t></w:r>"
                + "<w:proofErr w:type=\"spellStart\"/>";
    }

    private static String part(String root, String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:" + root + " " + W + ">" + content
                + "</w:" + root + ">";
    }
}
