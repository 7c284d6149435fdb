package io.equiveil.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.engine.ForeignPostgres;
import io.equiveil.evidence.Leaks;
import io.equiveil.kernel.MatterStage;
import io.equiveil.ledger.LedgerAudit;
import io.equiveil.matters.Matters;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The line from the first contact to due diligence on a PostgreSQL that others run (`EQUIVEIL_DB_URL`); to its end,
/// by the demo, it is played there in the soak.
class LineOnForeignPostgresTests {

    @TempDir
    Path serverFolder;

    @Test
    void opensOnlyAsOnOurOwnServerAndLeavesNothingThereThatItsAdministratorCouldRead() throws Exception {
        ForeignPostgres server = ForeignPostgres.start(serverFolder);
        Instant began = Instant.now();
        try (House house = House.on(server.environment("line"))) {
            assertThat(house.jdbc()
                            .sql("select current_database()")
                            .query(String.class)
                            .single())
                    .isEqualTo("line");
            ALine line = new ALine(house);
            Visitor buyer = line.buyer();
            assertThat(house.bean(Matters.class)
                            .find(line.advisor.person().requester(), line.matter)
                            .orElseThrow()
                            .stage())
                    .isEqualTo(MatterStage.DUE_DILIGENCE);
            assertThat(line.deal(buyer, "DUE_DILIGENCE").body()).contains(ALine.PRICE);
            assertThat(line.view(line.advisor, line.document).permitted()).isTrue();

            String withdrawal = "/api/consent/records/" + line.consentForTheBuyer() + "/withdrawal";
            assertThat(line.seller
                            .ask("POST", withdrawal, "{\"means\":\"SCREEN\"}")
                            .permitted())
                    .isTrue();
            assertThat(line.deal(buyer, "DUE_DILIGENCE").reasons()).containsExactly("CONSENT_WITHDRAWN");

            assertThat(house.bean(LedgerAudit.class).check()).satisfies(report -> {
                assertThat(report.findings()).isEmpty();
                assertThat(report.entries()).isGreaterThan(10);
            });
        } finally {
            server.stop();
        }
        assertThat(Leaks.of(List.of(ALine.PRICE, ALine.ADDRESS), serverFolder, began))
                .isEmpty();
    }
}
