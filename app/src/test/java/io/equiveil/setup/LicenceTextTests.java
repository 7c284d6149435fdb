package io.equiveil.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Licences of different years say different things in their QR codes.
class LicenceTextTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "统一社会信用代码：91310115MA0000007H；名称：青松股权咨询（上海）有限公司；登记机关：示例",
                "1、统一社会信用代码/注册号:91310115MA0000007H 2、企业名称:青松股权咨询（上海）有限公司 3、登记机关:示例",
                "https://example.invalid/licence?uniscid=91310115ma0000007h&entname=%E9%9D%92%E6%9D%BE%E8%82%A1%E6%9D%83"
                        + "%E5%92%A8%E8%AF%A2%EF%BC%88%E4%B8%8A%E6%B5%B7%EF%BC%89%E6%9C%89%E9%99%90%E5%85%AC%E5%8F%B8&x=1"
            })
    void codeAndNameAreFoundWhereverTheyStand(String text) {
        assertThat(LicenceText.read(List.of("something else", text)))
                .isEqualTo(new LicenceReading.Read("91310115MA0000007H", "青松股权咨询（上海）有限公司", true));
    }

    @Test
    void aCodeWithoutANameLeavesTheNameToTheOwner() {
        assertThat(LicenceText.read(List.of("http://example.invalid/%7B91310115MA0000007H%7D")))
                .isEqualTo(new LicenceReading.Read("91310115MA0000007H", "", true));
    }

    @Test
    void aWrongCheckCharacterIsSaid() {
        assertThat(LicenceText.read(List.of("统一社会信用代码:91310115MA0000007G")))
                .isEqualTo(new LicenceReading.Read("91310115MA0000007G", "", false));
    }

    @Test
    void anAddressWithAnOpaqueNumberIsOnlyALink() {
        assertThat(LicenceText.read(List.of("https://example.invalid/%7BA4B1C2D3E4F5%7D", "100% 不是网址")))
                .isEqualTo(new LicenceReading.OnlyALink());
    }

    @Test
    void aLongerRowOfDigitsIsNoCode() {
        assertThat(LicenceText.read(List.of("791310115MA0000007H1"))).isEqualTo(new LicenceReading.OnlyALink());
        assertThat(LicenceText.read(List.of())).isEqualTo(new LicenceReading.NoCode());
    }
}
