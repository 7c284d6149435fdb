package io.equiveil.ledger;

import static io.equiveil.ledger.ALog.noted;
import static io.equiveil.ledger.ALog.somebody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.engine.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a node knows of versions when it starts on a database in which somebody deleted lines in the meantime.
class GateVersionsTests {

    private static final String ROW = "consent.records/7";

    private final ALog log = new ALog();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aNodeThatStartsKnowsEveryVersion() {
        set(ROW, 1);
        set(ROW, 2);
        fill(300);
        set("consent.records/8", 1);

        PostgresLedger restarted = restarted();
        assertThat(restarted.latestAbout(ROW).orElseThrow().version()).isEqualTo(2);
        assertThat(restarted.latestAbout("consent.records/8").orElseThrow().version())
                .isEqualTo(1);
        assertThat(restarted.latestAbout("consent.records/9")).isEmpty();
    }

    @Test
    void aNewestLineThatWasDeletedBeforeTheFirstMarkIsMissedAfterARestart() {
        set(ROW, 1);
        set(ROW, 2);
        deleteNewestLine();

        assertThat(mark()).doesNotExist();
        assertThat(restarted().latestAbout(ROW)).isEmpty();
    }

    @Test
    void norIsOneBelowTheMarkForgotten() {
        set(ROW, 1);
        set(ROW, 2);
        fill(600);
        assertThat(log.versions.follow().isClean()).isTrue();
        assertThat(mark()).exists();
        deleteNewestLine();

        assertThat(restarted().latestAbout(ROW)).isEmpty();
        assertThat(restarted().latestAbout(ROW)).as("a second start").isEmpty();
    }

    @Test
    void norOneAfterIt() {
        set(ROW, 1);
        fill(600);
        log.versions.follow();
        set(ROW, 2);
        deleteNewestLine();

        assertThat(restarted().latestAbout(ROW)).isEmpty();
    }

    @Test
    void norOneThatWaitsForItsPlaceInTheTree() {
        set(ROW, 1);
        fill(10);
        inLog(ROW, 2);
        deleteNewestLine();

        assertThat(restarted().latestAbout(ROW)).isEmpty();
    }

    @Test
    void aMarkThatSomebodyWroteIsNoMark() throws IOException {
        set(ROW, 1);
        set(ROW, 2);
        fill(600);
        log.versions.follow();
        deleteNewestLine();
        byte[] file = Files.readAllBytes(mark());
        file[file.length - 40]++;
        Files.write(mark(), file);

        assertThat(restarted().latestAbout(ROW)).isEmpty();
    }

    @Test
    void onlyTheEntriesAfterTheMarkAreOpenedAtAStart() {
        fill(1_000);
        assertThat(log.versions.follow().entries()).isEqualTo(1_000);

        GateVersions next = log.versions();
        next.open();
        assertThat(next.follow().entries()).isEqualTo(1_000 - 768);
    }

    @Test
    void linesOfAnotherNodeAreFollowed() {
        PostgresLedger other = restarted();
        GateVersions mine = log.versions();
        mine.open();
        log.inTransaction(() -> other.append(Entry.of(somebody(), noted()).about(ROW, 1)));
        log.inTransaction(() -> other.append(Entry.of(somebody(), noted()).about(ROW, 2)));
        mine.follow();
        deleteNewestLine();

        assertThat(log.ledger(mine).latestAbout(ROW)).isEmpty();
    }

    @Test
    void anEntryTakenAwayWholeKeepsTheDoorsShut() {
        set(ROW, 1);
        set(ROW, 2);
        fill(5);
        log.sabotage(
                "delete from ledger.intake where id = (select intake_id from ledger.intake_about where row_name = '"
                        + ROW + "' and version = 2); delete from ledger.intake_about where row_name = '" + ROW
                        + "' and version = 2");

        assertThatThrownBy(this::restarted).isInstanceOf(StartRefused.class).hasMessageContaining("restore");
    }

    @Test
    void aLogCutShortKeepsTheDoorsShut() throws Exception {
        set(ROW, 1);
        try (Checkpointer checkpointer = log.checkpointer()) {
            checkpointer.sign();
            String edge = log.jdbc()
                    .sql("select encode(edge, 'hex') from ledger.head")
                    .query(String.class)
                    .single();
            set(ROW, 2);
            checkpointer.sign();
            log.sabotage("delete from ledger.intake where id = (select max(id) from ledger.intake);"
                    + " delete from ledger.intake_about where version = 2; delete from ledger.leaves where index = 1;"
                    + " update ledger.head set size = 1, edge = decode('" + edge + "', 'hex')");
        }

        assertThatThrownBy(this::restarted).isInstanceOf(StartRefused.class).hasMessageContaining("older database");
    }

    @Test
    void aSurplusLineRefusesItsRowAndNothingElse() {
        set(ROW, 1);
        set("consent.records/8", 1);
        fill(600);
        log.versions.follow();
        log.sabotage("insert into ledger.intake_about select row_name, 5, intake_id, leaf from ledger.intake_about"
                + " where row_name = '" + ROW + "'");

        PostgresLedger restarted = restarted();
        assertThat(restarted.latestAbout(ROW).orElseThrow().version()).isEqualTo(5);
        assertThat(restarted.latestAbout("consent.records/8").orElseThrow().version())
                .isEqualTo(1);
    }

    @Test
    void aRowWhoseLinesAreAllGoneIsStillKnownAndIsNotCountedAnew() {
        set(ROW, 1);
        set(ROW, 2);
        log.sabotage("delete from ledger.intake_about where row_name = '" + ROW + "'");

        PostgresLedger restarted = restarted();
        assertThat(restarted.latestAbout(ROW)).isEmpty();
        assertThat(restarted.knows(ROW)).isTrue();
        assertThat(restarted.knows("consent.records/9")).isFalse();
        assertThatThrownBy(() -> log.inTransaction(
                        () -> restarted.append(Entry.of(somebody(), noted()).about(ROW, 1))))
                .isInstanceOf(org.springframework.dao.OptimisticLockingFailureException.class);
    }

    @Test
    void nobodyIsAnsweredBeforeTheVersionsAreKnown() {
        GateVersions closed = log.versions();

        assertThatThrownBy(() -> log.ledger(closed).latestAbout(ROW)).isInstanceOf(IllegalStateException.class);
        assertThatCode(closed::open).doesNotThrowAnyException();
    }

    private PostgresLedger restarted() {
        GateVersions versions = log.versions();
        versions.open();
        return log.ledger(versions);
    }

    private Path mark() {
        return log.folder.resolve("gate-versions");
    }

    private void set(String row, long version) {
        inLog(row, version);
        log.sequenceAll();
    }

    private void inLog(String row, long version) {
        log.inTransaction(() -> log.ledger.append(Entry.of(somebody(), noted()).about(row, version)));
    }

    private void fill(int entries) {
        log.inTransaction(() -> {
            for (int i = 0; i < entries; i++) {
                log.ledger.append(Entry.of(somebody(), noted()));
            }
            return entries;
        });
        log.sequenceAll();
    }

    private void deleteNewestLine() {
        log.sabotage("delete from ledger.intake_about where row_name = '" + ROW + "' and version = 2");
    }
}
