package io.equiveil.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Signing in on pages, with a browser that has no script.
class SignInPagesTests {

    private static final String PASSWORD = "竹林里的青松很高 2026";
    private static final Pattern SEED = Pattern.compile("<code class=\"mono\">([A-Z2-7 ]+)</code>");

    private final House house = House.open();
    private final Browser browser = new Browser(house);

    @Test
    void anInvitedOwnerEnrolsSignsInInvitesAndSignsOut() {
        InviteResult.Invited invited = (InviteResult.Invited)
                PeopleInTests.invite(house, PersonKind.STAFF, Set.of(Role.OWNER), Optional.empty());
        String login = house.bean(People.class)
                .find(invited.person())
                .orElseThrow()
                .login()
                .orElseThrow();
        String path = invited.linkPath().revealForDisplay();

        assertThat(browser.open(path).body()).contains(login);
        HttpResponse<String> seedPage =
                browser.follow(browser.submit(path, Map.of("password", PASSWORD, "again", PASSWORD)));
        Matcher seed = SEED.matcher(seedPage.body());
        assertThat(seed.find()).isTrue();
        Authenticator authenticator = new Authenticator(seed.group(1));
        HttpResponse<String> done =
                browser.submit(path + "/authenticator", Map.of("code", authenticator.earlierCode()));
        assertThat(Browser.place(done)).isEqualTo("/sign-in");

        browser.open("/sign-in");
        String stranger = browser.cookie("EVSESSION").orElseThrow();
        HttpResponse<String> signedIn =
                browser.submit("/sign-in", Map.of("login", login, "password", PASSWORD, "code", authenticator.code()));
        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(browser.cookie("EVSESSION")).isPresent().get().isNotEqualTo(stranger);

        assertThat(Browser.place(browser.open("/")))
                .as("the first sign-in leads to the own undertaking")
                .isEqualTo("/own-agreement");
        assertThat(browser.open("/?later").statusCode()).isEqualTo(200);
        browser.open("/own-agreement");
        HttpResponse<String> text = browser.follow(browser.submit("/own-agreement", Map.of()));
        assertThat(text.body()).contains("/own-agreement/picture", "name=\"code\"");
        String next = authenticator.codeOf(java.time.Instant.now().getEpochSecond() / 30 + 1);
        assertThat(browser.submit("/own-agreement/signature", Map.of("code", "000000"))
                        .statusCode())
                .isEqualTo(409);
        HttpResponse<String> signed = browser.follow(browser.submit("/own-agreement/signature", Map.of("code", next)));
        assertThat(signed.body()).contains("以动态口令确认签署").doesNotContain("name=\"code\"");
        assertThat(browser.open("/").statusCode()).isEqualTo(200);

        assertThat(browser.visit("/account").body()).contains("电脑");
        HttpResponse<String> form = browser.visit("/staff/new");
        assertThat(form.statusCode()).isEqualTo(200);
        String colleague = PeopleInTests.login();
        HttpResponse<String> link = browser.submit(
                "/staff",
                Map.of("name", "李测试", "login", colleague, "codeName", colleague, "kind", "STAFF", "roles", "ADVISOR"));
        assertThat(link.body()).contains("/enrol/");
        assertThat(browser.visit("/staff").body()).contains(colleague).doesNotContain("李测试");

        HttpResponse<String> out = browser.submit("/sign-out", Map.of());
        assertThat(out.headers().firstValue("Clear-Site-Data")).isPresent();
        assertThat(Browser.place(browser.open("/account"))).isEqualTo("/sign-in");
    }

    @Test
    void aStrangersWishIsKeptInASealedSession() {
        browser.open("/account");

        assertThat(house.jdbc()
                        .sql("select count(*) from identity.sessions where attributes_sealed is not null")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void aClientSignsInWithNumberCodeAndPin() {
        String mobile = PeopleInTests.mobile();
        PersonId client = PeopleInTests.clientAccount(house, SubjectId.random(), SubjectId.random(), mobile);
        FaceToFaceCode shown = house.bean(People.class)
                .faceToFaceCode(client, PeopleInTests.owner())
                .orElseThrow();

        HttpResponse<String> codePage = giveNumber(mobile);
        assertThat(codePage.statusCode()).isEqualTo(200);
        HttpResponse<String> pinPage = browser.follow(browser.submit(
                "/client/sign-in/code", Map.of("code", shown.code().revealForDisplay())));
        assertThat(pinPage.body()).contains("name=\"again\"");
        assertThat(browser.submit("/client/sign-in/pin", Map.of("pin", "123456", "again", "123456"))
                        .statusCode())
                .isEqualTo(422);
        HttpResponse<String> in = browser.submit("/client/sign-in/pin", Map.of("pin", "270415", "again", "270415"));
        assertThat(Browser.place(in)).isEqualTo("/portal");
        assertThat(browser.visit("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void aClientSignsInThroughTheLinkThatTheAdvisorShowsAndOnlyOnce() {
        PersonId client =
                PeopleInTests.clientAccount(house, SubjectId.random(), SubjectId.random(), PeopleInTests.mobile());
        String door = house.bean(People.class)
                .faceToFaceCode(client, PeopleInTests.owner())
                .orElseThrow()
                .linkPath()
                .revealForDisplay();

        assertThat(browser.open(door).statusCode()).isEqualTo(200);
        browser.follow(browser.submit(door, Map.of()));
        assertThat(Browser.place(browser.submit("/client/sign-in/pin", Map.of("pin", "270415", "again", "270415"))))
                .isEqualTo("/portal");

        Browser other = new Browser(house);
        other.open(door);
        assertThat(other.submit(door, Map.of()).statusCode()).isEqualTo(410);
    }

    @Test
    void anUnknownNumberSeesTheSamePagesAsAKnownOne() {
        String known = PeopleInTests.mobile();
        PeopleInTests.clientAccount(house, SubjectId.random(), SubjectId.random(), known);

        HttpResponse<String> forKnown = giveNumber(known);
        HttpResponse<String> forUnknown = giveNumber(PeopleInTests.mobile());

        assertThat(withoutToken(forUnknown.body())).isEqualTo(withoutToken(forKnown.body()));
        assertThat(browser.submit("/client/sign-in/code", Map.of("code", "123123"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aCodeIsNoGoodAfterFiveWrongTries() {
        String mobile = PeopleInTests.mobile();
        PersonId client = PeopleInTests.clientAccount(house, SubjectId.random(), SubjectId.random(), mobile);
        String code = house.bean(People.class)
                .faceToFaceCode(client, PeopleInTests.owner())
                .orElseThrow()
                .code()
                .revealForDisplay();
        CodeDesk desk = house.bean(CodeDesk.class);
        byte[] number = new byte[16];

        for (int i = 0; i < 5; i++) {
            assertThat(desk.tryCode(number, Optional.of(client), "x" + code.substring(1)))
                    .isEmpty();
        }

        assertThat(desk.tryCode(number, Optional.of(client), code)).isEmpty();
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        browser.open("/sign-in");

        assertThat(browser.submitWithoutToken("/sign-in", Map.of("login", "somebody", "password", "x", "code", "1"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void everyAnswerCarriesTheHeaders() {
        HttpResponse<String> page = browser.open("/sign-in");

        assertThat(page.headers().firstValue("Content-Security-Policy")).hasValue(WebSecurity.CONTENT_SECURITY_POLICY);
        assertThat(page.headers().firstValue("Cache-Control")).get().asString().contains("no-store");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(page.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("EVSESSION="))
                .allMatch(cookie -> cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    }

    @Test
    void anInvitationIsReadableInEnglishToo() {
        assertThat(browser.open("/sign-in?lang=en").body()).contains("One-time password");
    }

    private HttpResponse<String> giveNumber(String mobile) {
        browser.open("/client/sign-in");
        return browser.follow(browser.submit("/client/sign-in", Map.of("mobile", mobile)));
    }

    private static String withoutToken(String page) {
        return page.replaceAll("name=\"_csrf\"[^>]*>", "");
    }

    @Test
    void theDoorRefusesAClosedAccount() {
        PersonId client =
                PeopleInTests.clientAccount(house, SubjectId.random(), SubjectId.random(), PeopleInTests.mobile());
        house.bean(People.class)
                .forget(house.bean(People.class).find(client).orElseThrow().file(), PeopleInTests.owner());

        assertThat(house.bean(People.class).faceToFaceCode(client, PeopleInTests.owner()))
                .isEmpty();
    }
}
