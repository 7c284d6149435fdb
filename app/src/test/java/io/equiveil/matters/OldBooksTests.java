package io.equiveil.matters;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.clients.ClientKind;
import io.equiveil.conversations.Conversations;
import io.equiveil.conversations.WriteResult;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.frame.Today;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterResult.Unknown;
import io.equiveil.transfers.TransferResult;
import io.equiveil.transfers.TransferStep;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Running matters from the old books: at their stage at once, and nothing opens before they are taken up.
class OldBooksTests {

    private static final LocalDate MANDATED = LocalDate.of(2026, 3, 1);

    private final AMatter a = AMatter.inALimitedCompany();
    private final APage pages = new APage(a.house);
    private final Api api = new Api(a.house);
    private final String target = "澄江" + Long.toString(new Random().nextLong(1L << 40), 36) + "仪器有限公司";

    @Test
    void nothingIsTakenInAndNothingOpensBeforeAMatterIsTakenUp() {
        SubjectId seller = a.lead(ClientKind.PERSON, "王小明");
        SubjectId buyer = a.lead(ClientKind.COMPANY, "某某科技有限公司");
        MatterSummary matter = brought("", seller, MatterStage.DUE_DILIGENCE, buyer);
        MatterId id = matter.id();

        assertThat(matter.codeName()).startsWith("M-").hasSize(7);
        assertThat(matter.stage()).isEqualTo(MatterStage.DUE_DILIGENCE);
        assertThat(matter.buyers()).extracting(MatterSummary.Party::standing).containsExactly(Standing.INVITED);
        assertThat(a.matters.oldMatter(a.advisor.requester(), id).orElseThrow())
                .returns(MatterStage.DUE_DILIGENCE, OldMatter::stage)
                .returns(MANDATED, OldMatter::mandatedOn);

        assertThat(blockers(a.matters.sealDeal(a.advisor.requester(), id, Map.of("industry", Cleartext.of("精密仪器")))))
                .containsExactly(Blocker.NOT_TAKEN_UP);
        assertThat(blockers(a.matters.advance(a.advisor.requester(), id, MatterStage.AGREEMENT)))
                .containsExactly(Blocker.NO_FIRM_AGREEMENT);
        assertThat(blockers(a.matters.invite(a.advisor.requester(), id, a.sellerSubject)))
                .containsExactly(Blocker.NOT_TAKEN_UP);
        assertThat(a.transfers.complete(a.advisor.requester(), id, TransferStep.ARTICLES_CHECKED, MANDATED, List.of()))
                .isInstanceOf(TransferResult.Blocked.class);
        assertThat(a.house.bean(Conversations.class).write(a.advisor.requester(), id, seller, Cleartext.of("您好")))
                .isInstanceOf(WriteResult.Refused.class);
        assertThat(asked(id)).isEmpty();
        assertThat(blockers(a.matters.takeUp(a.advisor.requester(), id, Cleartext.of(target), Optional.empty(), false)))
                .containsExactly(Blocker.NO_FIRM_AGREEMENT, Blocker.NO_LEGAL_BASIS);
        assertThat(a.house
                        .bean(Today.class)
                        .agendaFor(a.advisor.requester())
                        .groups()
                        .toString())
                .contains("matters.work.paper", matter.codeName());
        assertThat(pages.get("/", a.advisor).body()).contains("项目“" + matter.codeName() + "”来自旧账：保密协议待补登记");
        assertThat(pages.get("/matters?view=BOARD", a.advisor).body()).contains("补登记保密协议");
        pages.shows("/matters/" + id, a.advisor, "/clients/" + seller);
        assertThat(pages.get("/matters/" + id, a.advisor).body()).contains("2026年3月1日接受委托", "来自旧账，尚未接管");
    }

    @Test
    void onceAgreementConsentAndCompanyAreThereItGoesOnFromItsStage() {
        SubjectId seller = a.lead(ClientKind.PERSON, "王小明");
        MatterId id = brought("苍鹭" + new Random().nextInt(1 << 30), seller, MatterStage.DUE_DILIGENCE)
                .id();
        a.takeOn(seller);
        assertThat(pages.get("/matters?view=BOARD", a.advisor).body()).contains("补录目标公司，接管");
        assertThat(asked(id)).as("no agreement covers it yet").isEmpty();
        String path = "/matters/" + id + "/taking-up";
        pages.shows(path, a.advisor, path);

        assertThat(pages.submit(a.advisor, path, Map.of("targetName", " ")).statusCode())
                .isEqualTo(422);
        assertThat(pages.submit(a.advisor, path, Map.of("targetName", target, "targetCode", "123"))
                        .body())
                .contains("统一社会信用代码不正确", target);
        assertThat(api.post(
                                "/api/matters/" + id + "/taking-up",
                                Map.of("targetName", target, "targetCode", "123", "ownInterest", false),
                                a.advisor.token())
                        .body())
                .contains("TARGET_CODE_WRONG");
        assertThat(pages.submit(a.advisor, path, Map.of("targetName", target)).statusCode())
                .isEqualTo(302);

        MatterSummary taken = a.matters.find(a.advisor.requester(), id).orElseThrow();
        assertThat(taken.conflict()).isEqualTo(ConflictState.NONE);
        assertThat(taken.stage()).isEqualTo(MatterStage.DUE_DILIGENCE);
        assertThat(asked(id)).isNotEmpty();
        AMatter.done(a.matters.sealDeal(a.advisor.requester(), id, Map.of("industry", Cleartext.of("精密仪器"))));
        assertThat(a.matters.next(taken).orElseThrow().blockers())
                .contains(Blocker.NO_CONSENT_TO_COMPLETE)
                .doesNotContain(Blocker.NO_FIRM_AGREEMENT);
        assertThat(api.post(
                                "/api/matters/" + id + "/taking-up",
                                Map.of("targetName", target, "ownInterest", false),
                                a.advisor.token())
                        .body())
                .contains("TAKEN_UP_ALREADY");
        assertThat(api.get("/api/matters/" + id + "/old-books", a.advisor.token())
                        .body())
                .contains("2026-03-01", "DUE_DILIGENCE");
    }

    @Test
    void aConflictIsLookedForWhenItsCompanyIsNamed() {
        SubjectId seller = a.client(ClientKind.PERSON, "王小明");
        MatterId id = brought("", seller, MatterStage.DUE_DILIGENCE).id();

        AMatter.done(a.matters.takeUp(a.advisor.requester(), id, Cleartext.of(a.targetName), Optional.empty(), false));

        assertThat(a.matters.find(a.advisor.requester(), id).orElseThrow().conflict())
                .isEqualTo(ConflictState.SUBMITTED);
        assertThat(asked(id)).as("the team still works, outsiders wait").isNotEmpty();
    }

    @Test
    void onlyOnesOwnClientsComeInAndOnlyTheTeamTakesUp() {
        SignedInPerson colleague = PeopleInTests.staff(a.house, Role.ADVISOR);
        SubjectId seller = a.lead(ClientKind.PERSON, "王小明");
        assertThat(a.matters.bringIn(colleague.requester(), running("", seller, MatterStage.TAX)))
                .isInstanceOf(Unknown.class);
        MatterId id = brought("", seller, MatterStage.TAX).id();

        assertThat(a.matters.takeUp(colleague.requester(), id, Cleartext.of(target), Optional.empty(), false))
                .isInstanceOf(Unknown.class);
        assertThat(pages.get("/matters/" + id + "/taking-up", colleague).statusCode())
                .isEqualTo(404);
        assertThat(api.get("/api/matters/" + id + "/old-books", colleague.token())
                        .statusCode())
                .isEqualTo(404);
        assertThat(a.matters.board(colleague.requester(), Whose.ALL)).isEmpty();
    }

    @Test
    void whatCannotBeARunningMatterDoesNotComeIn() {
        SubjectId seller = a.lead(ClientKind.PERSON, "王小明");
        assertThat(blockers(a.matters.bringIn(a.advisor.requester(), running("", seller, MatterStage.CLOSED))))
                .containsExactly(Blocker.NOT_THE_NEXT_STAGE);
        assertThat(blockers(a.matters.bringIn(a.advisor.requester(), running(a.codeName, seller, MatterStage.TAX))))
                .containsExactly(Blocker.CODE_NAME_TAKEN);
        assertThat(blockers(a.matters.bringIn(a.advisor.requester(), running("", seller, MatterStage.TAX, seller))))
                .containsExactly(Blocker.ALREADY_A_PARTY);
        assertThat(blockers(a.matters.bringIn(
                        a.advisor.requester(),
                        new Matters.Running(
                                "",
                                CompanyForm.JOINT_STOCK,
                                seller,
                                MatterStage.SHAREHOLDER_NOTICE,
                                LocalDate.of(2999, 1, 1),
                                List.of()))))
                .containsOnly(Blocker.NOT_THE_NEXT_STAGE);
    }

    @Test
    void atItsLastStageItIsNotClosedBeforeItIsTakenUp() {
        MatterId id = brought("", a.lead(ClientKind.PERSON, "王小明"), MatterStage.REGISTRATION)
                .id();

        assertThat(a.matters.board(a.advisor.requester(), Whose.MINE))
                .filteredOn(card -> card.matter().id().equals(id))
                .singleElement()
                .returns(Optional.of(Blocker.NO_FIRM_AGREEMENT), BoardCard::obstacle);
        assertThat(blockers(a.matters.close(a.advisor.requester(), id))).contains(Blocker.NOT_TAKEN_UP);
        assertThat(pages.get("/matters/" + id, a.advisor).body())
                .contains("客户尚未签署保密协议")
                .doesNotContain("/matters/" + id + "/closure");
    }

    private MatterSummary brought(String codeName, SubjectId seller, MatterStage stage, SubjectId... buyers) {
        MatterResult result = a.matters.bringIn(a.advisor.requester(), running(codeName, seller, stage, buyers));
        assertThat(result).isInstanceOf(MatterResult.Done.class);
        return ((MatterResult.Done) result).matter();
    }

    private static Matters.Running running(String codeName, SubjectId seller, MatterStage stage, SubjectId... buyers) {
        return new Matters.Running(codeName, CompanyForm.LIMITED_COMPANY, seller, stage, MANDATED, List.of(buyers));
    }

    /// The name of the company, asked of the gate.
    private Optional<Cleartext> asked(MatterId id) {
        Disclosure answer = a.house
                .bean(Disclosures.class)
                .open(
                        a.advisor.requester(),
                        List.of(Wanted.value(Matters.targetAddress(id), "targetName")),
                        new Why(Purpose.MANDATE, Optional.of(id)));
        return answer instanceof Disclosure.Answered answered
                ? answered.field(Matters.targetAddress(id), "targetName")
                : Optional.empty();
    }

    private static List<Blocker> blockers(MatterResult result) {
        assertThat(result).isInstanceOf(Blocked.class);
        return ((Blocked) result).blockers();
    }
}
