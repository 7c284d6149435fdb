package io.equiveil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The owner opens the practice house, somebody of it signs in through its own door, and it is destroyed: by
/// the button, and by the next start after both were killed. The parts of it run every time as
/// `PracticePagesTests`,
/// `PracticeRelayTests` and `DemoTests`.
@Tag("soak")
class PracticeTests {

    private static final Duration TO_BE_READY = Duration.ofMinutes(8);

    @TempDir
    Path folder;

    @Test
    void isOpenedBesideTheRealHouseSharesNothingWithItAndIsDestroyedWhateverHappens() throws Exception {
        try (Installation at = new Installation(folder)) {
            at.start();
            String token = owner(at);
            Path practice = at.data().resolve("practice");

            at.call("POST", "/api/set-up/practice", Map.of(), token);
            JsonNode open = awaitState(at, token, "OPEN");
            URI address = URI.create(open.path("address").asString());
            assertThat(address.getScheme()).isEqualTo("https");
            assertThat(Files.readAllBytes(practice.resolve("house/keys/root.key")))
                    .isNotEqualTo(Files.readAllBytes(at.data().resolve("keys/root.key")));

            JsonNode advisor = at.call("GET", "/api/set-up/practice/sign-ins", Map.of(), token)
                    .path("people")
                    .valueStream()
                    .filter(one -> one.path("role").asString().equals("OWNER"))
                    .findFirst()
                    .orElseThrow();
            Map<String, String> proof = Map.of(
                    "login", advisor.path("login").asString(),
                    "password", advisor.path("password").asString(),
                    "code", advisor.path("code").asString());
            assertThat(at.tryPostAt(address, "/api/session/staff", proof))
                    .as("the real house's owner is nobody there, and the other way round")
                    .contains(201);
            assertThat(at.tryPostAt(URI.create(at.address()), "/api/session/staff", proof))
                    .contains(401);
            assertThat(new String(at.getAt(address, "/sign-in").body())).contains("演练库 · 这里的人和事都是编的");
            assertThat(new String(at.get("/sign-in").body())).doesNotContain("演练库 ·");

            at.call("DELETE", "/api/set-up/practice", Map.of(), token);
            JsonNode closed = awaitState(at, token, "CLOSED");
            assertThat(closed.path("why").asString()).isEqualTo("CLOSED");
            assertThat(practice).doesNotExist();

            at.call("POST", "/api/set-up/practice", Map.of(), token);
            Path database = practice.resolve("house/pg/data/postmaster.pid");
            for (long end = System.nanoTime() + TO_BE_READY.toNanos();
                    !Files.exists(database) && System.nanoTime() < end; ) {
                Thread.sleep(200);
            }
            List<ProcessHandle> second = ProcessHandle.allProcesses()
                    .filter(process -> process.info()
                            .arguments()
                            .filter(words -> List.of(words)
                                    .contains(practice.resolve("house").toString()))
                            .isPresent())
                    .toList();
            assertThat(second).isNotEmpty();
            second.forEach(ProcessHandle::destroyForcibly);
            at.kill();
            assertThat(practice).exists();
            at.start();
            assertThat(practice).as("swept before anybody comes in").doesNotExist();
        }
    }

    private static JsonNode awaitState(Installation at, String token, String state) throws Exception {
        long end = System.nanoTime() + TO_BE_READY.toNanos();
        JsonNode standing = at.call("GET", "/api/set-up/practice", Map.of(), token);
        while (!standing.path("state").asString().equals(state) && System.nanoTime() < end) {
            Thread.sleep(500);
            standing = at.call("GET", "/api/set-up/practice", Map.of(), token);
        }
        assertThat(standing.path("state").asString()).as("%s", standing).isEqualTo(state);
        return standing;
    }

    private static String owner(Installation at) throws Exception {
        JsonNode invited = at.post(
                "/api/identity/first-administrators",
                Map.of("link", at.secretOfLink(), "name", "秦岳", "login", "owner", "codeName", "负责人"),
                "");
        String link = invited.path("link").asString();
        String password = "correct horse battery for practice";
        JsonNode seed = at.post("/api/identity/enrolments", Map.of("link", link, "password", password), "");
        AuthenticatorApp app = new AuthenticatorApp(seed.path("totpSecret").asString());
        at.post("/api/identity/enrolments/confirmations", Map.of("link", link, "code", app.code()), "");
        return at.post("/api/session/staff", Map.of("login", "owner", "password", password, "code", app.code()), "")
                .path("token")
                .asString();
    }
}
