package io.equiveil.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.identity.Browser;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.kernel.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The four small pages behind the clauses that may be relaxed: they open in two languages and do what they say.
class SourcePagesTests {

    private final House house = House.open();
    private final Browser officer = Browser.signedIn(
            house, PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.ADVISOR));

    @Test
    void theyOpenInTwoLanguages() {
        for (String path : List.of("/training", "/partners", "/work-location", "/devices")) {
            assertThat(officer.open(path).statusCode()).as(path).isEqualTo(200);
            assertThat(officer.visit(path + "?lang=en").body()).as(path).doesNotContain("??");
            officer.visit(path + "?lang=zh");
        }
    }

    @Test
    void theyDoWhatTheySay() {
        officer.open("/devices");
        assertThat(officer.follow(officer.submit("/devices", Map.of())).body()).contains("（这一台）");
        assertThat(officer.cookie("device")).isPresent();
        officer.open("/work-location");
        assertThat(officer.follow(officer.submit(
                                "/work-location",
                                Map.of(
                                        "place",
                                        "CN",
                                        "until",
                                        LocalDate.now().plusDays(9).toString())))
                        .body())
                .contains("中国大陆，有效期至");
        officer.open("/partners");
        String codeName = "柳" + UUID.randomUUID().toString().substring(0, 8);
        assertThat(officer.follow(
                                officer.submit("/partners", Map.of("codeName", codeName, "name", "测试所", "kind", "LAW")))
                        .body())
                .contains(codeName, "待审查");
    }
}
