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
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sheets are made once, printed, handed out and confirmed; the shares are nowhere else.
class RecoveryPagesTests {

    private static final House HOUSE = House.open();
    private static final Pattern LINE =
            Pattern.compile("[0-9A-HJKMNP-TV-Z]{4}( [0-9A-HJKMNP-TV-Z]{4}){3} [0-9A-HJKMNP-TV-Z]{2}");

    private static final String SHEETS = "/api/set-up/recovery-sheets";
    private static final String REQUESTS = SHEETS + "/requests";

    private final SignedInPerson owner = PeopleInTests.staff(HOUSE, Role.OWNER);
    private final SignedInPerson officer = PeopleInTests.staff(HOUSE, Role.COMPLIANCE_OFFICER);

    @BeforeEach
    void nothingIsOpen() {
        // There is one request at a time, and the house is shared.
        RecoveryBook book = HOUSE.bean(RecoveryBook.class);
        if (book.open()
                .map(SheetRequest::state)
                .filter(SheetRequest.State.ASKED::equals)
                .isPresent()) {
            book.decide(PeopleInTests.staff(HOUSE, Role.SECURITY_OFFICER).requester(), false);
        }
    }

    /// The set is asked for and agreed to.
    private String agreed(String set) throws Exception {
        assertThat(call("POST", REQUESTS, set, owner).statusCode()).isEqualTo(201);
        assertThat(call("POST", REQUESTS + "/decision", "{\"agreed\":true}", officer)
                        .statusCode())
                .isEqualTo(200);
        return set;
    }

    @Test
    void aSetIsMadeByTwoPeopleAndEverybodyWithTheDutyIsTold() throws Exception {
        String set = "{\"needed\":2,\"holders\":[\"BANK_BOX\",\"OFFICE_SAFE\"]}";
        String other = "{\"needed\":2,\"holders\":[\"OFFICE_SAFE\",\"BANK_BOX\"]}";
        int before = HOUSE.bean(RecoveryBook.class).sets().size();
        assertThat(call("POST", SHEETS, set, owner).body())
                .as("nobody was asked")
                .contains("SECOND_PERSON");

        assertThat(call("POST", REQUESTS, set, owner).statusCode()).isEqualTo(201);
        assertThat(call("POST", REQUESTS, set, owner).body()).contains("WAITS");
        assertThat(call("POST", SHEETS, set, owner).body()).as("nobody agreed").contains("SECOND_PERSON");
        assertThat(call("POST", REQUESTS + "/decision", "{\"agreed\":true}", owner)
                        .body())
                .as("whoever asked does not agree")
                .contains("SECOND_PERSON");
        assertThat(call("POST", REQUESTS + "/decision", "{\"agreed\":true}", PeopleInTests.staff(HOUSE, Role.ADVISOR))
                        .statusCode())
                .isEqualTo(403);
        HOUSE.ownerJdbc()
                .sql("update setup.sheet_request set state = 'AGREED', decided_by = asked_by")
                .update();
        assertThat(call("POST", SHEETS, set, owner).body())
                .as("nobody agrees by SQL")
                .contains("SECOND_PERSON");
        HOUSE.ownerJdbc()
                .sql("update setup.sheet_request set state = 'ASKED', decided_by = null")
                .update();

        assertThat(call("POST", REQUESTS + "/decision", "{\"agreed\":true}", officer)
                        .body())
                .contains("AGREED");
        assertThat(call("POST", SHEETS, other, owner).body()).as("another set").contains("SECOND_PERSON");
        assertThat(HOUSE.bean(RecoveryBook.class).sets()).hasSize(before);
        assertThat(call("POST", SHEETS, set, owner).statusCode()).isEqualTo(201);
        assertThat(call("POST", SHEETS, set, owner).body()).as("once").contains("SECOND_PERSON");

        for (Role role : List.of(Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.OWNER)) {
            assertThat(Browser.signedIn(HOUSE, PeopleInTests.staff(HOUSE, role))
                            .open("/?lang=zh-CN")
                            .body())
                    .as("今日 of %s", role)
                    .containsPattern("(重做|制作)了恢复纸");
        }
        assertThat(HOUSE.ownerJdbc()
                        .sql("select about_person from ledger.intake where kind = 'recovery-sheets-made/v2'"
                                + " order by id desc limit 1")
                        .query(UUID.class)
                        .single())
                .as("the entry names who agreed")
                .isEqualTo(officer.person().value());
    }

    @Test
    void bothPeopleDoItOnTheirPages() {
        Browser his = Browser.signedIn(HOUSE, owner);
        assertThat(his.open("/set-up/recovery?lang=zh-CN").body()).contains("恢复纸要两个人办", "申请制作");
        HttpResponse<String> wrong =
                his.submit("/set-up/recovery/request", Map.of("needed", "2", "holders", "BANK_BOX,UNDER_THE_BED"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("请为每一张选定", "value=\"BANK_BOX\" selected");
        assertThat(his.follow(his.submit(
                                "/set-up/recovery/request",
                                Map.of("needed", "2", "holders", "BANK_BOX,OFFICE_SAFE,LAWYER_OR_NOTARY")))
                        .body())
                .contains("等第二个人决定", "查看申请")
                .doesNotContain("制作并显示");
        assertThat(his.open("/set-up/recovery/request").body())
                .contains("申请人自己不能同意", "外部律师或公证处")
                .doesNotContain(">同意制作<");

        Browser hers = Browser.signedIn(HOUSE, officer);
        assertThat(hers.open("/?lang=zh-CN").body()).contains("申请制作恢复纸，等您决定");
        assertThat(hers.open("/set-up/recovery/request").body()).contains("同意制作", "每张交给谁");
        assertThat(hers.follow(hers.submit("/set-up/recovery/request/decision", Map.of("agreed", "true")))
                        .body())
                .contains("已同意，由申请人打印");
        assertThat(hers.submit("/set-up/recovery/request/decision", Map.of("agreed", "false"))
                        .body())
                .contains("没有等决定的申请");

        assertThat(his.open("/?lang=zh-CN").body()).contains("恢复纸已获同意，请打印");
        assertThat(his.open("/set-up/recovery?lang=en").body())
                .contains("Agreed; you may print", "Make and show them")
                .doesNotContain("??");
        assertThat(lines(his.submit(
                                "/set-up/recovery",
                                Map.of("needed", "2", "holders", "BANK_BOX,OFFICE_SAFE,LAWYER_OR_NOTARY"))
                        .body()))
                .hasSize(15);
    }

    @Test
    void theSharesAreShownOnceAndAreNowhereOnDisk() throws Exception {
        Instant before = Instant.now();
        String body = call(
                        "POST",
                        SHEETS,
                        agreed("{\"needed\":2,\"holders\":[\"" + officer.person()
                                + "\",\"BANK_BOX\",\"OFFICE_SAFE\"]}"),
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
                        SHEETS,
                        agreed("{\"needed\":2,\"holders\":[\"" + officer.person() + "\",\"" + owner.person()
                                + "\",\"LAWYER_OR_NOTARY\"]}"),
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
    void thePageOfSheetsIsMadeToBePrinted() throws Exception {
        agreed("{\"needed\":2,\"holders\":[\"BANK_BOX\",\"OFFICE_SAFE\",\"LAWYER_OR_NOTARY\"]}");
        Browser browser = Browser.signedIn(HOUSE, owner);
        browser.open("/set-up/recovery?lang=zh-CN");

        HttpResponse<String> wrong =
                browser.submit("/set-up/recovery", Map.of("needed", "2", "holders", "BANK_BOX,UNDER_THE_BED"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("请为每一张选定");

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
