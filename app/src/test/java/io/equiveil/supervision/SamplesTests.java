package io.equiveil.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.access.Clause;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.disclosure.ReleaseFacts;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.AuditScope;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.DecisionId;
import io.equiveil.kernel.FieldName;
import io.equiveil.kernel.FieldsAt;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.RuleId;
import io.equiveil.ledger.Ledger;
import io.equiveil.ledger.Ledger.Recording;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.supervision.Sample.Drawn;
import io.equiveil.supervision.Sample.Verdict;
import io.equiveil.supervision.SampleResult.Fault;
import io.equiveil.verifier.Verify;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Accesses are drawn by a seed, shown without a value, marked by whoever drew them, and taken along with evidence that
/// the strangers' program verifies.
class SamplesTests {

    private static final RecordType PERSON = new RecordType("clients.person");
    private static final String SECRET = "不可外传的备注";

    private final House house = House.open();
    private final Samples samples = house.bean(Samples.class);
    private final MatterId matter = MatterId.random();
    private final Instant before = Instant.now().minus(Duration.ofHours(1));
    private final SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
    private final SignedInPerson auditor = auditorOf(matter);

    @TempDir
    Path folder;

    private SignedInPerson auditorOf(MatterId... matters) {
        return PeopleInTests.auditor(
                house,
                new AuditScope(
                        before.minus(Duration.ofDays(1)),
                        Instant.parse("2999-01-01T00:00:00Z"),
                        Instant.now().plus(Duration.ofDays(5)).truncatedTo(ChronoUnit.SECONDS),
                        Set.of(matters)));
    }

    private long released(MatterId of) {
        Address address =
                new Address(Owner.of(of), RetentionGroup.DEAL, PERSON, UUID.randomUUID(), InformationClass.DEAL_DETAIL);
        Recording done = house.bean(Ledger.class)
                .record(
                        advisor.requester(),
                        new ReleaseFacts.ValueReleased(
                                DecisionId.random(),
                                Purpose.MANDATE,
                                Optional.of(of),
                                1,
                                Set.of(new RuleId("advisor-deal")),
                                List.of(),
                                List.of(new FieldsAt(address, List.of(new FieldName("price")))),
                                List.of(),
                                Set.of(Clause.TRAINING),
                                Set.of(),
                                Set.of()));
        return ((Recording.Done) done).receipt().intake();
    }

    /// So many releases, all in the log and under a checkpoint.
    private List<Long> released(int howMany) throws InterruptedException {
        List<Long> intakes = new ArrayList<>();
        for (int i = 0; i < howMany; i++) {
            intakes.add(released(matter));
        }
        LedgerReader reader = house.bean(LedgerReader.class);
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!(reader.prove(intakes, Set.of()) instanceof LedgerReader.Proving.Proven proven)
                || !proven.notYet().isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(50);
        }
        return intakes;
    }

    private SampleId drawn(SignedInPerson who, int wanted, String seed) {
        return ((SampleResult.Done) samples.draw(who.requester(), before, Instant.now(), wanted, seed)).sample();
    }

    private Sample sample(SampleId id) {
        return samples.find(auditor.requester(), id).orElseThrow();
    }

    @Test
    void aSeedDrawsTheSameAccessesAgainAndOnlyOfTheInvitation() throws Exception {
        List<Long> intakes = released(6);
        long elsewhere = released(MatterId.random());

        Sample one = sample(drawn(auditor, 4, "20261128"));
        Sample again = sample(drawn(auditor, 4, "20261128"));

        assertThat(one.population()).isEqualTo(6);
        assertThat(one.drawn()).extracting(Drawn::intake).isSubsetOf(intakes).doesNotContain(elsewhere);
        assertThat(again.drawn())
                .extracting(Drawn::index)
                .isEqualTo(one.drawn().stream().map(Drawn::index).toList());
        assertThat(sample(drawn(auditor, 100, "")).drawn()).hasSize(6);
        assertThat(one.drawn().stream().map(Drawn::index).toList())
                .isEqualTo(sample(drawn(auditor, 100, "20261128")).drawn().stream()
                        .map(Drawn::index)
                        .limit(4)
                        .toList());
    }

    @Test
    void anAccessSaysWhoWhatWhyAndUnderWhichRule() throws Exception {
        released(1);

        Access access = samples.accesses(auditor.requester(), sample(drawn(auditor, 1, "seed")))
                .orElseThrow()
                .getFirst();

        assertThat(access.person()).contains(advisor.person());
        assertThat(access.purpose()).contains(Purpose.MANDATE);
        assertThat(access.matter()).contains(matter);
        assertThat(access.classes()).containsExactly(InformationClass.DEAL_DETAIL);
        assertThat(access.values()).isEqualTo(1);
        assertThat(access.rules()).containsExactly("advisor-deal");
        assertThat(access.observed()).containsExactly(Clause.TRAINING);
    }

    @Test
    void onlyWhoeverDrewItSeesAndMarksIt() throws Exception {
        long intake = released(1).getFirst();
        SampleId id = drawn(auditor, 1, "seed");
        SignedInPerson other = auditorOf(matter);

        assertThat(samples.find(other.requester(), id)).isEmpty();
        assertThat(samples.mark(other.requester(), id, intake, Verdict.IN_ORDER, Cleartext.of("")))
                .isInstanceOf(SampleResult.Unknown.class);
        assertThat(samples.draw(advisor.requester(), before, Instant.now(), 1, ""))
                .isInstanceOf(SampleResult.Unknown.class);
        assertThat(samples.mark(auditor.requester(), id, intake, Verdict.QUESTION, Cleartext.of("  ")))
                .isEqualTo(new SampleResult.Refused(Fault.NOTE));
        assertThat(samples.mark(auditor.requester(), id, intake, Verdict.QUESTION, Cleartext.of(SECRET)))
                .isInstanceOf(SampleResult.Done.class);

        assertThat(sample(id).unmarked()).isZero();
        assertThat(sample(id).drawn().getFirst().note().orElseThrow().revealForDisplay())
                .isEqualTo(SECRET);
        assertThat(house.ownerJdbc()
                        .sql("select s::text from supervision.samples s where id = ?")
                        .param(id.value())
                        .query(String.class)
                        .single())
                .doesNotContain(SECRET);
    }

    @Test
    void badInputIsRefusedAndDrawsNothing() throws Exception {
        released(1);
        Instant now = Instant.now();

        assertThat(samples.draw(auditor.requester(), before, now, 0, ""))
                .isEqualTo(new SampleResult.Refused(Fault.COUNT));
        assertThat(samples.draw(auditor.requester(), before, now, 101, ""))
                .isEqualTo(new SampleResult.Refused(Fault.COUNT));
        assertThat(samples.draw(auditor.requester(), now, before, 1, ""))
                .isEqualTo(new SampleResult.Refused(Fault.PERIOD));
        assertThat(samples.draw(auditor.requester(), before, now, 1, "a b"))
                .isEqualTo(new SampleResult.Refused(Fault.SEED));
        assertThat(samples.draw(
                        auditor.requester(),
                        before.minus(Duration.ofHours(9)),
                        before.minus(Duration.ofHours(8)),
                        1,
                        ""))
                .isEqualTo(new SampleResult.Refused(Fault.NOTHING));
        assertThat(samples.of(auditor.requester())).isEmpty();
    }

    @Test
    void aSampleThatSqlChangedIsShownAsSuchAndTurnsTheControlRed() throws Exception {
        long intake = released(1).getFirst();
        SampleId id = drawn(auditor, 1, "seed");
        samples.mark(auditor.requester(), id, intake, Verdict.QUESTION, Cleartext.of(SECRET));
        assertThat(house.bean(SamplingCheck.class).check()).isInstanceOf(Outcome.Holds.class);

        house.ownerJdbc()
                .sql("update supervision.samples set verdicts = '{IN_ORDER}' where id = ?")
                .param(id.value())
                .update();

        assertThat(sample(id).genuine()).isFalse();
        assertThat(samples.mark(auditor.requester(), id, intake, Verdict.IN_ORDER, Cleartext.of("")))
                .isEqualTo(new SampleResult.Refused(Fault.TOUCHED));
        assertThat(house.bean(SamplingCheck.class).check()).isInstanceOf(Outcome.Fails.class);
        Api api = new Api(house);
        HttpResponse<String> taken = api.get("/api/audit/samples/" + id + "/package", auditor.token());
        assertThat(taken.statusCode()).as("evidence of what nobody marked").isEqualTo(409);
        assertThat(taken.body()).contains("sample-touched");

        long elsewhere = released(MatterId.random());
        house.ownerJdbc()
                .sql("update supervision.samples set intakes = array[?::bigint] where id = ?")
                .params(elsewhere, id.value())
                .update();
        assertThat(samples.accesses(auditor.requester(), sample(id)))
                .as("nor does SQL show what the invitation leaves out")
                .contains(List.of());
        house.ownerJdbc()
                .sql("delete from supervision.samples where id = ?")
                .param(id.value())
                .update();
    }

    @Test
    void aSampleThatNobodyLooksThroughIsNoSupervision() throws Exception {
        house.ownerJdbc().sql("delete from supervision.samples").update();
        long intake = released(1).getFirst();
        SampleId id = drawn(auditor, 1, "seed");
        SamplingCheck later = new SamplingCheck(samples, Clock.offset(house.bean(Clock.class), Duration.ofDays(15)));

        assertThat(house.bean(SamplingCheck.class).check()).isInstanceOf(Outcome.Unknown.class);
        assertThat(later.check()).isInstanceOf(Outcome.Fails.class);

        samples.mark(auditor.requester(), id, intake, Verdict.IN_ORDER, Cleartext.of(""));
        assertThat(later.check()).isInstanceOf(Outcome.Holds.class);
    }

    @Test
    void thePackageVerifiesWithTheStrangersProgramAndDrawsAgain() throws Exception {
        released(5);
        SampleId id = drawn(auditor, 3, "7777");
        samples.mark(
                auditor.requester(),
                id,
                sample(id).drawn().getFirst().intake(),
                Verdict.QUESTION,
                Cleartext.of(SECRET));

        Map<String, byte[]> parts = unzipped(page("/audit/samples/" + id + "/package"));

        assertThat(parts).containsKeys("README.txt", "README.en.txt", "sample.json", "controls.json", "checkpoint.txt");
        String key = text(parts, "key.txt").strip();
        int files = 0;
        for (Map.Entry<String, byte[]> part : parts.entrySet()) {
            assertThat(new String(part.getValue(), StandardCharsets.UTF_8)).doesNotContain(SECRET);
            if (part.getKey().startsWith("evidence/")) {
                Path file = folder.resolve("e" + files++ + ".json");
                Files.write(file, part.getValue());
                assertThat(verify(file, key)).isZero();
                Files.write(
                        file,
                        text(parts, part.getKey()).replace("MANDATE", "CONTACT").getBytes(StandardCharsets.UTF_8));
                assertThat(verify(file, key)).isEqualTo(1);
            }
        }
        assertThat(files).isEqualTo(4);
        assertThat(drawnAgain(text(parts, "population.txt"), "7777", 3))
                .isEqualTo(sample(id).drawn().stream().map(Drawn::index).toList());
        assertThat(text(parts, "accesses.csv")).contains("advisor-deal").contains("DEAL_DETAIL");
        assertThat(text(parts, "README.txt")).contains(key).contains("种子：7777");
    }

    /// As an outsider would, with nothing of ours but the specification.
    private static List<Long> drawnAgain(String population, String seed, int wanted) {
        return population
                .lines()
                .map(Long::parseLong)
                .sorted(Comparator.comparing(index -> sha256("equiveil sample v1\n" + seed + "\n" + index + "\n")))
                .limit(wanted)
                .toList();
    }

    private static String sha256(String text) {
        return io.equiveil.kernel.Digest.sha256(text.getBytes(StandardCharsets.UTF_8))
                .hex();
    }

    @Test
    void programsDoWhatThePagesDo() throws Exception {
        long intake = released(1).getFirst();
        Api api = new Api(house);

        HttpResponse<String> made = api.post(
                "/api/audit/samples",
                Map.of("from", before.toString(), "until", Instant.now().toString()),
                auditor.token());
        assertThat(made.statusCode()).isEqualTo(201);
        String id = api.json(made).path("id").asString();
        assertThat(api.get("/api/audit/samples/" + id, auditor.token()).body()).contains("advisor-deal");
        assertThat(api.post(
                                "/api/audit/samples/" + id + "/marks",
                                Map.of("intake", intake, "verdict", "IN_ORDER"),
                                auditor.token())
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.get("/api/audit/samples", auditor.token()).body()).contains("\"unmarked\":0");
        assertThat(api.get("/api/audit/samples/" + id + "/package", auditor.token())
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.get("/api/audit/samples/" + UUID.randomUUID(), auditor.token())
                        .statusCode())
                .isEqualTo(404);
    }

    private static int verify(Path file, String key) {
        return Verify.run(
                List.of(file.toString(), "--key", key),
                Locale.ENGLISH,
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    }

    private static String text(Map<String, byte[]> parts, String name) {
        return new String(parts.get(name), StandardCharsets.UTF_8);
    }

    private byte[] page(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(house.baseUrl() + path))
                                .header("Cookie", "EVSESSION=" + auditor.token())
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static Map<String, byte[]> unzipped(byte[] archive) throws IOException {
        Map<String, byte[]> parts = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }
}
