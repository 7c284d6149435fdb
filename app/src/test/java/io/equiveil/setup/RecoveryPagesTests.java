package io.equiveil.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.evidence.Leaks;
import io.equiveil.identity.Browser;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Role;
import io.equiveil.vault.RecoverySheet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Sheets are made once, printed, handed out and confirmed; the shares are nowhere else.
class RecoveryPagesTests {

    private static final House HOUSE = House.open();
    private static final Pattern LINE =
            Pattern.compile("[0-9A-HJKMNP-TV-Z]{4}( [0-9A-HJKMNP-TV-Z]{4}){3} [0-9A-HJKMNP-TV-Z]{2}");

    private final SignedInPerson owner = PeopleInTests.staff(HOUSE, Role.OWNER);
    private final SignedInPerson officer = PeopleInTests.staff(HOUSE, Role.COMPLIANCE_OFFICER);

    @Test
    void theSharesAreShownOnceAndAreNowhereOnDisk() throws Exception {
        Instant before = Instant.now();
        String body = call(
                        "POST",
                        "/api/set-up/recovery-sheets",
                        "{\"needed\":2,\"holders\":[\"" + officer.person() + "\",\"BANK_BOX\",\"OFFICE_SAFE\"]}",
                        owner)
                .body();
        List<String> lines = lines(body);
        assertThat(lines).hasSize(15);
        RecoverySheet first = RecoverySheet.parse(String.join("\n", lines.subList(0, 5)));
        assertThat(body).contains("\"checkCode\":\"" + first.checkCode() + "\"", "\"number\":3");

        HOUSE.ownerJdbc().sql("checkpoint").update();
        List<String> wanted = new ArrayList<>(lines);
        lines.forEach(line -> wanted.add(line.replace(" ", "")));
        assertThat(Leaks.of(wanted, HOUSE.dataFolder(), before)).isEmpty();
        assertThat(Leaks.of(List.of(first.set()), HOUSE.dataFolder(), before))
                .as("the search finds what is there: the name of the set")
                .isNotEmpty();
        assertThat(call("GET", "/api/set-up/recovery-sheets", "", owner).body())
                .contains(first.set())
                .doesNotContainPattern(LINE);
    }

    @Test
    void whoeverHasASheetConfirmsItWithItsCheckCode() throws Exception {
        String body = call(
                        "POST",
                        "/api/set-up/recovery-sheets",
                        "{\"needed\":2,\"holders\":[\"" + officer.person() + "\",\"" + owner.person()
                                + "\",\"LAWYER_OR_NOTARY\"]}",
                        owner)
                .body();
        List<String> lines = lines(body);
        RecoverySheet first = RecoverySheet.parse(String.join("\n", lines.subList(0, 5)));
        RecoverySheet third = RecoverySheet.parse(String.join("\n", lines.subList(10, 15)));

        Browser hers = Browser.signedIn(HOUSE, officer);
        assertThat(hers.open("/?lang=zh-CN").body()).contains("请确认收到第 1 号恢复纸");
        assertThat(hers.open("/set-up/recovery/confirmation").body())
                .contains("第 1 号", "不要输入那五行字符")
                .doesNotContain("第 2 号", first.checkCode());
        assertThat(hers.submit("/set-up/recovery/confirmation", Map.of("number", "1", "checkCode", "0000"))
                        .body())
                .contains("校验码不对");
        assertThat(hers.submit("/set-up/recovery/confirmation", Map.of("number", "3", "checkCode", third.checkCode()))
                        .body())
                .contains("没有要您确认的这一张");
        assertThat(hers.follow(hers.submit(
                                "/set-up/recovery/confirmation",
                                Map.of(
                                        "number",
                                        "1",
                                        "checkCode",
                                        first.checkCode().toLowerCase(Locale.ROOT))))
                        .body())
                .contains("第 1 号恢复纸已确认");
        assertThat(call(
                                "POST",
                                "/api/set-up/recovery-sheets/confirmations",
                                "{\"number\":3,\"checkCode\":\"" + third.checkCode() + "\"}",
                                owner)
                        .statusCode())
                .isEqualTo(200);

        SheetSet set = HOUSE.bean(RecoveryBook.class).current().orElseThrow();
        assertThat(set.confirmed()).isEqualTo(2);
        Browser his = Browser.signedIn(HOUSE, owner);
        assertThat(his.open("/set-up/recovery?lang=zh-CN").body())
                .contains("共 3 张，任意 2 张即可恢复", "外部律师或公证处", "已确认", "等确认");
        assertThat(HOUSE.bean(SetUp.class).guide().of(SetUpStep.RECOVERY).done())
                .isEqualTo(2);
    }

    @Test
    void thePageOfSheetsIsMadeToBePrinted() {
        Browser browser = Browser.signedIn(HOUSE, owner);
        browser.open("/set-up/recovery?lang=zh-CN");

        HttpResponse<String> wrong =
                browser.submit("/set-up/recovery", Map.of("needed", "2", "holders", "BANK_BOX,UNDER_THE_BED"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("请为每一张选定", "value=\"BANK_BOX\" selected");

        HttpResponse<String> page = browser.submit(
                "/set-up/recovery", Map.of("needed", "2", "holders", "BANK_BOX,OFFICE_SAFE,LAWYER_OR_NOTARY"));
        assertThat(page.body())
                .contains("只显示这一次", "恢复纸 第 1 号（共 3 张）", "恢复纸 第 3 号（共 3 张）", "本套任意 2 张", "<path d=\"M")
                .doesNotContain("??");
        assertThat(lines(page.body())).hasSize(15);
        assertThat(page.headers().firstValue("Cache-Control")).get().asString().contains("no-store");
    }

    @Test
    void nobodyElseMakesSheetsAndNobodyHasTwo() throws Exception {
        String two = "{\"needed\":2,\"holders\":[\"BANK_BOX\",\"OFFICE_SAFE\"]}";
        assertThat(call("POST", "/api/set-up/recovery-sheets", two, officer).statusCode())
                .isEqualTo(403);
        long before = HOUSE.bean(RecoveryBook.class).sets().size();
        for (Map.Entry<String, String> wrong : Map.of(
                        "{\"needed\":1,\"holders\":[\"BANK_BOX\",\"OFFICE_SAFE\"]}", "NUMBERS",
                        "{\"needed\":3,\"holders\":[\"BANK_BOX\",\"OFFICE_SAFE\"]}", "NUMBERS",
                        "{\"needed\":2,\"holders\":[\"BANK_BOX\",\"BANK_BOX\"]}", "SAME_HOLDER",
                        "{\"needed\":2,\"holders\":[\"BANK_BOX\",\"UNDER_THE_BED\"]}", "HOLDER",
                        "{\"needed\":2,\"holders\":[\"BANK_BOX\",\"00000000-0000-4000-8000-000000000000\"]}", "HOLDER")
                .entrySet()) {
            assertThat(call("POST", "/api/set-up/recovery-sheets", wrong.getKey(), owner)
                            .body())
                    .contains("recovery-sheets-refused", wrong.getValue());
        }
        assertThat(HOUSE.bean(RecoveryBook.class).sets()).hasSize((int) before);
    }

    @Test
    void anOldProofOfThePersonMakesNoSheets() throws Exception {
        PeopleInTests.provenLongAgo(HOUSE, owner);
        int before = HOUSE.bean(RecoveryBook.class).sets().size();

        assertThat(call(
                                "POST",
                                "/api/set-up/recovery-sheets",
                                "{\"needed\":2,\"holders\":[\"BANK_BOX\",\"OFFICE_SAFE\"]}",
                                owner)
                        .body())
                .contains("confirm-identity");
        Browser browser = Browser.signedIn(HOUSE, owner);
        browser.open("/set-up/recovery");
        assertThat(browser.submit("/set-up/recovery", Map.of("needed", "2", "holders", "BANK_BOX,OFFICE_SAFE"))
                        .headers()
                        .firstValue("Location"))
                .get()
                .asString()
                .endsWith("/confirm-identity");
        assertThat(HOUSE.bean(RecoveryBook.class).sets()).hasSize(before);
    }

    private static List<String> lines(String body) {
        List<String> lines = new ArrayList<>();
        Matcher found = LINE.matcher(body);
        while (found.find()) {
            lines.add(found.group());
        }
        return lines;
    }

    private static HttpResponse<String> call(String method, String path, String body, SignedInPerson who)
            throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(HOUSE.baseUrl() + path))
                            .header("Authorization", "Bearer " + who.token())
                            .header("Content-Type", "application/json")
                            .method(method, BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
