package io.equiveil.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.backup.Backups.Asked;
import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.LogCopies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Backups as the administrator sees them: one now, its progress, its rehearsal, its age on the map of controls.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupsTests {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final House HOUSE = House.open();
    private static final Backups BACKUPS = HOUSE.bean(Backups.class);

    private final SignedInPerson administrator = PeopleInTests.staff(HOUSE, Role.ADMINISTRATOR);
    private final Api api = new Api(HOUSE);

    @BeforeAll
    static void beginWithoutAny() {
        HOUSE.ownerJdbc().sql("delete from backup.runs").update();
    }

    /// Other tests must not find copies of their keys.
    @AfterAll
    static void leaveNoCopies() throws IOException {
        BackupFolder folder = HOUSE.bean(BackupPlace.class).open();
        for (Instant moment : folder.keySets()) {
            Files.delete(folder.keys(moment));
            Files.delete(folder.data(moment));
        }
        HOUSE.ownerJdbc().sql("delete from vault.key_copies").update();
        HOUSE.ownerJdbc().sql("delete from backup.runs").update();
    }

    @Test
    @Order(1)
    void aBackupIsMadeOverRestAndComesBackInARehearsal() throws Exception {
        HttpResponse<String> asked = api.post("/api/backups", Map.of(), administrator.token());
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        Run made = finished(asked);

        assertThat(made.state()).as("%s", made.fault()).isEqualTo(Run.State.DONE);
        assertThat(made.rows()).isPositive();
        assertThat(made.askedBy()).contains(administrator.person());
        Path root = HOUSE.dataFolder().resolve("backup");
        assertThat(root.resolve("data/" + BackupFolder.text(made.generation().orElseThrow()) + ".evb"))
                .exists();
        assertThat(HOUSE.jdbc()
                        .sql("select count(*) from vault.key_copies where made_at is not null and kept_until > now()")
                        .query(Long.class)
                        .single())
                .isPositive();

        Run tried = finished(api.post("/api/backups/rehearsals", Map.of(), administrator.token()));

        assertThat(tried.state()).as("%s", tried.fault()).isEqualTo(Run.State.DONE);
        assertThat(tried.generation()).isEqualTo(made.generation());
        assertThat(tried.rows()).isEqualTo(made.rows());
        assertThat(HOUSE.dataFolder().resolve("scratch/rehearsal")).doesNotExist();
        assertThat(kindsSince(administrator)).contains("backup-asked/v1", "backup-made/v1", "backup-rehearsed/v1");
    }

    private List<String> kindsSince(SignedInPerson person) {
        return HOUSE.jdbc()
                .sql("select kind from ledger.intake where actor_person = ?")
                .param(person.person().value())
                .query(String.class)
                .list();
    }

    private Run finished(HttpResponse<String> asked) throws InterruptedException {
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        RunId id = new RunId(java.util.UUID.fromString(api.text(asked, "run")));
        return BACKUPS.await(id, Duration.ofMinutes(3)).orElseThrow();
    }

    @Test
    @Order(2)
    void thePagesSayWhatThereIsInBothLanguages() throws Exception {
        for (String language : List.of("zh-CN", "en")) {
            HttpResponse<String> page = page("/backups", administrator, language);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("/backups/runs/", "restore --from").doesNotContain("??");
            RunId newest = BACKUPS.overview().runs().getFirst().id();
            HttpResponse<String> run = page("/backups/runs/" + newest, administrator, language);
            assertThat(run.statusCode()).isEqualTo(200);
            assertThat(run.body()).doesNotContain("??").doesNotContain("hx-get=\"/backups");
        }
        assertThat(api.json(api.get("/api/backups", administrator.token())).get("generations"))
                .isNotEmpty();
        assertThat(api.get("/api/backups/runs/" + java.util.UUID.randomUUID(), administrator.token())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    @Order(3)
    void anAdvisorAndAClientSeeNothingOfIt() {
        SignedInPerson advisor = PeopleInTests.staff(HOUSE, Role.ADVISOR);

        assertThat(api.get("/api/backups", advisor.token()).statusCode()).isEqualTo(403);
        assertThat(api.post("/api/backups", Map.of(), advisor.token()).statusCode())
                .isEqualTo(403);
        assertThat(BACKUPS.backUp(advisor.requester())).isEqualTo(new Asked.NotEntitled());
    }

    @Test
    @Order(4)
    void aDamagedBackupFailsItsRehearsalAndTheControlTurnsRed() throws Exception {
        BackupFolder folder = HOUSE.bean(BackupPlace.class).open();
        Path data = folder.data(folder.generations().getFirst());
        byte[] good = Files.readAllBytes(data);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.write(data, bad);
        try {
            Run tried = finished(api.post("/api/backups/rehearsals", Map.of(), administrator.token()));

            assertThat(tried.state()).isEqualTo(Run.State.FAILED);
            assertThat(tried.fault()).contains(BackupFault.DAMAGED);
            assertThat(check(Duration.ZERO))
                    .isInstanceOfSatisfying(
                            Outcome.Fails.class,
                            red -> assertThat(red.messageKey()).isEqualTo("backup.check.rehearsal.failed"));
        } finally {
            Files.write(data, good);
        }
    }

    @Test
    @Order(5)
    void theControlTurnsRedWithAge() {
        HOUSE.ownerJdbc().sql("delete from backup.runs where state = 'FAILED'").update();

        assertThat(check(Duration.ZERO)).isInstanceOf(Outcome.Unknown.class);
        assertThat(key(check(Duration.ofHours(37)))).isEqualTo("backup.check.old");
        HOUSE.ownerJdbc()
                .sql("update backup.runs set started_at = started_at + interval '4 days' where kind = 'BACKUP'")
                .update();
        assertThat(key(check(Duration.ofDays(4)))).isEqualTo("backup.check.rehearsal.old");
        HOUSE.ownerJdbc().sql("delete from backup.runs").update();
        assertThat(key(check(Duration.ofDays(4)))).isEqualTo("backup.check.none");
    }

    private static String key(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Holds holds -> holds.messageKey();
            case Outcome.Fails fails -> fails.messageKey();
            case Outcome.Unknown unknown -> unknown.messageKey();
        };
    }

    @Test
    @Order(6)
    void anArchiveThatCannotBeWrittenTurnsItRedAndNotesNoKey() {
        Archive archive = new Archive(
                () -> {
                    throw new IOException("no disk");
                },
                io.equiveil.vault.BackupSeal.of(House.database().rootKey()),
                HOUSE.bean(LogCopies.class));

        assertThat(archive.isNoted(
                        new io.equiveil.vault.spi.Tombstone(java.util.UUID.randomUUID(), Instant.EPOCH, Instant.EPOCH)))
                .isFalse();
        assertThat(archive.mayHold(Instant.EPOCH, Instant.EPOCH)).isTrue();
        assertThat(key(new BackupCheck(HOUSE.bean(RunStore.class), archive, settings(), HOUSE.bean(Clock.class))
                        .check()))
                .isEqualTo("backup.check.archive");
    }

    /// The check as it would answer so much later.
    private static Outcome check(Duration later) {
        Clock clock = Clock.fixed(HOUSE.bean(Clock.class).instant().plus(later), ZoneOffset.UTC);
        return new BackupCheck(HOUSE.bean(RunStore.class), HOUSE.bean(Archive.class), settings(), clock).check();
    }

    private static BackupSettings settings() {
        return new BackupSettings(
                null,
                true,
                LocalTime.of(2, 30),
                14,
                Duration.ofDays(7),
                Duration.ofDays(1),
                Duration.ofHours(36),
                Duration.ofDays(3),
                Duration.ofSeconds(2));
    }

    private static HttpResponse<String> page(String path, SignedInPerson who, String language) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(HOUSE.baseUrl() + path))
                        .header("Accept", "text/html")
                        .header("Accept-Language", language)
                        .header("Cookie", "EVSESSION=" + who.token())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
