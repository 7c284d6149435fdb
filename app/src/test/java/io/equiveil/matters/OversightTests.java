package io.equiveil.matters;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.access.Reason;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.frame.worklist.Worklist.Item;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Role;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterResult.Unknown;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What compliance hears of and decides: conflicts of interest, suspensions; and who works on a matter.
class OversightTests {

    private final AMatter a = AMatter.inALimitedCompany();
    private final Matters matters = a.matters;

    @Test
    void anotherMatterAboutTheSameCompanyIsForComplianceToKnow() {
        AMatter second = AMatter.about(a.targetName.replace("有限", "（有 限）").toUpperCase(Locale.ROOT));

        assertThat(second.summary().conflict()).isEqualTo(ConflictState.SUBMITTED);
        assertThat(a.summary().conflict())
                .as("the first one's team hears nothing")
                .isEqualTo(ConflictState.NONE);
        assertThat(matters.conflicts(second.advisor.requester())).isEmpty();
        assertThat(matters.find(second.advisor.requester(), a.id)).isEmpty();
        assertThat(new Api(a.house)
                        .get("/api/matters/" + second.id, second.advisor.token())
                        .body())
                .contains("SUBMITTED")
                .doesNotContain(a.codeName)
                .doesNotContain(a.id.toString());

        second.seal();
        assertThat(second.draft()).isInstanceOf(TeaserResult.Done.class);
        assertThat(second.approve()).as("nothing goes out").isInstanceOf(TeaserResult.NotNow.class);
        assertThat(blockers(matters.advance(second.advisor.requester(), second.id, MatterStage.BLIND_TEASER)))
                .contains(Blocker.CONFLICT_WAITS);
        assertThat(matters.conflicts(second.officer.requester()))
                .filteredOn(conflict -> conflict.matter().equals(second.id))
                .singleElement()
                .satisfies(conflict -> {
                    assertThat(conflict.other()).contains(a.id);
                    assertThat(conflict.kind()).isEqualTo(Conflict.Kind.SAME_TARGET);
                });
        assertThat(today(second.officer)).contains(List.of("matters.work.conflict", second.codeName));
        assertThat(today(second.advisor)).contains(List.of("matters.work.conflict-waits", second.codeName));

        APage pages = new APage(a.house);
        pages.shows("/matters/conflicts", second.officer, second.codeName);
        pages.shows("/matters/" + second.id, second.officer, "/holds");
        assertThat(pages.get("/matters/conflicts", second.advisor).statusCode()).isEqualTo(403);
        assertThat(pages.submit(second.officer, "/matters/" + second.id + "/conflict-decision", Map.of("clear", "true"))
                        .statusCode())
                .isEqualTo(302);

        assertThat(second.summary().conflict()).isEqualTo(ConflictState.CLEARED);
        assertThat(today(second.officer)).doesNotContain(List.of("matters.work.conflict", second.codeName));
        assertThat(matters.decideConflict(second.officer.requester(), second.id, false))
                .isEqualTo(new Blocked(List.of(Blocker.NO_CONFLICT_WAITS)));
        second.approveTeaser();
        second.advance(MatterStage.BLIND_TEASER);
    }

    @Test
    void nobodyDecidesAboutTheirOwnMatterOrItsRival() {
        AMatter second = AMatter.about(a.targetName);
        SignedInPerson owner = PeopleInTests.staff(a.house, Role.OWNER);
        assertThat(matters.decideConflict(second.advisor.requester(), second.id, true))
                .isEqualTo(new Unknown());

        AMatter.done(matters.join(a.advisor.requester(), a.id, owner.person()));
        assertThat(matters.decideConflict(owner.requester(), second.id, true))
                .isEqualTo(new Blocked(List.of(Blocker.SAME_PERSON)));

        AMatter.done(matters.leave(a.advisor.requester(), a.id, owner.person()));
        AMatter.done(matters.decideConflict(owner.requester(), second.id, false));
        assertThat(blockers(matters.advance(second.advisor.requester(), second.id, MatterStage.BLIND_TEASER)))
                .contains(Blocker.CONFLICT_REFUSED);
    }

    @Test
    void aCompanyThatIsNamedLaterIsLookedForAsWell() {
        AMatter second = AMatter.inALimitedCompany();
        assertThat(second.summary().conflict()).isEqualTo(ConflictState.NONE);

        AMatter.done(matters.sealDeal(
                second.advisor.requester(), second.id, Map.of("targetName", Cleartext.of(a.targetName))));
        assertThat(second.summary().conflict()).isEqualTo(ConflictState.SUBMITTED);
        AMatter.done(matters.decideConflict(second.officer.requester(), second.id, true));

        AMatter.done(matters.sealDeal(
                second.advisor.requester(), second.id, Map.of("targetName", Cleartext.of(a.targetName))));
        assertThat(second.summary().conflict())
                .as("the same company again was decided about")
                .isEqualTo(ConflictState.CLEARED);
        AMatter third = AMatter.inALimitedCompany();
        AMatter.done(matters.sealDeal(
                second.advisor.requester(), second.id, Map.of("targetName", Cleartext.of(third.targetName))));
        assertThat(second.summary().conflict())
                .as("a decision about one company says nothing of another")
                .isEqualTo(ConflictState.SUBMITTED);
        assertThat(matters.sealDeal(
                        second.advisor.requester(),
                        second.id,
                        Map.of("targetName", Cleartext.of("某公司"), "targetCode", Cleartext.of("91330000X"))))
                .isEqualTo(new Blocked(List.of(Blocker.TARGET_CODE_WRONG)));
    }

    @Test
    void aSuspensionActsOnTheNextReadingAndTheSellerKeepsItsOwn() {
        AMatter.Buyer buyer = a.admittedBuyer();
        a.toDueDiligence();
        assertThat(reasons(buyer.person(), Purpose.DUE_DILIGENCE)).isEmpty();
        assertThat(matters.hold(a.advisor.requester(), a.id, HoldKind.SUSPENSION, HoldReason.DISPUTE))
                .isEqualTo(new Unknown());

        AMatter.done(matters.hold(a.officer.requester(), a.id, HoldKind.SUSPENSION, HoldReason.DISPUTE));

        assertThat(reasons(buyer.person(), Purpose.DUE_DILIGENCE)).contains(Reason.NOT_ASSIGNED);
        assertThat(reasons(a.seller, Purpose.OWN_DATA)).isEmpty();
        assertThat(reasons(a.advisor, Purpose.MANDATE)).isEmpty();
        assertThat(blockers(matters.advance(a.advisor.requester(), a.id, MatterStage.AGREEMENT)))
                .contains(Blocker.ON_HOLD);
        assertThat(matters.hold(a.officer.requester(), a.id, HoldKind.SUSPENSION, HoldReason.AUTHORITY))
                .isEqualTo(new Blocked(List.of(Blocker.ON_HOLD_ALREADY)));
        assertThat(matters.abandon(a.advisor.requester(), a.id, AbandonReason.NO_BUYER))
                .isEqualTo(new Blocked(List.of(Blocker.ON_HOLD)));
        assertThat(matters.holds(a.advisor.requester(), a.id))
                .extracting(Hold::reason)
                .containsExactly(HoldReason.DISPUTE);

        AMatter.done(matters.lift(a.officer.requester(), a.id, HoldKind.SUSPENSION));
        assertThat(reasons(buyer.person(), Purpose.DUE_DILIGENCE)).isEmpty();
        assertThat(matters.lift(a.officer.requester(), a.id, HoldKind.SUSPENSION))
                .isEqualTo(new Blocked(List.of(Blocker.NOT_ON_HOLD)));
    }

    @Test
    void aMatterIsHandedOverAndTheOneWhoLeavesSeesNothingMore() {
        a.seal();
        SignedInPerson colleague = PeopleInTests.staff(a.house, Role.ADVISOR);
        SignedInPerson stranger = PeopleInTests.staff(a.house, Role.ADMINISTRATOR);
        assertThat(matters.find(colleague.requester(), a.id)).isEmpty();
        assertThat(matters.join(a.advisor.requester(), a.id, stranger.person()))
                .isEqualTo(new Blocked(List.of(Blocker.COLLEAGUE_UNKNOWN)));
        assertThat(matters.leave(a.advisor.requester(), a.id, a.advisor.person()))
                .isEqualTo(new Blocked(List.of(Blocker.LEAD_CANNOT_LEAVE)));
        assertThat(matters.handOver(colleague.requester(), a.id, colleague.person()))
                .isEqualTo(new Unknown());

        AMatter.done(matters.handOver(a.advisor.requester(), a.id, colleague.person()));
        assertThat(matters.handOver(a.officer.requester(), a.id, colleague.person()))
                .isEqualTo(new Blocked(List.of(Blocker.ALREADY_LEAD)));
        assertThat(a.summary().team())
                .extracting(member -> List.of(member.person(), member.lead()))
                .containsExactlyInAnyOrder(List.of(colleague.person(), true), List.of(a.advisor.person(), false));
        assertThat(reasons(a.advisor, Purpose.MANDATE)).isEmpty();

        AMatter.done(matters.leave(colleague.requester(), a.id, a.advisor.person()));
        assertThat(reasons(a.advisor, Purpose.MANDATE)).contains(Reason.NOT_ASSIGNED);
        assertThat(reasons(colleague, Purpose.MANDATE)).isEmpty();
        assertThat(matters.leave(colleague.requester(), a.id, a.advisor.person()))
                .isEqualTo(new Blocked(List.of(Blocker.NOT_ON_TEAM)));
    }

    private List<List<String>> today(SignedInPerson person) {
        return a.house.bean(MatterWorklist.class).itemsFor(person.requester()).stream()
                .map((Item item) -> List.of(item.messageKey(), item.arguments().getFirst()))
                .toList();
    }

    private static List<Blocker> blockers(MatterResult result) {
        return ((Blocked) result).blockers();
    }

    private Set<Reason> reasons(SignedInPerson person, Purpose purpose) {
        Address detail = Matters.dealAddress(a.id, InformationClass.DEAL_DETAIL);
        Disclosure answer = a.house
                .bean(Disclosures.class)
                .open(person.requester(), List.of(Wanted.value(detail, "price")), Why.of(purpose, a.id));
        return ((Disclosure.Answered) answer)
                .refused().values().stream()
                        .flatMap(refused -> refused.because().stream())
                        .map(because -> because.reason())
                        .collect(Collectors.toSet());
    }
}
