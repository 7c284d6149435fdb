package io.equiveil.ledger;

import static io.equiveil.ledger.ALog.noted;
import static io.equiveil.ledger.ALog.somebody;
import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.controls.spi.ControlCheck.Outcome;
import io.equiveil.ledger.Checkpointer.Refusal;
import io.equiveil.proofs.SignedCheckpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckpointerTests {

    private final ALog log = new ALog();
    private final Checkpointer checkpointer = log.checkpointer();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void signsTheEmptyLogAndEveryGrowth() throws Exception {
        checkpointer.publish();
        assertThat(size()).isZero();

        grow(5);
        checkpointer.publish();

        assertThat(size()).isEqualTo(5);
        assertThat(checkpointer.refusal()).isEqualTo(Refusal.NONE);
    }

    @Test
    void keepsTheHighestMarkOutsideTheDatabaseForItsOwnerOnly() throws Exception {
        grow(3);
        checkpointer.sign();

        Path file = log.folder.resolve("ledger-high-water");
        assertThat(SignedCheckpoint.parse(Files.readAllBytes(file))
                        .checkpoint()
                        .size()
                        .value())
                .isEqualTo(3);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void refusesALogThatBecameSmaller() throws Exception {
        grow(9);
        checkpointer.sign();
        log.sabotage("delete from ledger.leaves where index >= 8; delete from ledger.checkpoints where size = 9;"
                + "update ledger.head set size = 8, edge = (select substring(edge from 1 for 32) from ledger.head)");

        checkpointer.publish();

        assertThat(checkpointer.refusal()).isEqualTo(Refusal.SMALLER);
        assertThat(checkpoints()).isZero();
        assertThat(check()).isInstanceOf(Outcome.Fails.class);
    }

    @Test
    void refusesALogThatIsAnotherOneAtTheSizeItKnew() throws Exception {
        grow(4);
        checkpointer.sign();
        log.sabotage("delete from ledger.checkpoints; update ledger.head set edge = set_byte(edge, 3, 77)");

        checkpointer.sign();

        assertThat(checkpointer.refusal()).isEqualTo(Refusal.OTHER_ROOT);
        assertThat(checkpoints()).isZero();
        assertThat(check()).isInstanceOf(Outcome.Fails.class);
    }

    @Test
    void refusesALogThatGrewOutOfAnotherPast() throws Exception {
        grow(4);
        checkpointer.sign();
        log.sabotage("truncate ledger.leaves, ledger.checkpoints cascade;"
                + " update ledger.head set size = 0, edge = '';"
                + " insert into ledger.unsequenced select id, now() from ledger.intake where id <> 2");
        log.sequenceAll();
        grow(5);

        checkpointer.sign();

        assertThat(checkpointer.refusal()).isEqualTo(Refusal.OTHER_ROOT);
        assertThat(checkpoints()).isZero();
    }

    @Test
    void refusesWhenItsMarkIsUnreadable() throws Exception {
        grow(1);
        checkpointer.sign();
        Files.writeString(log.folder.resolve("ledger-high-water"), "something else\n");
        grow(1);

        checkpointer.sign();

        assertThat(checkpointer.refusal()).isEqualTo(Refusal.NO_HIGH_WATER);
        assertThat(checkpoints()).isEqualTo(1);
    }

    @Test
    void aCrashBetweenMarkAndRowLosesOnlyASignature() throws Exception {
        grow(2);
        checkpointer.sign();
        log.sabotage("delete from ledger.checkpoints");

        log.checkpointer().sign();

        assertThat(checkpoints()).isEqualTo(1);
    }

    private void grow(int entries) {
        for (int i = 0; i < entries; i++) {
            log.ledger.record(somebody(), noted());
        }
        assertThat(log.sequenceAll()).isEqualTo(entries);
    }

    private Outcome check() {
        return new CheckpointsSigned(log.app, checkpointer, Duration.ofSeconds(1), log.clock).check();
    }

    private long size() throws Exception {
        return SignedCheckpoint.parse(log.publicLog.checkpoint().orElseThrow())
                .checkpoint()
                .size()
                .value();
    }

    private long checkpoints() {
        return log.jdbc()
                .sql("select count(*) from ledger.checkpoints")
                .query(Long.class)
                .single();
    }
}
