package io.equiveil.nda;

import io.equiveil.nda.AgreementTemplate.Block;
import java.util.List;

/// How an agreement looks on A4: the style sheet and the signing page.
///
/// Chinese paragraphs begin two characters in, as contracts do; key terms carry a bar that survives black-and-white
/// print.
final class AgreementLayout {

    private static final String STYLE = """
            @page { size: A4; margin: 62pt 68pt 92pt 68pt;
              @top-right { content: "%s"; font-family: sc; font-size: 8pt; color: #666; } }
            body { margin: 0; font-family: sc; font-size: 10.5pt; line-height: 1.7; color: #111; }
            h1 { font-family: sc; font-size: 19pt; text-align: center; font-weight: normal; margin: 6pt 0 16pt 0; }
            h2 { font-family: sc; font-size: 12pt; font-weight: normal; color: #0f4c5c; margin: 12pt 0 3pt 0;
              page-break-after: avoid; }
            p { font-family: sc; margin: 3pt 0; text-align: justify; orphans: 2; widows: 2; }
            html[lang=zh] p.text { text-indent: 21pt; }
            p.party { margin: 2pt 0; text-align: left; }
            p.rule { border-bottom: 0.6pt solid #999; margin: 8pt 0 10pt 0; line-height: 1pt; }
            p.key { border-left: 2.4pt solid #0f4c5c; padding: 2pt 0 2pt 9pt; margin: 4pt 0; }
            ul { margin: 2pt 0 4pt 0; padding-left: 30pt; } li { font-family: sc; margin: 1.5pt 0; }
            .signing { page-break-before: always; position: relative; height: 420pt; }
            .box { position: absolute; border: 0.5pt solid #666; font-family: sc; font-size: 9pt; padding: 4pt 6pt; }
            .date { position: absolute; font-family: sc; font-size: 9pt; }
            """;

    private AgreementLayout() {}

    static String html(AgreementTemplate template, AgreementKind kind, String number, List<Block> blocks) {
        boolean english = template.isEnglish();
        return """
                <html lang="%s"><head><title>%s</title><style>%s</style></head><body>%s%s</body></html>
                """.formatted(
                        english ? "en" : "zh",
                        escape(template.title() + " " + number),
                        STYLE.formatted(english ? "Not reviewed by counsel; please confirm" : "未经律师审定，请贵所确认"),
                        body(blocks),
                        signing(template, kind, number));
    }

    /// The signing page alone, to follow a text that the firm wrote itself.
    static String signingPage(boolean english, AgreementKind kind, String number) {
        return """
                <html lang="%s"><head><title>%s</title><style>%s</style></head><body>%s</body></html>
                """.formatted(
                        english ? "en" : "zh",
                        escape(number),
                        STYLE.formatted("").replace("page-break-before: always; ", ""),
                        signing(
                                english,
                                kind,
                                english
                                        ? "This page belongs to the agreement no. " + number
                                                + ", is one with the pages before it, and holds no clause of its own. "
                                        : "（本页无正文，为编号 " + number + " 的文件的签署页，与前面各页同为一份文件。）"));
    }

    private static String body(List<Block> blocks) {
        StringBuilder body = new StringBuilder();
        boolean inList = false;
        boolean afterParties = false;
        for (Block block : blocks) {
            if (inList && !(block instanceof Block.Item)) {
                body.append("</ul>");
                inList = false;
            }
            if (!afterParties && !(block instanceof Block.Title) && !(block instanceof Block.Party)) {
                body.append("<p class=\"rule\"></p>");
                afterParties = true;
            }
            if (!inList && block instanceof Block.Item) {
                body.append("<ul>");
                inList = true;
            }
            String text = escape(block.text().revealForDisplay());
            body.append(
                    switch (block) {
                        case Block.Title title -> "<h1>" + text + "</h1>";
                        case Block.Party party -> "<p class=\"party\">" + text + "</p>";
                        case Block.Clause clause -> "<h2>" + text + "</h2>";
                        case Block.KeyTerm term -> "<p class=\"key\">" + text + "</p>";
                        case Block.Paragraph paragraph -> "<p class=\"text\">" + text + "</p>";
                        case Block.Item item -> "<li>" + text + "</li>";
                    });
        }
        return body.append(inList ? "</ul>" : "").toString();
    }

    private static String signing(AgreementTemplate template, AgreementKind kind, String number) {
        return signing(
                template.isEnglish(),
                kind,
                template.isEnglish()
                        ? "This page belongs to the " + template.title() + " no. " + number
                                + " and holds no clause of its own. "
                        : "（本页无正文，为《" + template.title() + "》（编号 " + number + "）的签署页。）");
    }

    private static String signing(boolean english, AgreementKind kind, String belongsTo) {
        StringBuilder page = new StringBuilder("<div class=\"signing\"><h1>")
                .append(english ? "Signatures" : "签署页")
                .append("</h1><p>")
                .append(escape(belongsTo))
                .append(manner(kind, english))
                .append("</p>")
                .append(box(0, boxTitle(kind, english), english));
        if (kind.bothSign()) {
            page.append(box(251, english ? "The firm (signature and seal)" : "本公司（签字、盖章）", english));
        }
        return page.append("</div>").toString();
    }

    private static String box(int left, String title, boolean english) {
        return "<div class=\"box\" style=\"left:" + left + "pt; top:112pt; width:195pt; height:140pt\">" + title
                + "</div><div class=\"date\" style=\"left:" + left + "pt; top:270pt\">"
                + (english ? "Date (if signed on paper): ______________" : "日期（纸质签署时填写）：　　　年　　月　　日")
                + "</div>";
    }

    private static String manner(AgreementKind kind, boolean english) {
        if (kind.bothSign()) {
            return english
                    ? "Each party signs in its own box, on screen or on paper; electronic signatures are part of this file."
                    : "双方在各自栏内签署，电子签署与纸质签署效力相同；电子签名嵌入本文件。";
        }
        return english
                ? "The undersigned signs in the box; the electronic signature is part of this file."
                : "承诺人在栏内签署；电子签名嵌入本文件。";
    }

    private static String boxTitle(AgreementKind kind, boolean english) {
        return switch (kind) {
            case CLIENT_FIRM -> english ? "The client (signature or seal)" : "客户（签字或盖章）";
            case BUYER -> english ? "The buyer (signature or seal)" : "买方（签字或盖章）";
            case STAFF, PARTNER -> english ? "The undersigned (signature)" : "承诺人（签字）";
        };
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
}
