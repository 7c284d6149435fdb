package io.equiveil.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.crossborder.Mechanism;
import io.equiveil.identity.Api;
import io.equiveil.identity.Browser;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Role;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The four small pages behind the clauses that may be relaxed: they open in two languages and do what they say.
class SourcePagesTests {

    private final House house = House.open();
    private final SignedInPerson person =
            PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.ADVISOR);
    private final Browser officer = Browser.signedIn(house, person);

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

    @Test
    void whoChangesForOthersWhatTheGateLooksAtProvesAgainWhoItIs() {
        officer.open("/devices");
        PeopleInTests.provenLongAgo(house, person);
        String until = LocalDate.now().plusDays(9).toString();
        String somebody = UUID.randomUUID().toString();

        asked("/devices/" + somebody + "/approval", Map.of());
        asked("/devices/networks", Map.of("ranges", "10.0.0.0/8"));
        asked("/work-location/footings", Map.of("place", "SG", "kind", Mechanism.values()[0].name(), "until", until));
        asked("/partners/" + somebody + "/review", Map.of("status", "APPROVED"));
        asked("/partners/" + somebody + "/contract", Map.of("until", until));
        asked("/training/attestations", Map.of("person", somebody, "course", "PRIVACY_LAW", "until", until));

        Api api = new Api(house);
        for (String path : List.of(
                "/api/devices/" + somebody + "/approval",
                "/api/partners/" + somebody + "/review",
                "/api/training/attestations")) {
            assertThat(api.post(path, Map.of(), person.token()).statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        for (String path : List.of(
                "/api/devices/networks", "/api/work-location/footings/SG", "/api/partners/" + somebody + "/contract")) {
            assertThat(api.send("PUT", path, "{}", person.token()).statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
    }

    private void asked(String path, Map<String, String> fields) {
        HttpResponse<String> answer = officer.submit(path, fields);
        assertThat(answer.statusCode()).as(path).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElse("")).as(path).endsWith("/confirm-identity");
    }
}
