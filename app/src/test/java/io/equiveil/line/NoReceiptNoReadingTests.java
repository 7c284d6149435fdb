package io.equiveil.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.consent.Consents;
import io.equiveil.consent.Means;
import io.equiveil.consent.WithdrawResult;
import io.equiveil.line.Visitor.Said;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Promise P2 over HTTP: where the ledger cannot record, nothing is shown; and who withdraws in time, wins.
class NoReceiptNoReadingTests {

    private static final String SECRET = "18760000元";

    private static ALine line;
    private static Visitor buyer;

    @BeforeAll
    static void build() {
        line = new ALine();
        buyer = line.buyer();
        assertThat(line.deal(buyer, "DUE_DILIGENCE").body()).contains(SECRET);
    }

    @AfterAll
    static void end() {
        line.close();
    }

    /// What goes wrong, and what makes it right again.
    private enum Trouble {
        NO_RIGHT("revoke insert on ledger.intake from ev_recorder", "grant insert on ledger.intake to ev_recorder"),
        DISK_FULL(
                "create function ledger.full() returns trigger language plpgsql as $$ begin"
                        + " raise exception 'No space left on device' using errcode = 'disk_full'; end $$;"
                        + " create trigger full_disk before insert on ledger.intake for each statement"
                        + " execute function ledger.full()",
                "drop trigger full_disk on ledger.intake; drop function ledger.full()"),
        READ_ONLY(
                "alter role ev_recorder set default_transaction_read_only = on;"
                        + " select pg_terminate_backend(pid) from pg_stat_activity where usename = 'ev_recorder'",
                "alter role ev_recorder reset default_transaction_read_only;"
                        + " select pg_terminate_backend(pid) from pg_stat_activity where usename = 'ev_recorder'"),
        NO_CONNECTION(
                "alter role ev_recorder nologin;"
                        + " select pg_terminate_backend(pid) from pg_stat_activity where usename = 'ev_recorder'",
                "alter role ev_recorder login");

        private final String breaking;
        private final String mending;

        Trouble(String breaking, String mending) {
            this.breaking = breaking;
            this.mending = mending;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_RIGHT", "DISK_FULL", "READ_ONLY", "NO_CONNECTION"})
    void nothingIsShownWhileTheLedgerCannotRecord(String name) throws Exception {
        Trouble trouble = Trouble.valueOf(name);
        run(trouble.breaking);
        try {
            Said said = buyer.askOnce("GET", "/api/matters/" + line.matter + "/deal?purpose=DUE_DILIGENCE", "");
            assertThat(said.status()).as(said.body()).isEqualTo(503);
            assertThat(said.body()).doesNotContain(SECRET);
            Said document = line.advisor.askOnce("POST", "/api/documents/" + line.document + "/views", "{}");
            assertThat(document.status()).as(document.body()).isEqualTo(503);
        } finally {
            run(trouble.mending);
        }
        Said again = line.deal(buyer, "DUE_DILIGENCE");
        for (int tries = 0; tries < 20 && !again.permitted(); tries++) {
            Thread.sleep(500);
            again = line.deal(buyer, "DUE_DILIGENCE");
        }
        assertThat(again.body()).as("works again by itself").contains(SECRET);
    }

    private static void run(String statements) {
        JdbcClient owner = House.database().ownerJdbc();
        for (String statement : statements.split(";(?=\\s*(?:create trigger|drop function|select|alter))")) {
            if (statement.strip().startsWith("select")) {
                owner.sql(statement).query().listOfRows();
            } else {
                owner.sql(statement).update();
            }
        }
    }

    /// The withdrawal holds its lock when the reader has already been permitted, and commits while the reader waits.
    @Test
    void aWithdrawalUnderWayWinsOverAReaderWhoWasPermittedBefore() throws Exception {
        ALine other = new ALine();
        Visitor reader = other.buyer();
        assertThat(other.deal(reader, "DUE_DILIGENCE").body()).contains(SECRET);
        CountDownLatch withdrawn = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        CompletableFuture<Void> withdrawal = CompletableFuture.runAsync(() -> other.house
                .bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> {
                    assertThat(other.house
                                    .bean(Consents.class)
                                    .withdraw(
                                            other.seller.person().requester(),
                                            other.consentForTheBuyer(),
                                            Means.SCREEN))
                            .isInstanceOf(WithdrawResult.Withdrawn.class);
                    withdrawn.countDown();
                    await(commit);
                }));
        await(withdrawn);

        CompletableFuture<Said> reading = CompletableFuture.supplyAsync(
                () -> reader.askOnce("GET", "/api/matters/" + other.matter + "/deal?purpose=DUE_DILIGENCE", ""));
        Thread.sleep(400);
        assertThat(reading).as("neither shown nor refused while it is open").isNotDone();
        commit.countDown();
        withdrawal.get(30, TimeUnit.SECONDS);

        Said said = reading.get(30, TimeUnit.SECONDS);
        assertThat(said.permitted()).as(said.body()).isFalse();
        assertThat(said.body()).doesNotContain(SECRET);
        assertThat(other.deal(reader, "DUE_DILIGENCE").reasons()).containsExactly("CONSENT_WITHDRAWN");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
