package io.equiveil.texts;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.TextId;
import io.equiveil.law.Law;
import io.equiveil.texts.TextResult.Done;
import io.equiveil.texts.TextResult.Fault;
import io.equiveil.texts.TextResult.Refused;
import io.equiveil.texts.TextResult.Unsound;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/// What the firm adopted stays as it was adopted, whatever ships and whatever somebody writes into the database.
class TextsTests {

    private static final LocalDate TODAY = LocalDate.now();

    private final House house = House.open();
    private final SignedInPerson owner = PeopleInTests.staff(house, Role.OWNER);
    private final SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
    private final TextId id = new TextId("test-" + UUID.randomUUID().toString().substring(0, 12));

    private final List<Shelf.File> files = new ArrayList<>(List.of(file(1, "第一条　保密。[PIPL-51]")));

    @Test
    void theNewestWordsThatShipCountUntilSomebodyAdopts() {
        assertThat(texts().current(id))
                .map(words -> words.nearest(TextLanguage.ZH_CN))
                .contains("第一条　保密。[PIPL-51]\n");
        assertThat(texts().adopted(id)).isEmpty();
        assertThat(state()).isEqualTo(TextState.NOT_ADOPTED);

        assertThat(texts().adopt(owner.requester(), id, hash())).isEqualTo(new Done());

        assertThat(state()).isEqualTo(TextState.ADOPTED);
        assertThat(standing().adopted()).get().satisfies(adoption -> {
            assertThat(adoption.by()).isEqualTo(owner.person());
            assertThat(adoption.edition().own()).isFalse();
        });
    }

    @Test
    void onlyOwnerAndComplianceOfficerDecideAndOnlyOnWordsThatTheyHaveSeen() {
        assertThat(texts().adopt(advisor.requester(), id, hash())).isEqualTo(new Refused(Fault.NOT_ENTITLED));
        assertThat(texts().adopt(owner.requester(), id, Digest.of(new byte[32])))
                .isEqualTo(new Refused(Fault.CHANGED_MEANWHILE));
        assertThat(texts().adopt(owner.requester(), new TextId("no-such-text"), hash()))
                .isEqualTo(new Refused(Fault.UNKNOWN));
        assertThat(state()).isEqualTo(TextState.NOT_ADOPTED);
    }

    @Test
    void aNewerVersionNeverReplacesAdoptedWords() {
        texts().adopt(owner.requester(), id, hash());

        files.add(file(2, "第一条　严格保密。[PIPL-51]"));

        assertThat(state()).isEqualTo(TextState.NEWER_SHIPS);
        assertThat(texts().current(id))
                .map(words -> words.nearest(TextLanguage.ZH_CN))
                .contains("第一条　保密。[PIPL-51]\n");
        assertThat(texts().keep(owner.requester(), id)).isEqualTo(new Done());
        assertThat(state()).isEqualTo(TextState.ADOPTED);

        files.add(file(3, "第一条　绝对保密。[PIPL-51]"));
        assertThat(state()).isEqualTo(TextState.NEWER_SHIPS);
        Digest shipped = standing().shipped().wording().hash(id);
        assertThat(texts().takeOver(owner.requester(), id, shipped)).isEqualTo(new Done());
        assertThat(state()).isEqualTo(TextState.ADOPTED);
        assertThat(texts().current(id))
                .map(words -> words.nearest(TextLanguage.ZH_CN))
                .contains("第一条　绝对保密。[PIPL-51]\n");
        assertThat(standing().history()).hasSize(2);
    }

    @Test
    void theFirmsOwnWordsCountOnceAdopted() {
        assertThat(edit("第一条　{{firm}}为您保密。[PIPL-51]")).isEqualTo(new Done());
        assertThat(state()).isEqualTo(TextState.EDITED);

        Digest draft = standing().proposed().hash(id);
        assertThat(texts().adopt(owner.requester(), id, draft)).isEqualTo(new Done());

        assertThat(state()).isEqualTo(TextState.ADOPTED_OWN);
        assertThat(texts().adopted(id)).map(words -> words.hash(id)).contains(draft);
        assertThat(texts().putAway(owner.requester(), id)).isEqualTo(new Refused(Fault.NO_DRAFT));
    }

    @Test
    void wordsWithUnknownFieldsOrRulesAreNotSaved() {
        assertThat(edit("第一条　{{salary}}。[PIPL-999] [INC-4c]"))
                .isEqualTo(new Unsound(List.of("salary"), List.of("PIPL-999")));
        assertThat(edit(" \n")).isEqualTo(new Refused(Fault.EMPTY));
        assertThat(edit("x".repeat(100_001))).isEqualTo(new Refused(Fault.TOO_LONG));
        assertThat(state()).isEqualTo(TextState.NOT_ADOPTED);
    }

    @Test
    void anAdoptionIsPutOffForAtMostNinetyDays() {
        assertThat(texts().putOff(owner.requester(), id, TODAY)).isEqualTo(new Refused(Fault.DAY_NOT_AHEAD));
        assertThat(texts().putOff(owner.requester(), id, TODAY.plusDays(92))).isEqualTo(new Refused(Fault.DAY_TOO_FAR));
        assertThat(texts().putOff(owner.requester(), id, TODAY.plusDays(30))).isEqualTo(new Done());

        assertThat(state()).isEqualTo(TextState.PUT_OFF);
        assertThat(standing().state(TODAY.plusDays(31))).isEqualTo(TextState.NOT_ADOPTED);
    }

    @Test
    void aLawyersReviewIsOfExactlyTheseWords() {
        assertThat(texts().confirmReview(owner.requester(), id, hash(), TODAY.minusDays(1), " 第 7 号，合规柜 "))
                .isEqualTo(new Done());
        assertThat(standing().reviewed(standing().current())).isTrue();

        edit("第一条　改过。[PIPL-51]");
        assertThat(standing().reviewed(standing().proposed())).isFalse();
        assertThat(texts().confirmReview(owner.requester(), id, hash(), TODAY.plusDays(2), "第 8 号"))
                .isEqualTo(new Refused(Fault.DAY_IN_FUTURE));
        assertThat(texts().confirmReview(owner.requester(), id, hash(), TODAY, " "))
                .isEqualTo(new Refused(Fault.NO_REFERENCE));
    }

    @Test
    void whatIsChangedBySqlCountsNoMore() {
        texts().adopt(owner.requester(), id, hash());
        house.ownerJdbc()
                .sql("update texts.editions set zh = '第一条　随便。' where text = :text")
                .param("text", id.value())
                .update();

        assertThat(state()).isEqualTo(TextState.BROKEN);
        assertThat(texts().current(id)).isEmpty();
        assertThat(texts().adopt(owner.requester(), id, hash())).isEqualTo(new Refused(Fault.NOT_GENUINE));
    }

    @Test
    void aReviewThatNobodyConfirmedCountsNoMore() {
        texts().adopt(owner.requester(), id, hash());
        house.ownerJdbc()
                .sql("update texts.standings set reviewed_hash = (select hash from texts.editions where text = :text),"
                        + " reviewed_on = current_date, review_confirmed_by = gen_random_uuid() where text = :text")
                .param("text", id.value())
                .update();

        assertThat(standing().reviewed(standing().current())).isFalse();
        assertThat(state()).isEqualTo(TextState.BROKEN);
    }

    private Texts texts() {
        return new Texts(
                new Shelf(files),
                house.bean(TextRepository.class),
                house.bean(TextStandings.class),
                house.bean(TransactionTemplate.class),
                house.bean(Law.class),
                house.bean(Clock.class));
    }

    private TextResult edit(String words) {
        return texts().edit(
                        owner.requester(),
                        id,
                        TextLanguage.ZH_CN,
                        words,
                        standing().forEditing().hash(id));
    }

    private TextStanding standing() {
        return texts().find(id).orElseThrow();
    }

    private TextState state() {
        return standing().state(TODAY);
    }

    private Digest hash() {
        return standing().proposed().hash(id);
    }

    private Shelf.File file(int version, String words) {
        return Shelf.File.parse(
                "compliance/content/" + id + ".v" + version + ".zh-CN.md",
                "---\ntitle: 试\nkind: RULES\nof: 2026-11-23\ncites: PIPL-51\nmark: unreviewed\n---\n" + words + "\n");
    }
}
