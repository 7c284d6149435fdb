package io.equiveil.tables;

import java.io.IOException;
import java.io.InputStream;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/// What the reader of cells does not say of a sheet: which rows are hidden, and how many groups of
/// cells are merged.
///
/// Source: ECMA-376-1 18.3.1.73 (row), 18.3.1.55 (mergeCells), 18.2.19 (sheet), OPC relationships.
final class SheetShapes {

    /// @param hidden rows, counted from 1
    record Shape(BitSet hidden, int merged) {
        static final Shape PLAIN = new Shape(new BitSet(), 0);
    }

    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    private final Map<String, Shape> byRelation = new HashMap<>();

    private SheetShapes() {}

    /// @throws IOException if a part does not read
    static SheetShapes of(byte[] workbook) throws IOException {
        SheetShapes shapes = new SheetShapes();
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(workbook))
                .get()) {
            Map<String, String> targets = new HashMap<>();
            each(zip, "xl/_rels/workbook.xml.rels", (name, xml) -> {
                if (name.equals("Relationship")) {
                    targets.put(attribute(xml, "Id"), attribute(xml, "Target"));
                }
            });
            each(zip, "xl/workbook.xml", (name, xml) -> {
                if (name.equals("sheet")) {
                    String id = Optional.ofNullable(xml.getAttributeValue(RELATIONS, "id"))
                            .or(() -> Optional.ofNullable(xml.getAttributeValue(STRICT, "id")))
                            .orElse("");
                    shapes.byRelation.put(id, Shape.PLAIN);
                }
            });
            for (String id : shapes.byRelation.keySet()) {
                shapes.byRelation.put(id, shape(zip, part(targets.getOrDefault(id, ""))));
            }
        } catch (XMLStreamException e) {
            throw new IOException("a part of the workbook is not XML");
        }
        return shapes;
    }

    /// @param relation the sheet's relationship, such as `rId1`
    Shape of(String relation) {
        return byRelation.getOrDefault(relation, Shape.PLAIN);
    }

    private static String part(String target) {
        return target.startsWith("/") ? target.substring(1) : "xl/" + target;
    }

    private static Shape shape(ZipFile zip, String part) throws IOException, XMLStreamException {
        BitSet hidden = new BitSet();
        int[] counts = new int[2]; // rows, merged groups
        each(zip, part, (name, xml) -> {
            if (name.equals("row")) {
                counts[0] = number(attribute(xml, "r")).orElse(counts[0] + 1);
                String flag = attribute(xml, "hidden");
                if (flag.equals("1") || flag.equals("true")) {
                    hidden.set(Math.clamp(counts[0], 0, 1 << 20));
                }
            } else if (name.equals("mergeCell")) {
                counts[1]++;
            }
        });
        return new Shape(hidden, counts[1]);
    }

    private interface Element {
        void see(String name, XMLStreamReader xml);
    }

    private static void each(ZipFile zip, String part, Element element) throws IOException, XMLStreamException {
        ZipArchiveEntry entry = zip.getEntry(part);
        if (entry == null) {
            return;
        }
        try (InputStream content = zip.getInputStream(entry)) {
            XMLStreamReader xml = factory().createXMLStreamReader(content);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    element.see(xml.getLocalName(), xml);
                }
            }
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private static String attribute(XMLStreamReader xml, String name) {
        @Nullable String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    private static Optional<Integer> number(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
