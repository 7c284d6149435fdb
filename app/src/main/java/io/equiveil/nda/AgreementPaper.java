package io.equiveil.nda;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import io.equiveil.kernel.Cleartext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes an agreement: a plain text template with `{{fields}}` becomes a PDF, in memory only.
///
/// Template lines: `# title`, `@ party line`, `## clause`, `% rules that the paragraph before rests on` (not
/// printed), anything else a paragraph; a line that is only `{{classes}}` or `{{measures}}` becomes a list. The
/// last page holds the signature boxes at fixed places: two, or one for an undertaking.
final class AgreementPaper {

    /// Where the boxes stand on the last page, in points from the top left corner.
    record Box(float x, float y, float width, float height) {}

    static final Box PARTY_BOX = new Box(70, 190, 200, 120);
    static final Box FIRM_BOX = new Box(325, 190, 200, 120);

    static {
        XRLog.setLoggingEnabled(false);
    }

    private static final Pattern FIELD = Pattern.compile("\\{\\{([a-z]+)}}");

    /// Fills a template.
    ///
    /// @param lists  items of list fields
    /// @param fields text of other fields; every field of the template must be there
    /// @throws IllegalStateException if the template names a field that is not given
    byte[] write(AgreementKind kind, Locale locale, Map<String, List<String>> lists, Map<String, Cleartext> fields) {
        String language = locale.getLanguage().equals("en") ? "en" : "zh";
        String html = html(kind, template(kind, language), language, lists, fields);
        try (ByteArrayOutputStream pdf = new ByteArrayOutputStream()) {
            new PdfRendererBuilder()
                    .useFont(() -> resource("nda/fonts/NotoSansSC-Regular.ttf"), "sc")
                    .withHtmlContent(html, null)
                    .withProducer("EquiVeil")
                    .toStream(pdf)
                    .run();
            return pdf.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String html(
            AgreementKind kind,
            String template,
            String language,
            Map<String, List<String>> lists,
            Map<String, Cleartext> fields) {
        boolean english = language.equals("en");
        StringBuilder body = new StringBuilder();
        for (String line : template.lines().toList()) {
            if (line.isBlank() || line.startsWith("% ")) {
                continue;
            }
            Matcher alone = FIELD.matcher(line);
            if (alone.matches() && lists.containsKey(alone.group(1))) {
                body.append("<ul>");
                lists.get(alone.group(1))
                        .forEach(
                                item -> body.append("<li>").append(escape(item)).append("</li>"));
                body.append("</ul>");
            } else if (line.startsWith("# ")) {
                body.append("<h1>").append(escape(line.substring(2))).append("</h1>");
            } else if (line.startsWith("## ")) {
                body.append("<h2>").append(escape(line.substring(3))).append("</h2>");
            } else if (line.startsWith("@ ")) {
                body.append("<p class=\"party\">")
                        .append(filled(line.substring(2), fields))
                        .append("</p>");
            } else {
                body.append("<p>").append(filled(line, fields)).append("</p>");
            }
        }
        String page = english
                ? "\"Page \" counter(page) \" of \" counter(pages)"
                : "\"第 \" counter(page) \" 页 / 共 \" counter(pages) \" 页\"";
        return """
                <html lang="%s"><head><title>%s</title><style>
                @page { size: A4; margin: 60pt 70pt 60pt 70pt;
                  @bottom-center { content: %s; font-family: sc; font-size: 8pt; color: #555; }
                  @top-right { content: "%s"; font-family: sc; font-size: 8pt; color: #555; } }
                body { margin: 0; font-family: sc; font-size: 10.5pt; line-height: 1.7; color: #111; }
                h1 { font-family: sc; font-size: 18pt; text-align: center; font-weight: normal; margin: 0 0 14pt 0; }
                h2 { font-family: sc; font-size: 11.5pt; font-weight: normal; margin: 10pt 0 2pt 0;
                  border-bottom: 0.5pt solid #999; page-break-after: avoid; }
                p, li { font-family: sc; margin: 3pt 0; } ul { margin: 2pt 0 2pt 0; }
                .party { margin: 2pt 0; }
                .signing { page-break-before: always; position: relative; height: 300pt; }
                .box { position: absolute; border: 0.5pt solid #666; font-family: sc; font-size: 9pt; padding: 4pt; }
                </style></head><body>%s
                <div class="signing"><h1>%s</h1><p>%s</p>
                <div class="box" style="left:0pt; top:100pt; width:191pt; height:150pt">%s</div>
                %s</div>
                </body></html>
                """.formatted(
                        language,
                        escape(title(template)),
                        page,
                        english ? "Not reviewed by counsel; please confirm" : "未经律师审定，请贵所确认",
                        body,
                        english ? "Signatures" : "签署页",
                        manner(kind, english),
                        boxTitle(kind, english),
                        kind.bothSign()
                                ? "<div class=\"box\" style=\"left:255pt; top:100pt; width:191pt; height:150pt\">"
                                        + (english ? "The firm" : "本公司（签章）") + "</div>"
                                : "");
    }

    private static String title(String template) {
        return template.lines()
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2))
                .findFirst()
                .orElseThrow();
    }

    private static String manner(AgreementKind kind, boolean english) {
        if (kind.bothSign()) {
            return english
                    ? "Each party signs in its own box; electronic signatures are embedded in this file."
                    : "双方在各自栏内签署；电子签名嵌入本文件。";
        }
        return english
                ? "The undersigned signs in the box; the electronic signature is embedded in this file."
                : "承诺人在栏内签署；电子签名嵌入本文件。";
    }

    private static String boxTitle(AgreementKind kind, boolean english) {
        return switch (kind) {
            case CLIENT_FIRM -> english ? "The client (signature)" : "客户（签名）";
            case BUYER -> english ? "The buyer (signature)" : "买方（签名）";
            case STAFF, PARTNER -> english ? "The undersigned (signature)" : "承诺人（签名）";
        };
    }

    private static String filled(String line, Map<String, Cleartext> fields) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = FIELD.matcher(line);
        int end = 0;
        while (matcher.find()) {
            out.append(escape(line.substring(end, matcher.start())));
            Cleartext value = fields.get(matcher.group(1));
            if (value == null) {
                throw new IllegalStateException("the template names a field that is not given: " + matcher.group(1));
            }
            out.append(escape(value.revealForDisplay()));
            end = matcher.end();
        }
        return out.append(escape(line.substring(end))).toString();
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> {
                    // Control characters are not XML; a name has none.
                    if (point >= 0x20) {
                        out.appendCodePoint(point);
                    }
                }
            }
        });
        return out.toString();
    }

    private static String template(AgreementKind kind, String language) {
        try (InputStream in = resource("nda/papers/" + kind.paper() + "_" + language + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static InputStream resource(String name) {
        InputStream in = AgreementPaper.class.getClassLoader().getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("missing resource " + name);
        }
        return in;
    }

    /// The fields that a template names, for the test that every template can be filled.
    static List<String> fieldsOf(AgreementKind kind, String language) {
        List<String> names = new ArrayList<>();
        FIELD.matcher(template(kind, language)).results().forEach(hit -> names.add(hit.group(1)));
        return names;
    }
}
