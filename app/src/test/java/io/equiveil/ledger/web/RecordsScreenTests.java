package io.equiveil.ledger.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.engine.DatabaseRole;
import io.equiveil.identity.People;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Ledger;
import io.equiveil.ledger.Ledger.Recording;
import io.equiveil.ledger.LedgerState;
import io.equiveil.proofs.EvidenceFile;
import io.equiveil.verifier.Verify;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsScreenTests {

    private final House house = House.open();
    private final SignedInPerson officer = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);

    @TempDir
    Path folder;

    record Noted(SubjectId subject) implements Recorded {
        @Override
        public String ledgerKind() {
            return "noted-on-screen/v1";
        }
    }

    @Test
    void anOfficerFindsWhatSomebodyDidAndTheReadingIsAnEntryToo() {
        SubjectId subject = SubjectId.random();
        long intake = recorded(subject);

        String page = page("/records?subject=" + subject, officer).body();

        assertThat(page).contains("noted-on-screen/v1").contains("/records/" + intake + "\"");
        assertThat(page("/records?subject=" + subject, officer).body()).contains("查阅存证记录");
        assertThat(page("/records/" + intake, officer).body()).contains(subject.toString());
        assertThat(page("/records/" + intake + "?lang=en", officer).body())
                .contains("number")
                .doesNotContain("??");
    }

    @Test
    void programsFindTheSameAndTheirReadingIsAnEntryToo() {
        SubjectId subject = SubjectId.random();
        long intake = recorded(subject);

        assertThat(page("/api/records?subject=" + subject, officer).body())
                .contains("\"intake\":" + intake, "noted-on-screen/v1")
                .doesNotContain("records-read/v1");
        assertThat(page("/api/records?limit=1&subject=" + subject, officer).body())
                .contains("records-read/v1")
                .doesNotContain("noted-on-screen/v1");
        assertThat(page("/api/records?subject=" + subject + "&before=" + intake, officer)
                        .body())
                .isEqualTo("[]");
        assertThat(page("/api/records/" + intake, officer).body()).contains(subject.toString(), "\"leaf\":\"");
        assertThat(page("/api/records/" + (intake + 1_000_000), officer).statusCode())
                .isEqualTo(404);
        assertThat(page("/api/records?limit=201", officer).body()).contains("bad-limit");
        assertThat(page("/api/records?person=nobody", officer).statusCode()).isEqualTo(400);
    }

    @Test
    void othersDoNot() {
        assertThat(page("/records", PeopleInTests.staff(house, Role.ADVISOR)).statusCode())
                .isEqualTo(403);
        assertThat(page("/records", PeopleInTests.client(house, SubjectId.random()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(page("/api/records", PeopleInTests.staff(house, Role.ADVISOR))
                        .statusCode())
                .isEqualTo(403);
        assertThat(page("/records", null).statusCode()).isNotEqualTo(200);
    }

    @Test
    void everybodyIsCalledByCodeNameAndFoundByIt() {
        SubjectId subject = SubjectId.random();
        SignedInPerson colleague = PeopleInTests.staff(house, Role.ADVISOR);
        String codeName = house.bean(People.class).codeName(colleague.person());
        house.bean(Ledger.class).record(colleague.requester(), new Noted(subject));

        String page = page("/records?person=" + codeName, officer).body();

        assertThat(page).contains("noted-on-screen/v1").contains(">" + codeName + "</a>");
    }

    @Test
    void aWrongIdentifierIsSaidBesideTheField() {
        assertThat(page("/records?person=nobody", officer).body()).contains("没有这个代号");
    }

    @Test
    void theStateOfTheLogIsShownInWords() {
        assertThat(page("/records/state", officer).body()).contains("均未超时").contains("防改触发器均已启用");
        assertThat(house.bean(LedgerState.class).now()).hasSize(4);
    }

    @Test
    void anEvidenceFileHoldsForTheVerifierThatStrangersGet() throws Exception {
        long intake = recorded(SubjectId.random());
        HttpResponse<String> answer = eventually("/records/" + intake + "/evidence");

        Path file = Files.writeString(folder.resolve("evidence.json"), answer.body());

        assertThat(EvidenceFile.parse(Files.readAllBytes(file)).entries()).hasSize(1);
        assertThat(verify(file.toString(), "--key", key())).isZero();
    }

    @Test
    void aRecordThatNoCheckpointHoldsYetSaysSoOnThePageAndToPrograms() throws Exception {
        SubjectId subject = SubjectId.random();
        try (Connection held = House.database().as(DatabaseRole.OWNER).getConnection()) {
            held.setAutoCommit(false);
            // While this is held, nothing gets its place in the log.
            held.createStatement().execute("lock table ledger.leaves in share row exclusive mode");
            long intake = recorded(subject);

            HttpResponse<String> early = page("/records/" + intake + "/evidence", officer);
            assertThat(early.statusCode()).isEqualTo(503);
            assertThat(early.headers().firstValue("Retry-After")).contains("1");
            assertThat(early.body()).contains("还没有进入签名检查点", "存证编号");

            HttpResponse<String> problem = page("/api/records/" + intake + "/evidence", officer);
            assertThat(problem.statusCode()).isEqualTo(503);
            assertThat(problem.body()).contains("urn:equiveil:problem:not-yet");
            held.rollback();

            assertThat(EvidenceFile.parse(eventually("/api/records/" + intake + "/evidence")
                                    .body()
                                    .getBytes(StandardCharsets.UTF_8))
                            .entries())
                    .hasSize(1);
        }
        for (String path : List.of("/records/999999999999/evidence", "/api/records/999999999999/evidence")) {
            assertThat(page(path, officer).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void theWholeLogHoldsForTheVerifierThatStrangersGet() throws Exception {
        recorded(SubjectId.random());
        eventually("/ledger/checkpoint");

        assertThat(verify(house.baseUrl() + "/ledger/", "--key", key())).isZero();
    }

    @Test
    void publicFilesSayHowLongTheyMayBeKeptAndUnknownOnesDoNotExist() throws Exception {
        recorded(SubjectId.random());
        eventually("/ledger/tile/0/000.p/1");

        assertThat(page("/ledger/checkpoint", null).headers().firstValue("Content-Type"))
                .contains("text/plain;charset=UTF-8");
        assertThat(page("/ledger/tile/0/000.p/1", null)
                        .headers()
                        .firstValue("Cache-Control")
                        .orElseThrow())
                .contains("immutable");
        for (String path : List.of(
                "/ledger/tile/0/x001/000",
                "/ledger/tile/9/000",
                "/ledger/tile/0/000.p/256",
                "/ledger/tile/0/0",
                "/ledger/tile/entries/x999/999")) {
            assertThat(page(path, null).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(page("/ledger", null).body()).contains(key().strip()).contains("只能续写");
    }

    private String key() {
        return page("/ledger/key", null).body().strip();
    }

    private long recorded(SubjectId subject) {
        Recording recording = house.bean(Ledger.class).record(officer.requester(), new Noted(subject));
        return ((Recording.Done) recording).receipt().intake();
    }

    private int verify(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int exit = Verify.run(
                List.of(arguments), java.util.Locale.ENGLISH, new PrintStream(out, true, StandardCharsets.UTF_8));
        if (exit != 0) {
            throw new AssertionError(out.toString(StandardCharsets.UTF_8));
        }
        return exit;
    }

    private HttpResponse<String> eventually(String path) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            HttpResponse<String> answer = page(path, officer);
            if (answer.statusCode() == 200 || System.nanoTime() > end) {
                assertThat(answer.statusCode()).isEqualTo(200);
                return answer;
            }
            Thread.sleep(100);
        }
    }

    private HttpResponse<String> page(String path, @Nullable SignedInPerson person) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(house.baseUrl() + path)).header("Accept", "text/html,*/*");
        if (person != null) {
            request.header("Cookie", "EVSESSION=" + person.token());
        }
        try {
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
