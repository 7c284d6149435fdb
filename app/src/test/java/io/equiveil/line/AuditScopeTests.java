package io.equiveil.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.access.Question;
import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.AuditScope;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.ledger.LedgerReader.Search;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// An auditor sees what the invitation covers, until the day on which it ends, and both are enforced.
class AuditScopeTests {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final Instant NEXT_MONTH = NOW.plus(Duration.ofDays(30));

    private final House house = House.open();
    private final ALine line = new ALine();

    private static AuditScope scope(Instant from, Instant until, MatterId... matters) {
        return new AuditScope(from, until, NEXT_MONTH, Set.of(matters));
    }

    private Visitor auditor(AuditScope scope) {
        return new Visitor(house, PeopleInTests.auditor(house, scope), "");
    }

    @Test
    void theBoardShowsTheMattersThatTheInvitationNames() {
        String named = line.matter.toString();
        assertThat(auditor(scope(Instant.EPOCH, NEXT_MONTH, line.matter))
                        .ask("GET", "/api/matters/board", "")
                        .body())
                .contains(named);
        assertThat(auditor(scope(Instant.EPOCH, NEXT_MONTH, MatterId.random()))
                        .ask("GET", "/api/matters/board", "")
                        .body())
                .doesNotContain(named);
    }

    @Test
    void afterTheLastDayNothingOpens() {
        Visitor auditor = auditor(scope(Instant.EPOCH, NEXT_MONTH));
        assertThat(auditor.ask("GET", "/api/session", "").status()).isEqualTo(200);

        PeopleInTests.endAudit(house, auditor.id());

        assertThat(auditor.ask("GET", "/api/session", "").status()).isEqualTo(401);
        assertThat(auditor.ask("GET", "/records", "").status()).isEqualTo(401);
        assertThat(auditor.ask("GET", "/", "").status()).isEqualTo(401);
        assertThat(masksOf(auditor, seller().nameAddress())).isEmpty();
    }

    @Test
    void anEndThatWasMovedBySqlIsNoEnd() {
        Visitor auditor = auditor(scope(Instant.EPOCH, NEXT_MONTH));
        assertThat(auditor.ask("GET", "/api/session", "").status()).isEqualTo(200);

        house.ownerJdbc()
                .sql("update identity.people set audit_ends = audit_ends + interval '1 year' where id = ?")
                .param(auditor.id().value())
                .update();

        assertThat(auditor.ask("GET", "/api/session", "").status()).isEqualTo(401);
    }

    @Test
    void entriesOfAnotherTimeAreNotThere() {
        long intake = newest();
        Visitor elsewhen = auditor(scope(NOW.minus(Duration.ofDays(20)), NOW.minus(Duration.ofDays(10))));
        Visitor now = auditor(scope(NOW.minus(Duration.ofDays(20)), NEXT_MONTH));

        assertThat(now.ask("GET", "/records/" + intake, "").status()).isEqualTo(200);
        assertThat(elsewhen.ask("GET", "/records/" + intake, "").status()).isEqualTo(404);
        assertThat(elsewhen.ask("GET", "/records/" + intake + "/evidence", "").status())
                .isEqualTo(404);
        assertThat(elsewhen.ask("GET", "/api/records/" + intake + "/evidence", "")
                        .status())
                .isEqualTo(404);
        assertThat(elsewhen.ask("GET", "/records", "").body()).doesNotContain("/records/" + intake + "\"");
    }

    @Test
    void aLineOfTheRegisterOfSealsOfAnotherTimeOrOfUnknownMattersIsNotThere() {
        String line = this.line
                .advisor
                .ask("POST", "/api/seals", "{\"seal\":\"COMPANY\",\"paper\":\"OTHER\",\"copies\":1}")
                .body()
                .replaceAll(".*\"id\":\"([0-9a-f-]+)\".*", "$1");

        assertThat(auditor(scope(Instant.EPOCH, NEXT_MONTH))
                        .ask("GET", "/api/seals/" + line, "")
                        .status())
                .isEqualTo(200);
        for (AuditScope other : List.of(
                scope(NOW.minus(Duration.ofDays(20)), NOW.minus(Duration.ofDays(10))),
                scope(Instant.EPOCH, NEXT_MONTH, MatterId.random()))) {
            assertThat(auditor(other).ask("GET", "/api/seals/" + line, "").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void ofTheMattersOnlyThoseOfTheInvitationAreThere() {
        Visitor here = auditor(scope(Instant.EPOCH, NEXT_MONTH, line.matter));
        Visitor elsewhere = auditor(scope(Instant.EPOCH, NEXT_MONTH, MatterId.random()));
        long ofTheMatter = house.bean(LedgerReader.class)
                .search(Search.of(line.matter), OptionalLong.empty(), 1)
                .getFirst()
                .intake();

        assertThat(here.ask("GET", "/api/matters/" + line.matter, "").status()).isEqualTo(200);
        assertThat(elsewhere.ask("GET", "/api/matters/" + line.matter, "").status())
                .isEqualTo(404);
        assertThat(elsewhere.ask("GET", "/api/matters", "").body()).doesNotContain(line.matter.toString());
        assertThat(here.ask("GET", "/records/" + ofTheMatter, "").status()).isEqualTo(200);
        assertThat(elsewhere.ask("GET", "/records/" + ofTheMatter, "").status()).isEqualTo(404);
    }

    @Test
    void aClientsOwnFileBelongsToNoMatterSoItOpensToAnAuditOfAllOnly() {
        Visitor ofAll = auditor(scope(Instant.EPOCH, NEXT_MONTH));
        Visitor ofOne = auditor(scope(Instant.EPOCH, NEXT_MONTH, line.matter));

        assertThat(masksOf(ofAll, seller().nameAddress())).isNotEmpty();
        assertThat(masksOf(ofOne, seller().nameAddress())).isEmpty();
    }

    @Test
    void anInvitationWithoutAnEndOrForAnotherKindIsRefused() {
        SignedInPerson owner = PeopleInTests.staff(house, Role.OWNER);
        String scope = ",\"scope\":{\"from\":\"2026-01-01\",\"until\":\"2026-12-31\",\"lastDay\":\"%s\"}";

        assertThat(invite(owner, "AUDITOR", "")).contains("SCOPE_SHAPE");
        assertThat(invite(owner, "AUDITOR", scope.formatted("2020-01-01"))).contains("SCOPE_END");
        assertThat(invite(owner, "AUDITOR", scope.formatted("2099-01-01"))).contains("SCOPE_END");
        assertThat(invite(owner, "STAFF", scope.formatted(NEXT_MONTH.toString().substring(0, 10))))
                .contains("SCOPE_SHAPE");
        assertThat(invite(
                        owner, "AUDITOR", scope.formatted(NEXT_MONTH.toString().substring(0, 10))))
                .contains("\"link\"");
    }

    private String invite(SignedInPerson owner, String kind, String scope) {
        String login = "a" + Long.toString(System.nanoTime(), 36);
        return new Api(house)
                .send(
                        "POST",
                        "/api/identity/people",
                        "{\"kind\":\"" + kind + "\",\"name\":\"审计员\",\"login\":\"" + login + "\",\"codeName\":\""
                                + login + "\",\"roles\":[\"" + (kind.equals("STAFF") ? "ADVISOR" : kind) + "\"]" + scope
                                + "}",
                        owner.token())
                .body();
    }

    private ClientFile seller() {
        return house.bean(Clients.class)
                .find(line.officer.requester(), line.sellerSubject)
                .orElseThrow();
    }

    private Map<Address, Disclosure.Shown> masksOf(Visitor auditor, Address address) {
        Disclosure answer = house.bean(Disclosures.class)
                .open(
                        java.util.Objects.requireNonNull(auditor.person()).requester(),
                        List.of(new Wanted(address, Question.Form.MASK, Set.of(seller().nameField()))),
                        Why.of(Purpose.AUDIT));
        return answer instanceof Disclosure.Answered answered ? answered.shown() : Map.of();
    }

    private long newest() {
        return house.bean(LedgerReader.class)
                .search(Search.ANYTHING, OptionalLong.empty(), 1)
                .getFirst()
                .intake();
    }
}
