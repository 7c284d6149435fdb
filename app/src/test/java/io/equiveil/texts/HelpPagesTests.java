package io.equiveil.texts;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.identity.Browser;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import org.junit.jupiter.api.Test;

/// Everybody finds the guide of their own part under 帮助, in the frame that they know.
class HelpPagesTests {

    private static final House HOUSE = House.open();

    @Test
    void whoIsNotSignedInReadsHowToCheckAndHowToComeIn() {
        Browser browser = new Browser(HOUSE);

        assertThat(browser.open("/sign-in?lang=zh-CN").body()).contains("href=\"/help\"", "帮助");
        assertThat(browser.open("/help").body())
                .contains("<h1>公众与核验</h1>", "/help/seller", "/help/buyer", "<strong>我们的存证账本</strong>")
                .doesNotContain("/help/advisor");
        assertThat(browser.open("/help?lang=en").body()).contains("<h1>Everybody: how to check</h1>", "<table>");
        assertThat(browser.open("/help/seller").body()).contains("<h1>Guide for sellers</h1>");
    }

    @Test
    void staffReadTheGuidesOfTheirOwnRoles() {
        Browser advisor = Browser.signedIn(HOUSE, PeopleInTests.staff(HOUSE, Role.ADVISOR));
        assertThat(advisor.open("/help?lang=zh-CN").body())
                .contains("<h1>顾问指南</h1>", "/help/public", "class=\"nav\"", "<strong>新建首次接触</strong>")
                .doesNotContain("/help/owner", "/help/seller");

        Browser both =
                Browser.signedIn(HOUSE, PeopleInTests.newStaff(HOUSE, Role.SECURITY_OFFICER, Role.DEPARTMENT_HEAD));
        assertThat(both.open("/help?lang=zh-CN").body())
                .contains("<h1>部门负责人指南</h1>", "/help/security-officer", "/help/department-head");
    }

    @Test
    void clientsReadTheirsInTheClientsFrame() {
        Browser client = Browser.signedIn(HOUSE, PeopleInTests.client(HOUSE, SubjectId.random()));

        assertThat(client.open("/help?lang=zh-CN").body())
                .contains("class=\"client\"", "<h1>转让方指南</h1>", "/help/buyer", "/help/public")
                .doesNotContain("/help/advisor");
    }

    @Test
    void whatIsNoGuideIsNotFound() {
        Browser browser = new Browser(HOUSE);

        assertThat(browser.open("/help/nobody").statusCode()).isEqualTo(404);
        assertThat(browser.open("/help/..%2F..%2Fapplication").statusCode()).isGreaterThanOrEqualTo(400);
    }
}
