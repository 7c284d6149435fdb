package io.equiveil.texts;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.firm.Firm;
import io.equiveil.law.Law;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Words become pages, and nothing that is not words.
class TextPagesTests {

    private final TextPages pages = new TextPages(Law.shipped(), () -> new Firm("甲*乙_公司", Optional.empty(), "", 0));

    @Test
    void citationsAreLinksForReadersAndGoneOnPaper() {
        assertThat(pages.forReading("保密。[PIPL-13(2) RET-AML]"))
                .contains("<a href=\"/law/PIPL-13\" class=\"cite\">PIPL-13(2)</a>")
                .contains("<a href=\"/law/RET-AML\" class=\"cite\">RET-AML</a>");
        assertThat(pages.forPaper("保密。[PIPL-13(2) RET-AML] 期满。", Map.of())).isEqualTo("<p>保密。期满。</p>\n");
        assertThat(pages.forPaper("Secret. [PIPL-51] More. [PIPL-9]", Map.of())).isEqualTo("<p>Secret. More.</p>\n");
    }

    @Test
    void placesAreFilledOrLeftAsALine() {
        assertThat(pages.forPaper("{{firm}}与{{party}}", Map.of())).isEqualTo("<p>甲*乙_公司与＿＿＿＿＿＿＿＿</p>\n");
        assertThat(pages.forPaper("{{party}}", Map.of(TextField.PARTY, "<b>丙</b>[PIPL-1]")))
                .contains("&lt;b&gt;丙&lt;/b&gt;")
                .doesNotContain("<b>", "href");
    }

    @Test
    void nothingActiveComesThrough() {
        assertThat(pages.forReading("<script>x</script>\n\n[a](javascript:x) ![p](https://elsewhere.example/p.png)"))
                .contains("&lt;script&gt;")
                .doesNotContain("<script", "javascript:", "<img");
    }

    @Test
    void aDifferenceNamesTheCharactersThatChanged() {
        Difference difference = Difference.between("一\n保存三年。\n二\n三\n四\n五", "一\n保存十年。\n二\n三\n四\n五\n六");

        assertThat(difference.isEmpty()).isFalse();
        assertThat(difference.lines().get(1).before())
                .containsExactly(
                        new Difference.Piece("保存", false),
                        new Difference.Piece("三", true),
                        new Difference.Piece("年。", false));
        assertThat(difference.lines().getLast().after()).containsExactly(new Difference.Piece("六", true));
        assertThat(Difference.between("a\n\nb", "a\nb").isEmpty()).isTrue();
    }
}
