package io.equiveil.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.LogLines;
import io.equiveil.access.Decision.Verdict;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SessionId;
import io.equiveil.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Policy and clause states on the real database: two people change them, and SQL changes nothing for the better.
class PoliciesTests {

    private final House house = House.open();
    private final Policies policies = house.bean(Policies.class);
    private final Requester.SignedIn compliance = person(Role.COMPLIANCE_OFFICER);
    private final Requester.SignedIn security = person(Role.SECURITY_OFFICER);

    @AfterEach
    void asAtTheFirstStart() {
        decide(Clause.TRAINING, ClauseState.OBSERVED, Optional.of(Instant.now().plus(Duration.ofDays(29))));
        if (policies.current().isEmpty()) {
            adopt(PolicyText.shipped());
        }
    }

    @Test
    void theFirstStartPutsTheShippedRulesIntoForceAndWatchesFourClauses() {
        assertThat(policies.current())
                .hasValueSatisfying(policy -> assertThat(policy.rules())
                        .hasSameSizeAs(AQuestion.shippedPolicy().rules()));
        assertThat(policies.standings())
                .filteredOn(standing -> standing.clause().canBeRelaxed())
                .hasSize(4)
                .allSatisfy(standing -> {
                    assertThat(standing.state()).isEqualTo(ClauseState.OBSERVED);
                    assertThat(standing.genuine()).isTrue();
                });
        assertThat(policies.standings())
                .filteredOn(standing -> !standing.clause().canBeRelaxed())
                .allSatisfy(standing -> assertThat(standing.state()).isEqualTo(ClauseState.IN_FORCE));
    }

    @Test
    void aClauseChangesWhenASecondPersonAgreesAndTheFirmsEpochRises() {
        long before = firmEpoch();

        ProposalId proposal = propose(Clause.TRAINING, ClauseState.IN_FORCE, Optional.empty());
        assertThat(standing(Clause.TRAINING).state()).as("not yet").isEqualTo(ClauseState.OBSERVED);
        assertThat(policies.approve(security, proposal)).isEqualTo(new Policies.Decided.Done());

        assertThat(standing(Clause.TRAINING)).satisfies(standing -> {
            assertThat(standing.state()).isEqualTo(ClauseState.IN_FORCE);
            assertThat(standing.decidedBy()).contains(compliance.person());
            assertThat(standing.secondedBy()).contains(security.person());
            assertThat(standing.reason()).isEqualTo("都已完成培训");
        });
        assertThat(firmEpoch()).isGreaterThan(before);
    }

    @Test
    void nobodySecondsTheirOwnProposal() {
        ProposalId proposal = propose(Clause.TRAINING, ClauseState.IN_FORCE, Optional.empty());

        assertThat(policies.approve(compliance, proposal))
                .isEqualTo(new Policies.Decided.Refused(Policies.DecisionFault.SAME_PERSON));
        assertThat(policies.reject(compliance, proposal)).isEqualTo(new Policies.Decided.Done());
        assertThat(policies.approve(security, proposal))
                .isEqualTo(new Policies.Decided.Refused(Policies.DecisionFault.ALREADY_DECIDED));
    }

    @ParameterizedTest
    @EnumSource(Clause.class)
    void whatCannotBeRelaxedIsNotEvenProposed(Clause clause) {
        Policies.Proposed proposed =
                policies.propose(compliance, clause, ClauseState.IN_FORCE, Optional.empty(), "试一试看");

        assertThat(proposed instanceof Policies.Proposed.Waiting).isEqualTo(clause.canBeRelaxed());
    }

    @Test
    void relaxingIsBoundedInTime() {
        Instant now = Instant.now();

        assertThat(fault(ClauseState.OBSERVED, Optional.empty())).contains(Policies.ProposalFault.DAY_MISSING);
        assertThat(fault(ClauseState.OBSERVED, Optional.of(now.minusSeconds(60))))
                .contains(Policies.ProposalFault.DAY_NOT_AHEAD);
        assertThat(fault(ClauseState.OBSERVED, Optional.of(now.plus(Duration.ofDays(31)))))
                .contains(Policies.ProposalFault.DAY_TOO_FAR);
        assertThat(fault(ClauseState.NOT_YET, Optional.of(now.plus(Duration.ofDays(181)))))
                .contains(Policies.ProposalFault.DAY_TOO_FAR);
        assertThat(fault(ClauseState.IN_FORCE, Optional.of(now.plus(Duration.ofDays(1)))))
                .contains(Policies.ProposalFault.DAY_WITHOUT_NEED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"ADVISOR", "ADMINISTRATOR", "AUDITOR", "PARTNER", "CLIENT", "DEPARTMENT_HEAD"})
    void othersNeitherProposeNorDecide(Role role) {
        Requester.SignedIn other = person(role);
        ProposalId proposal = propose(Clause.TRAINING, ClauseState.IN_FORCE, Optional.empty());

        assertThat(policies.propose(other, Clause.TRAINING, ClauseState.IN_FORCE, Optional.empty(), "试一试看"))
                .isEqualTo(new Policies.Proposed.Refused(Policies.ProposalFault.NOT_ENTITLED));
        assertThat(policies.approve(other, proposal))
                .isEqualTo(new Policies.Decided.Refused(Policies.DecisionFault.NOT_ENTITLED));
    }

    @Test
    void newRulesTakeTwoPeopleAndSayWhatChanged() {
        String shorter = PolicyText.shipped().replace("\"id\": \"advisor-lead\"", "\"id\": \"advisor-first-contact\"");
        ProposalId proposal =
                ((Policies.Proposed.Waiting) policies.proposeRules(compliance, shorter, "改个名字试试")).proposal();

        Proposal waiting = policies.open().stream()
                .filter(open -> open.id().equals(proposal))
                .findFirst()
                .orElseThrow();
        assertThat(waiting.change()).isInstanceOfSatisfying(Proposal.Change.OfRules.class, change -> {
            assertThat(change.added()).containsExactly("advisor-first-contact");
            assertThat(change.removed()).containsExactly("advisor-lead");
            assertThat(change.changed()).isEmpty();
        });
        long before = policies.current().orElseThrow().version();
        policies.approve(security, proposal);

        assertThat(policies.current().orElseThrow().version()).isEqualTo(before + 1);
        adopt(PolicyText.shipped());
    }

    @Test
    void senselessRulesAreRefusedWithTheirFaults() {
        assertThat(policies.proposeRules(compliance, "{}", "试一试看")).isInstanceOf(Policies.Proposed.Faulty.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "document = replace(document, '\"NO_EXPORT\"', '\"WATERMARK\"')",
                "adopted_at = adopted_at + interval '1 second'",
                "mac = set_byte(mac, 0, get_byte(mac, 0) # 1)",
                "leaf = set_byte(leaf, 0, get_byte(leaf, 0) # 1)",
                "version = version + 1"
            })
    void aPolicyChangedBySqlMeansThatNobodyMayAnything(String change) {
        Saved saved = save("policies", "version = (select max(version) from access.policies)");
        try {
            int changed = house.ownerJdbc()
                    .sql("update access.policies set " + change
                            + " where version = (select max(version) from access.policies)")
                    .update();

            assertThat(changed).isEqualTo(1);
            assertThat(policies.current()).isEmpty();
            assertThat(new Decisions()
                            .build()
                            .decide(new AQuestion().question())
                            .verdicts()
                            .values())
                    .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(Verdict.Deny.class));
        } finally {
            house.ownerJdbc()
                    .sql("delete from access.policies where version >= :version")
                    .param("version", saved.version())
                    .update();
            saved.putBack();
        }
        assertThat(policies.current()).isPresent();
    }

    @Test
    void aPolicyDeletedOrRolledBackBySqlMeansThatNobodyMayAnything() {
        adopt(PolicyText.shipped());
        Saved saved = save("policies", "version = (select max(version) from access.policies)");
        try {
            house.ownerJdbc()
                    .sql("delete from access.policies where version = :version")
                    .param("version", saved.version())
                    .update();

            assertThat(policies.current())
                    .as("the one before is not the latest")
                    .isEmpty();
            house.bean(PolicyStore.class).installShipped();
            assertThat(policies.current()).as("nor is it quietly replaced").isEmpty();
            LogLines.without("row_name = '" + PolicyStore.POLICY_ROW + "'", () -> {
                house.bean(PolicyStore.class).installShipped();
                return assertThat(policies.current())
                        .as("nor where the log's lines went too")
                        .isEmpty();
            });
        } finally {
            saved.putBack();
        }
        assertThat(policies.current()).isPresent();
    }

    @Test
    void aBrokenPolicyIsRepairedByAdoptingOneAnew() {
        house.ownerJdbc()
                .sql("update access.policies set document = document || ' '"
                        + " where version = (select max(version) from access.policies)")
                .update();
        assertThat(policies.current()).isEmpty();

        adopt(PolicyText.shipped());

        assertThat(policies.current()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state = 'NOT_YET'",
                "until_at = until_at + interval '1 year'",
                "decided_by = gen_random_uuid()",
                "mac = set_byte(mac, 5, get_byte(mac, 5) # 1)",
                "version = version + 1"
            })
    void aClauseStateChangedBySqlCountsAsInForce(String change) {
        house.ownerJdbc()
                .sql("update access.clause_states set " + change + " where clause = 'TRAINING'")
                .update();

        assertThat(standing(Clause.TRAINING)).satisfies(standing -> {
            assertThat(standing.genuine()).isFalse();
            assertThat(standing.at(Instant.now())).isEqualTo(ClauseState.IN_FORCE);
        });
    }

    @Test
    void aClauseStateDeletedOrPutBackBySqlCountsAsInForce() {
        Saved observed = save("clause_states", "clause = 'TRAINING'");
        decide(Clause.TRAINING, ClauseState.IN_FORCE, Optional.empty());
        house.ownerJdbc()
                .sql("delete from access.clause_states where clause = 'TRAINING'")
                .update();
        assertThat(standing(Clause.TRAINING).at(Instant.now())).isEqualTo(ClauseState.IN_FORCE);

        observed.putBack();

        assertThat(standing(Clause.TRAINING).genuine()).isFalse();
        assertThat(standing(Clause.TRAINING).at(Instant.now())).isEqualTo(ClauseState.IN_FORCE);
    }

    @Test
    void aProposalChangedBySqlCannotBeApproved() {
        ProposalId proposal = propose(Clause.TRAINING, ClauseState.IN_FORCE, Optional.empty());
        house.ownerJdbc()
                .sql("update access.proposals set proposed_by = gen_random_uuid() where id = :id")
                .param("id", proposal.value())
                .update();

        assertThat(policies.approve(compliance, proposal))
                .isEqualTo(new Policies.Decided.Refused(Policies.DecisionFault.NOT_GENUINE));
        assertThat(policies.open()).extracting(Proposal::id).doesNotContain(proposal);
    }

    private Optional<Policies.ProposalFault> fault(ClauseState state, Optional<Instant> until) {
        return policies.propose(compliance, Clause.TRAINING, state, until, "试一试看")
                        instanceof Policies.Proposed.Refused(var fault)
                ? Optional.of(fault)
                : Optional.empty();
    }

    private ProposalId propose(Clause clause, ClauseState state, Optional<Instant> until) {
        return ((Policies.Proposed.Waiting) policies.propose(compliance, clause, state, until, " 都已完成培训 ")).proposal();
    }

    private void decide(Clause clause, ClauseState state, Optional<Instant> until) {
        assertThat(policies.approve(security, propose(clause, state, until))).isEqualTo(new Policies.Decided.Done());
    }

    private void adopt(String document) {
        ProposalId proposal =
                ((Policies.Proposed.Waiting) policies.proposeRules(compliance, document, "恢复随产品提供的规则")).proposal();
        assertThat(policies.approve(security, proposal)).isEqualTo(new Policies.Decided.Done());
    }

    private ClauseStanding standing(Clause clause) {
        return policies.standings().stream()
                .filter(standing -> standing.clause() == clause)
                .findFirst()
                .orElseThrow();
    }

    private long firmEpoch() {
        return house.bean(Ledger.class).epochs(Set.of(Scope.FIRM)).getOrDefault(Scope.FIRM, 0L);
    }

    private static Requester.SignedIn person(Role role) {
        return new Requester.SignedIn(
                PersonId.random(),
                SessionId.random(),
                Set.of(role),
                Set.of(),
                Optional.empty(),
                2,
                Instant.now(),
                Optional.empty(),
                "192.0.2.7");
    }

    /// A row as it was, so that sabotage ends with the test.
    private Saved save(String table, String where) {
        return new Saved(
                table,
                house.ownerJdbc()
                        .sql("select to_jsonb(t)::text as row from access." + table + " t where " + where)
                        .query(String.class)
                        .single(),
                house.ownerJdbc()
                        .sql("select version from access." + table + " where " + where)
                        .query(Long.class)
                        .single());
    }

    private final class Saved {

        private final String table;
        private final String row;
        private final long version;

        Saved(String table, String row, long version) {
            this.table = table;
            this.row = row;
            this.version = version;
        }

        long version() {
            return version;
        }

        void putBack() {
            house.ownerJdbc()
                    .sql("insert into access." + table + " select * from jsonb_populate_record(null::access." + table
                            + ", cast(:row as jsonb))")
                    .params(Map.of("row", row))
                    .update();
        }
    }
}
