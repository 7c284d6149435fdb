package io.equiveil.ledger;

import static io.equiveil.ledger.ALog.noted;
import static io.equiveil.ledger.ALog.somebody;
import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.proofs.CheckpointCheck;
import io.equiveil.proofs.SignedCheckpoint;
import io.equiveil.proofs.WitnessQuorum;
import io.equiveil.verifier.Witness;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessesTests {

    @TempDir
    Path folder;

    private final ALog log = new ALog();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void theServedCheckpointCarriesTheCosignatureOfAWitnessThatSawItGrow() throws Exception {
        try (Witness witness = Witness.start(
                folder.resolve("witness"), List.of(log.key), 0, Optional.of("witness.example"), log.clock)) {
            var settings = new LedgerSettings.Witness(
                    URI.create(witness.address()), witness.key().render());
            try (Witnesses witnesses = new Witnesses(log.sequencerConnections, List.of(settings), log.clock)) {
                for (int size : new int[] {3, 5, 300}) {
                    grow(size);
                    publish(witnesses);

                    assertThat(cosigned(witness, Duration.ofSeconds(10)))
                            .as("at %s", size)
                            .isTrue();
                }
            }
            // A node that remembers nothing asks from the wrong size, is told the right one, and asks again.
            log.sabotage("delete from ledger.cosignatures");
            try (Witnesses forgetful = new Witnesses(log.sequencerConnections, List.of(settings), log.clock)) {
                grow(301);
                publish(forgetful);

                assertThat(cosigned(witness, Duration.ofSeconds(10))).isTrue();
            }
        }
    }

    @Test
    void aWitnessThatIsAwayHoldsUpNobody() throws Exception {
        String key;
        try (Witness witness = Witness.start(
                folder.resolve("witness"), List.of(log.key), 0, Optional.of("witness.example"), log.clock)) {
            key = witness.key().render();
        }
        try (Witnesses witnesses = new Witnesses(
                log.sequencerConnections,
                List.of(new LedgerSettings.Witness(URI.create("http://127.0.0.1:1/"), key)),
                log.clock)) {
            grow(2);
            publish(witnesses);
        }

        assertThat(log.publicLog.checkpoint().orElseThrow()).contains("\n2\n");
    }

    private void grow(int size) {
        while (log.jdbc().sql("select size from ledger.head").query(Long.class).single() < size) {
            long missing = size
                    - log.jdbc()
                            .sql("select size from ledger.head")
                            .query(Long.class)
                            .single();
            for (long i = 0; i < missing; i++) {
                log.ledger.record(somebody(), noted());
            }
            log.sequenceAll();
        }
    }

    private void publish(Witnesses witnesses) throws Exception {
        new Checkpointer(
                        log.sequencerConnections,
                        log.keys,
                        log.key,
                        new HighWater(log.folder, log.key),
                        log.clock,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        witnesses::offer)
                .publish();
    }

    private boolean cosigned(Witness witness, Duration patience) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            SignedCheckpoint served =
                    SignedCheckpoint.parse(log.publicLog.checkpoint().orElseThrow());
            if (served.check(log.key, new WitnessQuorum(1, List.of(witness.key())))
                    instanceof CheckpointCheck.Trusted) {
                return true;
            }
            Thread.sleep(20);
        }
        return false;
    }
}
