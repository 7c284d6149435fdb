package io.equiveil.files;

import static io.equiveil.files.WordPackage.W;

import io.equiveil.kernel.Cleartext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// A Word document (docx) with places to fill in, written `{{name}}`: in the text, in tables, text boxes, headers,
/// footers and notes. Knows no names; which there are is said by the room that offers them.
///
/// Does not print itself, and remembers nothing of what was filled in: each filling starts from the file.
public final class WordTemplate {

    // A4 upright in twentieths of a point, give or take a millimetre and a half.
    private static final int A4_WIDTH = 11_906;
    private static final int A4_HEIGHT = 16_838;
    private static final int TOLERANCE = 90;

    /// Twentieths of a point that stay white at the foot of each page: 92 points, and 82 below a footer.
    private static final int LEAST_BOTTOM = 1_840;

    private static final int LEAST_FOOTER = 1_640;

    private static final Set<String> CHANGES = Set.of("ins", "del", "moveFrom", "moveTo");
    private static final Pattern FETCHES =
            Pattern.compile("(?i)\\b(?:INCLUDETEXT|INCLUDEPICTURE|LINK|DDE|DDEAUTO|DATABASE|IMPORT)\\b");

    private final byte[] content;
    private final Set<String> places = new LinkedHashSet<>();
    private final List<String> strays = new ArrayList<>();

    private WordTemplate(byte[] content) {
        this.content = content;
    }

    /// Reads a file as it was sent, or as it was kept.
    ///
    /// @throws FileRefused if it is no Word document, or one that is not taken in, with the reason
    static WordTemplate read(byte[] sent) throws FileRefused {
        OfficeFile file = OfficePackage.look(sent);
        if (file.format() != OfficeFormat.DOCX) {
            throw new FileRefused(FileRefusal.NOT_WORD);
        }
        if (file.pointsElsewhere()) {
            throw new FileRefused(FileRefusal.FETCHES);
        }
        WordPackage opened = WordPackage.open(sent);
        opened.body();
        WordTemplate template = new WordTemplate(opened.bytes());
        for (Document part : opened.words().values()) {
            require(part);
            for (WordParagraph paragraph : paragraphs(part)) {
                template.places.addAll(paragraph.places());
                paragraph.stray().ifPresent(template.strays::add);
            }
        }
        requireA4(opened);
        return template;
    }

    private static void require(Document part) throws FileRefused {
        StringBuilder instructions = new StringBuilder();
        for (Element each : elements(part)) {
            if (CHANGES.contains(each.getLocalName())) {
                throw new FileRefused(FileRefusal.UNFINISHED_CHANGES);
            }
            switch (each.getLocalName()) {
                case "instrText" -> instructions.append(each.getTextContent());
                case "fldSimple" ->
                    instructions
                            .append(' ')
                            .append(each.getAttributeNS(W, "instr"))
                            .append(' ');
                case "object", "control", "altChunk", "subDoc" -> throw new FileRefused(FileRefusal.EMBEDDED_OBJECTS);
                default -> {
                    // How it looks.
                }
            }
        }
        if (FETCHES.matcher(instructions).find()) {
            throw new FileRefused(FileRefusal.FETCHES);
        }
    }

    private static void requireA4(WordPackage opened) throws FileRefused {
        for (Element size : named(opened.body(), "pgSz")) {
            if (Math.abs(number(size, "w", 0) - A4_WIDTH) > TOLERANCE
                    || Math.abs(number(size, "h", 0) - A4_HEIGHT) > TOLERANCE) {
                throw new FileRefused(FileRefusal.NOT_A4);
            }
        }
    }

    /// The file, without the names of those who wrote it.
    public byte[] file() {
        return content.clone();
    }

    /// The names of its places as they are written, each once, in the order of the text.
    public Set<String> places() {
        return Collections.unmodifiableSet(places);
    }

    /// What stands around braces that are no place, for whoever looks for them.
    public List<String> strays() {
        return List.copyOf(strays);
    }

    /// What is put into a place.
    public sealed interface Value {

        /// Words.
        record Text(Cleartext text) implements Value {}

        /// A list: a place alone in its paragraph is repeated for each line, in a paragraph like it; within other words
        /// the lines follow each other.
        record Lines(List<String> lines, String separator) implements Value {
            public Lines {
                lines = List.copyOf(lines);
            }
        }

        /// Whether the paragraph that holds the place is there at all.
        record Condition(boolean holds) implements Value {}
    }

    /// A filled document.
    ///
    /// @param paragraphs the words of all paragraphs: of the text, then of headers, footers and notes
    public record Filled(byte[] file, List<Cleartext> paragraphs) {}

    /// Fills it in. At the foot of each page as much stays white as a page's codes take up.
    ///
    /// @param values for every name of [#places]
    /// @throws IllegalStateException if there is no value for a name
    public Filled filled(Function<String, Optional<Value>> values) {
        try {
            WordPackage opened = WordPackage.open(content);
            for (Document part : opened.words().values()) {
                for (WordParagraph paragraph : paragraphs(part)) {
                    fill(paragraph, values);
                }
            }
            keepFootFree(opened.body());
            List<Cleartext> words = opened.words().values().stream()
                    .flatMap(part -> paragraphs(part).stream())
                    .map(WordParagraph::words)
                    .map(Cleartext::of)
                    .toList();
            return new Filled(opened.bytes(), words);
        } catch (FileRefused impossible) {
            throw new IllegalStateException("a template that was read does not open", impossible);
        }
    }

    private static void fill(WordParagraph paragraph, Function<String, Optional<Value>> values) {
        List<String> names = paragraph.places();
        if (names.isEmpty()) {
            return;
        }
        Map<String, Value> known = names.stream()
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        name -> values.apply(name)
                                .orElseThrow(() -> new IllegalStateException("no value for a place of the template"))));
        if (known.values().stream().anyMatch(value -> value instanceof Value.Condition(boolean holds) && !holds)) {
            paragraph.drop();
            return;
        }
        if (paragraph.onlyPlace().map(known::get).orElse(null) instanceof Value.Lines(var lines, var _)) {
            paragraph.repeat(lines);
            return;
        }
        paragraph.fill(name -> switch (Objects.requireNonNull(known.get(name))) {
            case Value.Text(var text) -> text.revealForDisplay();
            case Value.Lines(var lines, var separator) -> String.join(separator, lines);
            case Value.Condition _ -> "";
        });
        if (paragraph.words().isBlank()) {
            paragraph.drop();
        }
    }

    private static void keepFootFree(Element body) {
        Element last = children(body).stream()
                .filter(child -> child.getLocalName().equals("sectPr"))
                .findFirst()
                .orElseGet(
                        () -> (Element) body.appendChild(body.getOwnerDocument().createElementNS(W, "w:sectPr")));
        if (named(last, "pgSz").isEmpty()) {
            Element size = body.getOwnerDocument().createElementNS(W, "w:pgSz");
            size.setAttributeNS(W, "w:w", Integer.toString(A4_WIDTH));
            size.setAttributeNS(W, "w:h", Integer.toString(A4_HEIGHT));
            last.appendChild(size);
        }
        for (Element section : named(body, "sectPr")) {
            if (named(section, "pgMar").isEmpty()) {
                Element usual = body.getOwnerDocument().createElementNS(W, "w:pgMar");
                for (String side : List.of("top", "right", "left")) {
                    usual.setAttributeNS(W, "w:" + side, "1440");
                }
                usual.setAttributeNS(W, "w:header", "708");
                Node size = named(section, "pgSz").stream().findFirst().orElse(null);
                section.insertBefore(usual, size == null ? null : size.getNextSibling());
            }
            for (Element margins : named(section, "pgMar")) {
                margins.setAttributeNS(
                        W, "w:bottom", Integer.toString(Math.max(LEAST_BOTTOM, number(margins, "bottom", 0))));
                margins.setAttributeNS(
                        W, "w:footer", Integer.toString(Math.max(LEAST_FOOTER, number(margins, "footer", 0))));
            }
        }
    }

    private static int number(Element element, String attribute, int otherwise) {
        String value = element.getAttributeNS(W, attribute);
        return value.matches("[0-9]{1,6}") ? Integer.parseInt(value) : otherwise;
    }

    private static List<WordParagraph> paragraphs(Document part) {
        return named(part.getDocumentElement(), "p").stream()
                .map(WordParagraph::new)
                .toList();
    }

    private static List<Element> named(Element within, String name) {
        var found = within.getElementsByTagNameNS(W, name);
        List<Element> all = new ArrayList<>(found.getLength());
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }

    private static List<Element> elements(Document part) {
        List<Element> all = new ArrayList<>();
        var found = part.getElementsByTagNameNS(W, "*");
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }

    /// The elements right within a node.
    static List<Element> children(Node node) {
        List<Element> children = new ArrayList<>();
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    @Override
    public String toString() {
        return "WordTemplate[" + content.length + " bytes]";
    }
}
