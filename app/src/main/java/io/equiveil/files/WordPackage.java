package io.equiveil.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// The parts of a Word document (docx) that hold words: the text itself, headers, footers and notes. Who made the
/// document, and when, is taken out on the way.
///
/// Source: ECMA-376 part 1, 11.3 (parts), part 2 (packages).
final class WordPackage {

    static final String W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private static final int LONGEST_PART = 16 << 20;
    private static final Pattern WORDS = Pattern.compile("word/[A-Za-z0-9]+\\.xml");
    private static final Pattern MAIN_PART = Pattern.compile("<(?:\\w+:)?Relationship\\b[^>]*/officeDocument\"[^>]*>");
    private static final Pattern FOREIGN =
            Pattern.compile("/(?:oleObject|package|control|aFChunk|subDocument)\"", Pattern.CASE_INSENSITIVE);

    // Names of people, companies and printers: a template is read by many, and says only what stands on its pages.
    private static final Map<String, String> EMPTIED = Map.of(
            "docProps/core.xml",
            "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"/>",
            "docProps/app.xml",
            "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"/>",
            "docProps/custom.xml",
            "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\"/>",
            "word/people.xml",
            "<w15:people xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"/>");

    private final byte[] content;
    private final Map<String, Document> words = new LinkedHashMap<>();

    private WordPackage(byte[] content) {
        this.content = content;
    }

    /// Opens a file that [OfficePackage] has looked at.
    ///
    /// @throws FileRefused if something else would be printed than what is read here, or would be fetched
    static WordPackage open(byte[] content) throws FileRefused {
        WordPackage opened = new WordPackage(content);
        try (ZipFile zip = zip(content)) {
            for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
                opened.read(zip, part);
            }
        } catch (IOException | RuntimeException e) {
            throw new FileRefused(FileRefusal.DAMAGED);
        }
        return opened;
    }

    private void read(ZipFile zip, ZipArchiveEntry part) throws IOException, FileRefused {
        String name = part.getName();
        if (name.startsWith("word/embeddings/") || name.startsWith("word/activeX/")) {
            throw new FileRefused(FileRefusal.EMBEDDED_OBJECTS);
        }
        if (name.endsWith(".rels")) {
            String relations = new String(bytes(zip, part), StandardCharsets.UTF_8);
            if (FOREIGN.matcher(relations).find()) {
                throw new FileRefused(FileRefusal.EMBEDDED_OBJECTS);
            }
            Matcher main = MAIN_PART.matcher(relations);
            if (name.equals("_rels/.rels") && main.find() && !main.group().contains("word/document.xml\"")) {
                throw new FileRefused(FileRefusal.DISGUISED);
            }
        }
        if (WORDS.matcher(name).matches()) {
            Document document = parse(bytes(zip, part));
            switch (document.getDocumentElement().getLocalName()) {
                case "document", "hdr", "ftr", "footnotes", "endnotes" -> words.put(name, document);
                case "comments" -> requireNone(document);
                default -> {
                    // Styles, settings, numbers: they say how and not what.
                }
            }
        }
    }

    private static void requireNone(Document comments) throws FileRefused {
        if (comments.getElementsByTagNameNS(W, "comment").getLength() > 0) {
            throw new FileRefused(FileRefusal.UNFINISHED_CHANGES);
        }
    }

    /// The parts with words: the text first, then the others by name.
    Map<String, Document> words() {
        Map<String, Document> ordered = new LinkedHashMap<>();
        ordered.put("word/document.xml", words.get("word/document.xml"));
        words.keySet().stream().sorted().forEach(name -> ordered.putIfAbsent(name, words.get(name)));
        return ordered;
    }

    Element body() throws FileRefused {
        Document document = words.get("word/document.xml");
        if (document == null || !(document.getElementsByTagNameNS(W, "body").item(0) instanceof Element body)) {
            throw new FileRefused(FileRefusal.DAMAGED);
        }
        return body;
    }

    /// The whole file with its words as they are now.
    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length + 4096);
        try (ZipFile zip = zip(content);
                ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
            for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
                Document changed = words.get(part.getName());
                String emptied = EMPTIED.get(part.getName());
                if (changed != null) {
                    put(out, part.getName(), written(changed));
                } else if (emptied != null) {
                    put(out, part.getName(), emptied.getBytes(StandardCharsets.UTF_8));
                } else {
                    put(out, part.getName(), bytes(zip, part));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("a document that was read cannot be written", e);
        }
        return bytes.toByteArray();
    }

    // A fixed time: the same words make the same file.
    private static void put(ZipArchiveOutputStream out, String name, byte[] part) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setTime(315_532_800_000L);
        out.putArchiveEntry(entry);
        out.write(part);
        out.closeArchiveEntry();
    }

    private static ZipFile zip(byte[] content) throws IOException {
        return ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(content))
                .get();
    }

    private static byte[] bytes(ZipFile zip, ZipArchiveEntry part) throws IOException {
        try (InputStream stream = zip.getInputStream(part)) {
            return stream.readAllBytes();
        }
    }

    private static Document parse(byte[] part) throws FileRefused {
        if (part.length > LONGEST_PART) {
            throw new FileRefused(FileRefusal.EXPLODES);
        }
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(part));
        } catch (SAXException | IOException e) {
            throw new FileRefused(FileRefusal.DAMAGED);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] written(Document document) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer writer = factory.newTransformer();
            document.setXmlStandalone(true);
            writer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            writer.transform(new DOMSource(document), new StreamResult(out));
            return out.toByteArray();
        } catch (TransformerException | IOException e) {
            throw new IllegalStateException("a part that was read cannot be written", e);
        }
    }
}
