package io.equiveil.files;

import static io.equiveil.files.WordPackage.W;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// A paragraph of a Word document with places to fill in.
///
/// Word breaks a line of text into runs wherever it likes (a spelling mark, a change of language, where somebody paused
/// while typing), so a place is looked for in the words of all runs together, and what is put there takes the look of
/// the run in which it begins.
final class WordParagraph {

    /// A place: two braces, also those of Chinese keyboards.
    static final Pattern PLACE = Pattern.compile("[{｛]{2}\\s*([^{}｛｝\\n]{1,40}?)\\s*[}｝]{2}");

    private static final Pattern STRAY = Pattern.compile("[{｛]{2}|[}｝]{2}");

    private final Element paragraph;

    WordParagraph(Element paragraph) {
        this.paragraph = paragraph;
    }

    /// A piece of text within the words of the paragraph; absent for a break, which no place reaches across.
    private record Piece(int from, @Nullable Element text, String words) {
        int to() {
            return from + words.length();
        }
    }

    /// Its words; breaks are line feeds.
    String words() {
        return pieces().stream().map(Piece::words).collect(Collectors.joining());
    }

    /// The names of its places, in order.
    List<String> places() {
        return PLACE.matcher(words()).results().map(found -> found.group(1)).toList();
    }

    /// The name of the place of which it consists; empty if there is something else in it.
    Optional<String> onlyPlace() {
        Matcher all = PLACE.matcher(words().strip());
        return all.matches() ? Optional.of(all.group(1)) : Optional.empty();
    }

    /// What stands around braces that are no place; empty if there are none.
    Optional<String> stray() {
        String rest = PLACE.matcher(words()).replaceAll("");
        Matcher stray = STRAY.matcher(rest);
        return stray.find()
                ? Optional.of(rest.substring(Math.max(0, stray.start() - 8), Math.min(rest.length(), stray.end() + 12))
                        .strip())
                : Optional.empty();
    }

    /// Puts words into places.
    interface Filling {
        String of(String name);
    }

    /// Fills every place. What is put in is never looked at for places again.
    void fill(Filling filling) {
        int at = 0;
        while (true) {
            Matcher found = PLACE.matcher(words());
            if (!found.find(at)) {
                return;
            }
            String value = printable(filling.of(found.group(1)));
            replace(found.start(), found.end(), value);
            at = found.start() + value.length();
        }
    }

    /// Repeats it for every line of a list; each repetition is filled with one.
    void repeat(List<String> lines) {
        for (String line : lines) {
            Element copy = (Element) paragraph.cloneNode(true);
            // Marks that have to be unique in a document.
            copy.removeAttributeNS("http://schemas.microsoft.com/office/word/2010/wordml", "paraId");
            for (String mark : List.of("bookmarkStart", "bookmarkEnd")) {
                while (copy.getElementsByTagNameNS(W, mark).item(0) instanceof Element one) {
                    one.getParentNode().removeChild(one);
                }
            }
            paragraph.getParentNode().insertBefore(copy, paragraph);
            new WordParagraph(copy).fill(_ -> line);
        }
        drop();
    }

    /// Takes it out. Where a paragraph has to be (in a cell, at the end of a section), an empty one stays.
    void drop() {
        Node parent = paragraph.getParentNode();
        boolean endsSection = paragraph.getElementsByTagNameNS(W, "sectPr").getLength() > 0;
        long others = WordTemplate.children(parent).stream()
                .filter(child -> child != paragraph && child.getLocalName().equals("p"))
                .count();
        if (!endsSection && (others > 0 || parent.getLocalName().equals("body"))) {
            parent.removeChild(paragraph);
            return;
        }
        WordTemplate.children(paragraph).stream()
                .filter(child -> !child.getLocalName().equals("pPr"))
                .forEach(paragraph::removeChild);
    }

    private void replace(int start, int end, String value) {
        boolean first = true;
        for (Piece piece : pieces()) {
            if (piece.text() == null || piece.to() <= start || piece.from() >= end) {
                continue;
            }
            String before = piece.words().substring(0, Math.max(0, start - piece.from()));
            String after = piece.words().substring(Math.min(piece.words().length(), end - piece.from()));
            piece.text().setTextContent(before + (first ? value : "") + after);
            piece.text().setAttributeNS("http://www.w3.org/XML/1998/namespace", "xml:space", "preserve");
            first = false;
        }
    }

    private List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        collect(paragraph, pieces);
        return pieces;
    }

    private void collect(Node node, List<Piece> pieces) {
        for (Element child : WordTemplate.children(node)) {
            int from = pieces.isEmpty() ? 0 : pieces.getLast().to();
            boolean word = W.equals(child.getNamespaceURI());
            switch (word ? child.getLocalName() : "") {
                case "t" -> pieces.add(new Piece(from, child, child.getTextContent()));
                case "br", "cr", "tab" -> pieces.add(new Piece(from, null, "\n"));
                case "p" -> {
                    // A text box within the line: a paragraph of its own.
                }
                default -> collect(child, pieces);
            }
        }
    }

    /// Without what XML cannot hold; line ends become spaces.
    private static String printable(String value) {
        StringBuilder out = new StringBuilder(value.length());
        value.codePoints().forEach(point -> {
            if (point == '\n' || point == '\t') {
                out.append(' ');
            } else if (point >= 0x20 && (point < 0xd800 || point > 0xdfff) && point != 0xfffe && point != 0xffff) {
                out.appendCodePoint(point);
            }
        });
        return out.toString();
    }
}
