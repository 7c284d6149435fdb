package io.equiveil.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Office files for tests, honest and nasty, each written part by part so that one sees what is in it.
public final class SampleOffice {

    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String TYPES = XML
            + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>";
    private static final String RELATIONS =
            XML + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String MAIN = "http://schemas.openxmlformats.org/";

    private SampleOffice() {}

    /// A text with this paragraph.
    public static byte[] docx(String text) {
        return docx(text, parts -> parts);
    }

    public static byte[] docx(String text, UnaryOperator<Map<String, byte[]>> also) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        put(
                parts,
                "[Content_Types].xml",
                TYPES + "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-"
                        + "officedocument.wordprocessingml.document.main+xml\"/></Types>");
        put(parts, "_rels/.rels", root("word/document.xml"));
        put(
                parts,
                "word/document.xml",
                XML + "<w:document xmlns:w=\"" + MAIN + "wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>" + text
                        + "</w:t></w:r></w:p></w:body></w:document>");
        return zip(also.apply(parts));
    }

    /// A sheet with this text in its first cell, and beside it a figure from another workbook as it was last seen.
    static byte[] xlsxWithFiguresFromElsewhere(String text) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        String spread = "ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.";
        put(
                parts,
                "[Content_Types].xml",
                TYPES + "<Override PartName=\"/xl/workbook.xml\" " + spread + "sheet.main+xml\"/>"
                        + "<Override PartName=\"/xl/worksheets/sheet1.xml\" " + spread + "worksheet+xml\"/>"
                        + "<Override PartName=\"/xl/externalLinks/externalLink1.xml\" " + spread
                        + "externalLink+xml\"/></Types>");
        put(parts, "_rels/.rels", root("xl/workbook.xml"));
        String main = "xmlns=\"" + MAIN + "spreadsheetml/2006/main\" xmlns:r=\"" + OFFICE + "\"";
        put(
                parts,
                "xl/workbook.xml",
                XML + "<workbook " + main + "><sheets><sheet name=\"表一\" sheetId=\"1\" r:id=\"r1\"/></sheets>"
                        + "<externalReferences><externalReference r:id=\"r2\"/></externalReferences></workbook>");
        put(
                parts,
                "xl/_rels/workbook.xml.rels",
                RELATIONS + relation("r1", "worksheet", "worksheets/sheet1.xml", "")
                        + relation("r2", "externalLink", "externalLinks/externalLink1.xml", "") + "</Relationships>");
        put(
                parts,
                "xl/worksheets/sheet1.xml",
                XML + "<worksheet " + main + "><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>" + text
                        + "</t></is></c><c r=\"B1\"><f>[1]Sheet1!A1</f><v>4711</v></c></row></sheetData></worksheet>");
        put(
                parts,
                "xl/externalLinks/externalLink1.xml",
                XML + "<externalLink " + main + "><externalBook r:id=\"r1\"><sheetNames><sheetName val=\"Sheet1\"/>"
                        + "</sheetNames></externalBook></externalLink>");
        put(
                parts,
                "xl/externalLinks/_rels/externalLink1.xml.rels",
                RELATIONS + relation("r1", "externalLinkPath", "http://127.0.0.1:9/a.xlsx", "External")
                        + "</Relationships>");
        return zip(parts);
    }

    /// Slides with this text on each.
    static byte[] odp(int slides, String text) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        String type = "application/vnd.oasis.opendocument.presentation";
        put(parts, "mimetype", type);
        String spaces = "urn:oasis:names:tc:opendocument:xmlns:";
        put(
                parts,
                "META-INF/manifest.xml",
                XML + "<m:manifest xmlns:m=\"" + spaces + "manifest:1.0\"><m:file-entry m:full-path=\"/\""
                        + " m:media-type=\"" + type + "\"/><m:file-entry m:full-path=\"content.xml\""
                        + " m:media-type=\"text/xml\"/></m:manifest>");
        StringBuilder pages = new StringBuilder();
        for (int i = 1; i <= slides; i++) {
            pages.append("<draw:page draw:name=\"p")
                    .append(i)
                    .append("\"><draw:frame svg:x=\"2cm\" svg:y=\"2cm\"")
                    .append(" svg:width=\"20cm\" svg:height=\"5cm\"><draw:text-box><text:p>")
                    .append(text)
                    .append("</text:p></draw:text-box></draw:frame></draw:page>");
        }
        put(
                parts,
                "content.xml",
                XML + "<office:document-content xmlns:office=\"" + spaces + "office:1.0\" xmlns:draw=\"" + spaces
                        + "drawing:1.0\" xmlns:text=\"" + spaces + "text:1.0\" xmlns:svg=\"" + spaces
                        + "svg-compatible:1.0\" office:version=\"1.2\"><office:body><office:presentation>" + pages
                        + "</office:presentation></office:body></office:document-content>");
        return zip(parts);
    }

    /// A text that wants its template, and with it whatever stands in it, from a server.
    static byte[] docxWithTemplateElsewhere(String url) {
        return docx("有模板", parts -> {
            put(
                    parts,
                    "word/settings.xml",
                    XML + "<w:settings xmlns:w=\"" + MAIN + "wordprocessingml/2006/main\"" + " xmlns:r=\"" + OFFICE
                            + "\"><w:attachedTemplate r:id=\"r1\"/></w:settings>");
            put(
                    parts,
                    "word/_rels/settings.xml.rels",
                    RELATIONS + relation("r1", "attachedTemplate", url, "External") + "</Relationships>");
            return parts;
        });
    }

    /// A small file that unpacks to gigabytes.
    static byte[] zipBomb() {
        return docx("x", parts -> {
            parts.put("word/media/blank.bin", new byte[160 << 20]);
            return parts;
        });
    }

    /// A compound file that names these streams: enough for a look, and nothing inside.
    static byte[] compound(String... streams) {
        ByteBuffer file = ByteBuffer.allocate(512 * 4).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(0, 0xE11AB1A1E011CFD0L);
        int at = 512;
        for (String stream : streams) {
            byte[] name = stream.getBytes(StandardCharsets.UTF_16LE);
            file.put(at, name).putShort(at + 64, (short) (name.length + 2)).put(at + 66, (byte) 2);
            at += 128;
        }
        return file.array();
    }

    /// The same with the head of a Word text that wants a password.
    static byte[] docWithPassword() {
        byte[] file = compound("WordDocument");
        ByteBuffer.wrap(file)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(1024, (short) 0xa5ec)
                .putShort(1034, (short) 0x0100);
        return file;
    }

    /// The same with the first records of a workbook that wants a password.
    static byte[] xlsWithPassword() {
        byte[] file = compound("Workbook");
        ByteBuffer.wrap(file)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(1024, (short) 0x0809)
                .putShort(1026, (short) 16)
                .putShort(1044, (short) 0x002f);
        return file;
    }

    static void put(Map<String, byte[]> parts, String name, String content) {
        parts.put(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static String root(String target) {
        return RELATIONS + relation("r1", "officeDocument", target, "") + "</Relationships>";
    }

    private static String relation(String id, String type, String target, String mode) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + OFFICE + "/" + type + "\" Target=\"" + target + "\""
                + (mode.isEmpty() ? "" : " TargetMode=\"" + mode + "\"") + "/>";
    }

    private static byte[] zip(Map<String, byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
