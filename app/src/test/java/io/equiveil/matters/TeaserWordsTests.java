package io.equiveil.matters;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.matters.TeaserFault.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a teaser says is coarse, and what would give the company away does not get into it.
class TeaserWordsTests {

    private static final List<String> NAMES = List.of("杭州澄江微光仪器有限公司", "王小明");

    private final Bands bands = Bands.shipped();

    @Test
    void everyFactIsTakenToTheWordThatCoversIt() {
        Coarse coarse = coarse(Map.of(
                "industry", "精密仪器",
                "region", "杭州",
                "sizeBand", "年收入 4,200 万元",
                "stakeBand", "27.5%",
                "price", "18760000元",
                "reason", "创始人退休"));

        assertThat(coarse.faults()).isEmpty();
        assertThat(TeaserText.chinese(coarse, ""))
                .isEqualTo("一家华东地区的制造业企业，年营业收入二千万至一亿元，拟转让少数股权（百分之十至三分之一），" + "参考价格一千万至三千万元。转让原因：股东退休。");
        assertThat(TeaserText.english(coarse))
                .isEqualTo(
                        "A company in manufacturing in eastern China, with yearly revenue of ¥20–100 million; on offer:"
                                + " a minority stake (10 % to a third), indicative price ¥10–30 million."
                                + " Reason: the shareholder retires.");
    }

    @Test
    void noNumberFinerThanItsBandComesOut() {
        for (String price : List.of("18760000元", "1,234.5万", "一千二百万", "29999999")) {
            Coarse coarse = coarse(Map.of("industry", "软件", "price", price));

            assertThat(TeaserText.chinese(coarse, "")).contains("一千万至三千万元").doesNotContainPattern("\\d");
        }
    }

    @Test
    void aSpanOverTwoBandsSaysBoth() {
        Coarse coarse = coarse(Map.of("industry", "软件", "priceBand", "800万–1200万"));

        assertThat(TeaserText.chinese(coarse, "")).contains("五百万至一千万元或一千万至三千万元");
    }

    @Test
    void whatIsNotUnderstoodIsAFaultAndNoGuess() {
        assertThat(coarse(Map.of("region", "长三角")).faults())
                .containsExactly(TeaserFault.of(Kind.NOT_SAID, Attribute.INDUSTRY));
        assertThat(coarse(Map.of("industry", "量子之类的", "stakeBand", "一些")).faults())
                .containsExactly(
                        TeaserFault.of(Kind.NOT_UNDERSTOOD, Attribute.INDUSTRY),
                        TeaserFault.of(Kind.NOT_UNDERSTOOD, Attribute.STAKE));
    }

    @Test
    void whatNarrowsTheCircleTooMuchWeighsTooMuch() {
        Map<String, String> rare = Map.of("industry", "煤炭", "region", "青海", "sizeBand", "五亿元", "priceBand", "两亿");

        Coarse all = coarse(rare);
        assertThat(all.weight()).isGreaterThan(bands.mostWeight());
        assertThat(all.heaviest()).isPresent();
        Coarse less = Coarse.of(rare, EnumSet.of(Attribute.SIZE, Attribute.PRICE), bands);
        assertThat(less.weight()).isLessThanOrEqualTo(bands.mostWeight());
    }

    @ParameterizedTest
    @CsvSource({
        "客户遍布 12 个国家, NUMBER",
        "拥有三十名工程师, NUMBER",
        "澄江微光技术成熟, NAME",
        "澄 江 微 光 的产品, NAME",
        "由王小明带领, NAME",
        "王、小/明 带领, NAME",
        "澄\u200b江的产品, NAME",
        "澄*江 的产品, NAME",
        "细分行业龙\u2060头, BETRAYING",
        "位于苏州的工厂, PLACE",
        "细分行业龙头, BETRAYING",
        "The ONLY supplier, BETRAYING"
    })
    void freeWordsThatGiveTheCompanyAwayAreRefused(String words, Kind kind) {
        assertThat(Highlights.faults(words, NAMES, bands))
                .extracting(TeaserFault::kind)
                .contains(kind);
    }

    @Test
    void aFaultRepeatsOnlyWordsOfTheHousesOwnList() {
        assertThat(Highlights.faults("由王小明带领的龙头", NAMES, bands))
                .extracting(fault -> fault.word().orElse(""))
                .containsExactlyInAnyOrder("", "龙头");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "客户稳定，设备保养良好", "管理团队愿意留任"})
    void harmlessWordsPass(String words) {
        assertThat(Highlights.faults(words, NAMES, bands)).isEmpty();
    }

    @Test
    void highlightsEndTheTextAndStayOutOfTheEnglish() {
        Coarse coarse = coarse(Map.of("industry", "软件"));

        assertThat(TeaserText.chinese(coarse, "管理团队愿意留任")).endsWith("管理团队愿意留任。");
        assertThat(Highlights.faults("好".repeat(81), NAMES, bands))
                .containsExactly(TeaserFault.of(Kind.TOO_LONG, Attribute.HIGHLIGHTS));
    }

    private Coarse coarse(Map<String, String> facts) {
        return Coarse.of(facts, Set.of(), bands);
    }
}
