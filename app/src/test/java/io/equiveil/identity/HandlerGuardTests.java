package io.equiveil.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.frame.AllowedTo;
import io.equiveil.frame.OpenToAll;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SessionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;

class HandlerGuardTests {

    private static final Instant NOW = Instant.parse("2026-11-23T06:05:00Z");

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final MockMvcTester mvc = MockMvcTester.create(MockMvcBuilders.standaloneSetup(new Doors())
            .addInterceptors(new HandlerGuard(nobody(), clock))
            .setCustomArgumentResolvers(new RequesterArgument(nobody()))
            .build());

    @Test
    void aHandlerThatSaysNothingIsClosedToEverybody() {
        assertThat(mvc.perform(get("/silent", advisor(2, NOW)))).hasStatus(403);
        assertThat(mvc.perform(get("/api/silent", advisor(2, NOW)))).hasStatus(403);
    }

    @Test
    void aStrangerIsSentToSignIn() {
        assertThat(mvc.perform(page("/advisors"))).hasStatus(303).hasRedirectedUrl("/sign-in");
        assertThat(mvc.perform(page("/clients-only"))).hasStatus(303).hasRedirectedUrl("/client/sign-in");
    }

    @Test
    void aStrangersProgramGetsTheProblem() {
        assertThat(mvc.perform(MockMvcRequestBuilders.get("/api/advisors"))).hasStatus(401);
    }

    @Test
    void oneFactorIsNotEnough() {
        assertThat(mvc.perform(get("/api/advisors", advisor(1, NOW)))).hasStatus(401);
    }

    @Test
    void letsInWhomTheHandlerNames() {
        assertThat(mvc.perform(get("/advisors", advisor(2, NOW)))).hasStatusOk();
    }

    @Test
    void refusesAnotherRole() {
        assertThat(mvc.perform(get("/clients-only", advisor(2, NOW)))).hasStatus(403);
    }

    @Test
    void aSensitiveActWantsAFreshProof() {
        Instant old = NOW.minus(Duration.ofMinutes(16));
        Instant fresh = NOW.minus(Duration.ofMinutes(14));

        assertThat(mvc.perform(get("/api/sensitive", advisor(2, old)))).hasStatus(401);
        assertThat(mvc.perform(get("/api/sensitive", advisor(2, fresh)))).hasStatusOk();
        assertThat(mvc.perform(get("/sensitive", advisor(2, old)).accept(MediaType.TEXT_HTML)))
                .hasStatus(303)
                .hasRedirectedUrl("/confirm-identity");
    }

    @Test
    void afterTheProofOneComesBackToThePageWhereOneWas() {
        Instant old = NOW.minus(Duration.ofMinutes(16));

        assertThat(wanted(MockMvcRequestBuilders.post("/matters/7/holds/2/lifting"), old))
                .isEqualTo("/matters/7");
        assertThat(wanted(MockMvcRequestBuilders.post("/matters/7/roles"), old)).isEqualTo("/matters/7");
        assertThat(wanted(MockMvcRequestBuilders.get("/sensitive"), old)).isEqualTo("/sensitive");
    }

    @Test
    void aPartOfAPageComesBackToThePageThatItStandsOn() {
        Instant old = NOW.minus(Duration.ofMinutes(16));

        assertThat(wantedByHtmx("https://firm.example/clients/7?x=1", "/sensitive", old))
                .isEqualTo("/clients/7");
        assertThat(wantedByHtmx("https://firm.example//evil.example", "/sensitive", old))
                .as("no other host")
                .isEqualTo("/sensitive");
        assertThat(wantedByHtmx("::", "/sensitive", old)).isEqualTo("/sensitive");
    }

    private String wantedByHtmx(String page, String part, Instant provenAt) {
        MvcTestResult refused = mvc.perform(MockMvcRequestBuilders.get(part)
                .requestAttr(Requesters.ATTRIBUTE, advisor(2, provenAt))
                .header("HX-Request", "true")
                .header("HX-Current-URL", page));
        assertThat(refused).hasStatus(401).hasHeader("HX-Redirect", "/confirm-identity");
        return ReturnPath.recall(refused.getRequest(), "/nowhere");
    }

    private String wanted(MockHttpServletRequestBuilder request, Instant provenAt) {
        MvcTestResult refused = mvc.perform(
                request.requestAttr(Requesters.ATTRIBUTE, advisor(2, provenAt)).accept(MediaType.TEXT_HTML));
        assertThat(refused).hasStatus(303).hasRedirectedUrl("/confirm-identity");
        return ReturnPath.recall(refused.getRequest(), "/nowhere");
    }

    @Test
    void aDoorOpenToAllLetsAStrangerIn() {
        assertThat(mvc.perform(page("/open"))).hasStatusOk();
    }

    /// Requests without a session ask no store.
    private static Requesters nobody() {
        return new Requesters((secret, source, device) -> Optional.empty());
    }

    private static MockHttpServletRequestBuilder page(String path) {
        return MockMvcRequestBuilders.get(path).accept(MediaType.TEXT_HTML);
    }

    private static MockHttpServletRequestBuilder get(String path, Requester requester) {
        return MockMvcRequestBuilders.get(path).requestAttr(Requesters.ATTRIBUTE, requester);
    }

    private static Requester advisor(int factors, Instant provenAt) {
        return new Requester.SignedIn(
                PersonId.random(),
                SessionId.random(),
                Set.of(Role.ADVISOR),
                Set.of(),
                Optional.empty(),
                factors,
                provenAt,
                Optional.empty(),
                "192.0.2.1");
    }

    @Controller
    @ResponseBody
    static class Doors {

        @GetMapping({"/silent", "/api/silent"})
        String silent() {
            return "";
        }

        @AllowedTo(Role.ADVISOR)
        @GetMapping({"/advisors", "/api/advisors"})
        String advisors(Requester.SignedIn person) {
            return person.person().toString();
        }

        @AllowedTo(Role.CLIENT)
        @GetMapping("/clients-only")
        String clients() {
            return "";
        }

        @AllowedTo(value = Role.ADVISOR, stepUp = true)
        @GetMapping({"/sensitive", "/api/sensitive"})
        String sensitive() {
            return "";
        }

        @AllowedTo(value = Role.ADVISOR, stepUp = true, returnTo = "/matters/{id}")
        @PostMapping("/matters/{id}/holds/{kind}/lifting")
        String lift() {
            return "";
        }

        @AllowedTo(value = Role.ADVISOR, stepUp = true)
        @PostMapping("/matters/{id}/roles")
        String roles() {
            return "";
        }

        @OpenToAll(because = "a test")
        @GetMapping("/open")
        String open(Requester requester) {
            return requester.getClass().getSimpleName();
        }
    }
}
