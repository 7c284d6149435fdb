package io.equiveil.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.access.Clause;
import io.equiveil.access.ClauseState;
import io.equiveil.access.Policies;
import io.equiveil.access.ProposalId;
import io.equiveil.approvals.Approvals.Which;
import io.equiveil.clients.ClientPage;
import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.identity.Api;
import io.equiveil.identity.LostFactors;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Role;
import io.equiveil.seals.ASealRequest;
import io.equiveil.seals.SealUse.State;
import io.equiveil.seals.SealUseId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// One list of what waits for a second person, and one word for several of them.
class ApprovalsTests {

    private final House house = House.open();
    private final Api api = new Api(house);
    private final Approvals approvals = house.bean(Approvals.class);
    private final SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
    private final SignedInPerson owner = PeopleInTests.staff(house, Role.OWNER);
    private final SignedInPerson officer = PeopleInTests.staff(house, Role.COMPLIANCE_OFFICER);

    @Test
    void whoeverMayDecideSeesItWhoeverAskedSeesThatOthersDecideAndNobodyElseSeesIt() {
        SealUseId id = ASealRequest.waitingFor(house, advisor, Duration.ofHours(30));

        Listed mine = line(owner, seal(id)).orElseThrow();
        assertThat(mine.isTicked()).isTrue();
        assertThat(mine.overdue()).isTrue();
        assertThat(mine.deciders()).contains(owner.person(), officer.person()).doesNotContain(advisor.person());
        Listed asked = line(advisor, seal(id)).orElseThrow();
        assertThat(asked.isMine()).isFalse();
        assertThat(ApprovalFilter.OTHERS.takes(asked)).isTrue();
        assertThat(line(PeopleInTests.staff(house, Role.ADVISOR), seal(id))).isEmpty();
    }

    @Test
    void severalAreDecidedWithOneWordEachByItsOwnRoomAndOneThatFailsStopsNoOther() {
        SealUseId seal = ASealRequest.waitingFor(house, advisor, Duration.ZERO);
        SealUseId own = ASealRequest.waitingFor(house, owner, Duration.ZERO);
        SignedInPerson lost = PeopleInTests.staff(house, Role.ADVISOR);
        house.bean(LostFactors.class)
                .ask(PeopleInTests.staff(house, Role.SECURITY_OFFICER).requester(), lost.person());
        Which factor =
                new Which(ApprovalKind.LOST_FACTOR, new ApprovalId(lost.person().value()));
        Which destruction =
                new Which(ApprovalKind.DESTRUCTION, new ApprovalId(lost.person().value()));

        List<Approvals.Decided> decided = approvals.decide(
                owner.requester(), List.of(seal(own), destruction, seal(seal), factor, seal(seal)), true);

        assertThat(decided).extracting(one -> one.answer().done()).containsExactly(false, false, true, true);
        assertThat(decided.get(1).answer().messageKey()).isEqualTo("approvals.answer.look");
        assertThat(ASealRequest.stateOf(house, own)).isEqualTo(State.ASKED);
        assertThat(ASealRequest.stateOf(house, seal)).isEqualTo(State.APPROVED);
        assertThat(house.bean(LostFactors.class).open(lost.person()))
                .map(LostFactors.Request::state)
                .contains(LostFactors.State.AGREED);
    }

    @Test
    void aChangeOfAClauseIsDecidedHereAndNewRulesAreReadFirst() {
        Policies policies = house.bean(Policies.class);
        Policies.Proposed clause = policies.propose(
                owner.requester(),
                Clause.TRAINING,
                ClauseState.OBSERVED,
                Optional.of(Instant.now().plus(Duration.ofDays(3))),
                "课程还没有上完");
        Policies.Proposed rules = policies.proposeRules(
                owner.requester(), policies.current().orElseThrow().document(), "照旧，只为核对");
        Which first =
                new Which(ApprovalKind.POLICY, new ApprovalId(proposal(clause).value()));
        Which second =
                new Which(ApprovalKind.POLICY, new ApprovalId(proposal(rules).value()));

        assertThat(line(officer, first).orElseThrow().isTicked()).isTrue();
        assertThat(line(officer, second).orElseThrow().isTicked()).isFalse();
        assertThat(approvals.decide(officer.requester(), List.of(first, second), false))
                .extracting(one -> one.answer().messageKey())
                .containsExactly("access.policy.rejected", "approvals.answer.look");
        policies.reject(owner.requester(), proposal(rules));
    }

    @Test
    void pageAndProgramsDoTheSame() throws Exception {
        SealUseId one = ASealRequest.waitingFor(house, advisor, Duration.ofHours(30));
        SealUseId other = ASealRequest.waitingFor(house, advisor, Duration.ofHours(30));
        SignedInPerson deputy = PeopleInTests.staff(house, Role.ADVISOR);
        SignedInPerson head = PeopleInTests.staff(house, Role.DEPARTMENT_HEAD);
        ClientPage naming = new ClientPage(house, head);
        assertThat(naming.get("/approvals/deputy")).contains("您还没有代理人");
        assertThat(naming.submit("/approvals/deputy", "", Map.of("deputy", ""))).isEqualTo(422);
        assertThat(naming.submit(
                        "/approvals/deputy",
                        "",
                        Map.of("deputy", deputy.person().toString())))
                .isEqualTo(302);
        assertThat(naming.get("/approvals/deputy?lang=en"))
                .contains("until you end it")
                .doesNotContain("??");

        ClientPage deciding = new ClientPage(house, deputy);
        assertThat(deciding.get("/?lang=zh-CN")).contains("请您作为代理人决定");
        assertThat(deciding.get("/approvals?filter=OVERDUE&kind=SEAL"))
                .contains("item-SEAL_" + hex(one), "您是代")
                .doesNotContain("??");
        assertThat(deciding.get("/approvals?lang=en"))
                .contains("in your own name")
                .doesNotContain("??");
        assertThat(deciding.submit("/approvals", "/decision", Map.of("agree", "SEAL_" + hex(one))))
                .isEqualTo(200);
        assertThat(ASealRequest.stateOf(house, one)).isEqualTo(State.APPROVED);
        assertThat(deciding.submit("/approvals", "/decision", Map.of("agreed", "true")))
                .as("nothing ticked")
                .isEqualTo(302);

        assertThat(api.get("/api/approvals?kind=SEAL", deputy.token()).body())
                .contains(other.toString(), head.person().toString());
        assertThat(api.get("/api/approvals/deputy", deputy.token()).body())
                .contains(head.person().toString());
        assertThat(api.post(
                                "/api/approvals/decision",
                                Map.of(
                                        "agreed",
                                        false,
                                        "items",
                                        List.of(Map.of("kind", "SEAL", "id", other.toString()))),
                                deputy.token())
                        .body())
                .contains("\"done\":true");
        assertThat(api.post("/api/approvals/decision", Map.of("agreed", true, "items", List.of()), deputy.token())
                        .statusCode())
                .isEqualTo(400);
        assertThat(put(head, head).body()).contains("deputy-oneself");
        assertThat(naming.submit("/approvals/deputy", "/end", Map.of())).isEqualTo(302);
        assertThat(api.get("/api/approvals/deputy", deputy.token()).body()).contains("\"heldFor\":[]");
        assertThat(put(deputy, head).statusCode()).isEqualTo(200);
        assertThat(api.delete("/api/approvals/deputy", head.token()).statusCode())
                .isEqualTo(204);
    }

    @Test
    void theWordWantsAFreshProofAndWhatWasTickedIsStillTicked() throws Exception {
        SealUseId id = ASealRequest.waitingFor(house, advisor, Duration.ZERO);
        PeopleInTests.provenLongAgo(house, officer);
        ClientPage page = new ClientPage(house, officer);

        assertThat(page.submit("/approvals", "/decision", Map.of("agreed", "true", "item", "SEAL_" + hex(id))))
                .isEqualTo(303);

        assertThat(ASealRequest.stateOf(house, id)).isEqualTo(State.ASKED);
        PeopleInTests.provenNow(house, officer);
        assertThat(page.get("/approvals")).containsPattern("value=\"SEAL_" + hex(id) + "\" checked");
    }

    private HttpResponse<String> put(SignedInPerson deputy, SignedInPerson by) {
        return api.send("PUT", "/api/approvals/deputy", "{\"deputy\":\"" + deputy.person() + "\"}", by.token());
    }

    private Optional<Listed> line(SignedInPerson person, Which which) {
        int at = 0;
        Approvals.Page page;
        do {
            page = approvals.page(person.requester(), ApprovalFilter.ALL, Optional.of(which.kind()), at++);
            Optional<Listed> found = page.lines().stream()
                    .filter(line -> line.waiting().id().equals(which.id()))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        } while (at * Approvals.PAGE < page.total());
        return Optional.empty();
    }

    private static Which seal(SealUseId id) {
        return new Which(ApprovalKind.SEAL, new ApprovalId(id.value()));
    }

    private static ProposalId proposal(Policies.Proposed proposed) {
        return ((Policies.Proposed.Waiting) proposed).proposal();
    }

    private static String hex(SealUseId id) {
        return id.toString().replace("-", "").toUpperCase(Locale.ROOT);
    }
}
