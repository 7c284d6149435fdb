package io.equiveil.firm;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.consent.Consents;
import io.equiveil.consent.NoticeLanguage;
import io.equiveil.firm.FirmProfile.Fault;
import io.equiveil.firm.FirmProfile.Result;
import io.equiveil.identity.Browser;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Role;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who the firm is: said by the owner, recorded, and named in notices from the next one on.
class FirmProfileTests {

    private static final String DEMO_NAME = "示例股权咨询有限公司";
    private static final String DEMO_CONTACT = "示例省示例市示例路一号，电话 400-000-0000";

    private final House house = House.open();
    private final FirmProfile profile = house.bean(FirmProfile.class);
    private final SignedInPerson owner = PeopleInTests.staff(house, Role.OWNER);

    @AfterEach
    void sayItAsItWas() {
        assertThat(profile.set(owner.requester(), DEMO_NAME, "", DEMO_CONTACT)).isInstanceOf(Result.Done.class);
    }

    @Test
    void whatTheOwnerSaysStandsInTheNextNotice() {
        long before = profile.current().version();

        Result result =
                profile.set(owner.requester(), "青松股权咨询（上海）有限公司", "9118 4019 0001 0100 17", "上海市示例路二号，电话 021-00000000");

        assertThat(result).isInstanceOf(Result.Done.class);
        Firm firm = profile.current();
        assertThat(firm.version()).isGreaterThan(before);
        assertThat(firm.creditCode()).contains("911840190001010017");
        assertThat(house.bean(Consents.class)
                        .notice("client-intake", NoticeLanguage.ZH_CN)
                        .orElseThrow()
                        .content())
                .contains("青松股权咨询（上海）有限公司", "上海市示例路二号")
                .doesNotContain(DEMO_NAME);
        assertThat(profile.said().orElseThrow().by()).isEqualTo(owner.person());
    }

    @Test
    void whatDoesNotFitIsNamedAllAtOnceAndChangesNothing() {
        Firm before = profile.current();

        assertThat(profile.set(owner.requester(), " ", "12345", "a\nb"))
                .isEqualTo(new Result.Refused(Set.of(Fault.NAME, Fault.CREDIT_CODE, Fault.CONTACT)));
        assertThat(profile.set(owner.requester(), "长".repeat(81), "", "x"))
                .isEqualTo(new Result.Refused(Set.of(Fault.NAME)));
        assertThat(profile.current()).isEqualTo(before);
    }

    @Test
    void onlyTheOwnerSaysIt() {
        SignedInPerson officer = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);

        assertThat(profile.set(officer.requester(), "别的名字", "", "别的电话")).isEqualTo(new Result.NotYours());
    }

    @Test
    void aRowChangedBySqlSaysNothing() {
        profile.set(owner.requester(), "青松股权咨询有限公司", "", "电话 021-00000000");

        house.ownerJdbc().sql("update firm.profile set name = '假冒有限公司'").update();

        assertThat(profile.current().name()).as("the settings speak again").isEqualTo(DEMO_NAME);
        assertThat(profile.said()).isEmpty();
    }

    @Test
    void thePageKeepsWhatWasTypedAndSaysWhatIsWrong() {
        Browser browser = Browser.signedIn(house, owner);
        browser.open("/firm");

        var wrong = browser.submit("/firm", Map.of("name", "", "creditCode", "12", "contact", "电话 021-00000000"));

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("请填写名称", "统一社会信用代码应为", "电话 021-00000000");
        var right = browser.follow(
                browser.submit("/firm", Map.of("name", "青松股权咨询有限公司", "creditCode", "", "contact", "电话 021-00000000")));
        assertThat(right.body()).contains("青松股权咨询有限公司");
    }
}
