package io.equiveil.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.kernel.Role;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Staff sign in over HTTP, as a program does.
class StaffSignInTests {

    private static final String PASSWORD = "竹林里的青松很高 2026";

    private final House house = House.open();
    private final Api api = new Api(house);

    @Test
    void anInvitedPersonEnrolsTwoFactorsAndSignsIn() {
        Enrolled advisor = enrolled(Role.ADVISOR);

        HttpResponse<String> answer =
                signIn(advisor.login(), PASSWORD, advisor.authenticator().code());

        assertThat(answer.statusCode()).isEqualTo(201);
        String token = api.text(answer, "token");
        HttpResponse<String> me = api.get("/api/session", token);
        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(api.json(me).get("roles").get(0).asString()).isEqualTo("ADVISOR");
    }

    @Test
    void noCookieIsSetForAProgram() {
        Enrolled advisor = enrolled(Role.ADVISOR);

        assertThat(signIn(advisor.login(), PASSWORD, advisor.authenticator().code())
                        .headers()
                        .firstValue("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void oneRightFactorIsNotEnough() {
        Enrolled advisor = enrolled(Role.ADVISOR);

        assertThat(signIn(advisor.login(), PASSWORD, "000000").statusCode()).isEqualTo(401);
        assertThat(signIn(
                                advisor.login(),
                                "something else entirely",
                                advisor.authenticator().code())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aOneTimePasswordIsGoodOnce() {
        Enrolled advisor = enrolled(Role.ADVISOR);
        String code = advisor.authenticator().code();

        assertThat(signIn(advisor.login(), PASSWORD, code).statusCode()).isEqualTo(201);

        HttpResponse<String> again = signIn(advisor.login(), PASSWORD, code);
        assertThat(again.statusCode()).isEqualTo(401);
        assertThat(api.text(again, "type")).isEqualTo("urn:equiveil:problem:one-time-password-used");
    }

    @Test
    void aUsedOneTimePasswordIsNamedOnlyToWhoeverKnowsThePasswordToo() {
        Enrolled advisor = enrolled(Role.ADVISOR);
        String code = advisor.authenticator().code();
        signIn(advisor.login(), PASSWORD, code);

        HttpResponse<String> guess = signIn(advisor.login(), "something else entirely", code);

        assertThat(api.text(guess, "type")).isEqualTo("urn:equiveil:problem:sign-in-refused");
    }

    @Test
    void whoeverHasNoAccountHearsTheSameAsWhoeverIsWrong() {
        Enrolled advisor = enrolled(Role.ADVISOR);

        HttpResponse<String> known = signIn(advisor.login(), "something else entirely", "123123");
        HttpResponse<String> unknown = signIn(PeopleInTests.login(), "something else entirely", "123123");

        assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
        assertThat(api.text(unknown, "type")).isEqualTo(api.text(known, "type"));
    }

    @Test
    void guessingBecomesSlowForKnownAndUnknownNamesAlike() {
        for (String login : Set.of(enrolled(Role.ADVISOR).login(), PeopleInTests.login())) {
            HttpResponse<String> last = signIn(login, "a wrong password", "123123");
            for (int i = 0; i < 6 && last.statusCode() == 401; i++) {
                last = signIn(login, "a wrong password", "123123");
            }
            assertThat(last.statusCode()).isEqualTo(429);
            assertThat(last.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void aThrottledAccountIsNotEvenOpenToTheRightPassword() {
        Enrolled advisor = enrolled(Role.ADVISOR);
        for (int i = 0; i < 7; i++) {
            signIn(advisor.login(), "a wrong password", "123123");
        }

        assertThat(signIn(advisor.login(), PASSWORD, advisor.authenticator().code())
                        .statusCode())
                .isEqualTo(429);
    }

    @Test
    void weakPasswordsAreRefusedAtEnrolment() {
        String link = link(Role.ADVISOR);

        assertThat(begin(link, "short").statusCode()).isEqualTo(422);
        assertThat(begin(link, "aaaaaaaaaaaaaaaa").statusCode()).isEqualTo(422);
        assertThat(begin(link, "password2026").statusCode()).isEqualTo(422);
    }

    @Test
    void anEnrolmentLinkWorksOnce() {
        String link = link(Role.ADVISOR);
        enrol(link);

        assertThat(begin(link, PASSWORD).statusCode()).isEqualTo(410);
    }

    @Test
    void nobodyIsActiveBeforeTheSecondFactorIsShown() {
        InviteResult.Invited invited = (InviteResult.Invited)
                PeopleInTests.invite(house, PersonKind.STAFF, Set.of(Role.ADVISOR), Optional.empty());
        String link = invited.linkPath().revealForDisplay();

        begin(link, PASSWORD);

        assertThat(house.bean(People.class).find(invited.person()).orElseThrow().status())
                .isEqualTo(PersonStatus.INVITED);
    }

    @Test
    void confirmingIdentityGivesTheSessionANewSecret() {
        Enrolled advisor = enrolled(Role.ADVISOR);
        String before = api.text(
                signIn(advisor.login(), PASSWORD, advisor.authenticator().code()), "token");

        HttpResponse<String> confirmed = api.post(
                "/api/session/confirmations",
                Map.of("code", advisor.authenticator().code()),
                before);

        assertThat(confirmed.statusCode()).isEqualTo(200);
        String after = api.text(confirmed, "token");
        assertThat(after).isNotEqualTo(before);
        assertThat(api.get("/api/session", before).statusCode()).isEqualTo(401);
        assertThat(api.get("/api/session", after).statusCode()).isEqualTo(200);
    }

    private record Enrolled(String login, Authenticator authenticator) {}

    private Enrolled enrolled(Role role) {
        return enrol(link(role));
    }

    private String link(Role role) {
        InviteResult.Invited invited =
                (InviteResult.Invited) PeopleInTests.invite(house, PersonKind.STAFF, Set.of(role), Optional.empty());
        return invited.linkPath().revealForDisplay();
    }

    private Enrolled enrol(String link) {
        HttpResponse<String> seed = begin(link, PASSWORD);
        assertThat(seed.statusCode()).isEqualTo(201);
        Authenticator authenticator = new Authenticator(api.text(seed, "totpSecret"));
        HttpResponse<String> done = api.post(
                "/api/identity/enrolments/confirmations",
                Map.of("link", link, "code", authenticator.earlierCode()),
                null);
        assertThat(done.statusCode()).isEqualTo(204);
        return new Enrolled(api.text(seed, "login"), authenticator);
    }

    private HttpResponse<String> begin(String link, String password) {
        return api.post("/api/identity/enrolments", Map.of("link", link, "password", password), null);
    }

    private HttpResponse<String> signIn(String login, String password, String code) {
        return api.post("/api/session/staff", Map.of("login", login, "password", password, "code", code), null);
    }
}
