package io.equiveil.texts;

import io.equiveil.firm.Firm;
import io.equiveil.firm.FirmProfile;
import io.equiveil.law.Law;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Link;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Makes pages of words: Markdown to HTML without anything active in it, citations as links or left out, fields filled
/// or left as a line to write on.
@Component
public class TextPages {

    // With the spaces around it, of which one stays where a sentence goes on after another.
    private static final Pattern SPACED_CITATION = Pattern.compile("( )?" + Soundness.CITATIONS.pattern() + "( )?");
    private static final String LINE = "＿＿＿＿＿＿＿＿";

    private final Parser parser;
    private final HtmlRenderer renderer;
    private final Law law;
    private final Supplier<Firm> firm;

    @Autowired
    TextPages(Law law, FirmProfile firm) {
        this(law, firm::current);
    }

    TextPages(Law law, Supplier<Firm> firm) {
        List<TablesExtension> extensions = List.of((TablesExtension) TablesExtension.create());
        this.parser = Parser.builder().extensions(extensions).build();
        // Raw HTML is shown as text and links to anything but pages are dropped, whoever wrote the words.
        this.renderer = HtmlRenderer.builder()
                .extensions(extensions)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(_ -> (node, _, attributes) -> {
                    if (node instanceof Link link && link.getDestination().startsWith("/law/")) {
                        attributes.put("class", "cite");
                        attributes.remove("rel");
                    }
                })
                .build();
        this.law = law;
        this.firm = firm;
    }

    /// For reading on a page: with citations as links to the law.
    public String forReading(String words) {
        return html(filled(words, Map.of(), true).replace("![", "!\\["), true);
    }

    /// For paper and for whoever is not one of the firm: without citations.
    ///
    /// @param values what fills the fields that are not the firm's own; a missing one becomes a line to write on
    public String forPaper(String words, Map<TextField, String> values) {
        return html(filled(words, values, true).replace("![", "!\\["), false);
    }

    /// The words as plain Markdown with their fields filled, without citations: for rooms that make documents of them.
    public String filledIn(String words, Map<TextField, String> values) {
        return withoutCitations(filled(words, values, false));
    }

    private String filled(String words, Map<TextField, String> values, boolean escape) {
        return TextField.PLACEHOLDER.matcher(words).replaceAll(found -> {
            String value = TextField.of(found.group(1))
                    .map(field -> values.getOrDefault(field, ofTheFirm(field)))
                    .orElse(LINE);
            String safe = escape ? value.replaceAll("([\\\\`*_{}\\[\\]<>()#+!|&-])", "\\\\$1") : value;
            return Matcher.quoteReplacement(safe);
        });
    }

    private String ofTheFirm(TextField field) {
        String said = switch (field) {
            case FIRM -> firm.get().name();
            case CONTACT -> firm.get().contact();
            default -> "";
        };
        return said.isBlank() ? LINE : said;
    }

    private String html(String markdown, boolean cited) {
        String marked = markdown.replace("- [x] ", "- ✓ ").replace("- [ ] ", "- ○ ");
        return renderer.render(parser.parse(cited ? linked(marked) : withoutCitations(marked)));
    }

    private String linked(String markdown) {
        return Soundness.CITATIONS
                .matcher(markdown)
                .replaceAll(found -> List.of(found.group(1).split(" ")).stream()
                        .map(citation -> law.idOf(citation)
                                .map(id -> "[" + citation + "](</law/" + id + ">)")
                                .orElse(citation))
                        .map(Matcher::quoteReplacement)
                        .collect(Collectors.joining(" ")));
    }

    private static String withoutCitations(String markdown) {
        return SPACED_CITATION
                .matcher(markdown)
                .replaceAll(found -> found.group(1) != null && found.group(3) != null ? " " : "");
    }
}
