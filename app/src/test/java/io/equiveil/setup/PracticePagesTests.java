package io.equiveil.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.identity.Browser;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/// Who may open the practice house, when, and what becomes of one that a killed server left. A whole one is opened and
/// destroyed in `./equiveil soak` (`PracticeTests`).
class PracticePagesTests {

    private static final House HOUSE = House.open();

    private final SignedInPerson owner = PeopleInTests.staff(HOUSE, Role.OWNER);
    private final PracticeDesk desk = HOUSE.bean(PracticeDesk.class);

    @Test
    void whatAKilledServerLeftIsDestroyedAtTheNextStartAndRecorded() throws IOException {
        Path left = HOUSE.dataFolder().resolve("practice/house");
        Files.createDirectories(left.resolve("keys"));
        Files.writeString(left.resolve("keys/root.key"), "sealed");
        Files.createDirectories(left.resolveSibling("house.witness"));
        long before = ended();

        desk.start();

        assertThat(left.getParent()).doesNotExist();
        assertThat(ended()).isEqualTo(before + 1);
        desk.start();
        assertThat(ended()).as("nothing was left the second time").isEqualTo(before + 1);
    }

    private static long ended() {
        return HOUSE.ownerJdbc()
                .sql("select count(*) from ledger.intake where kind = 'practice-ended/v1'")
                .query(Long.class)
                .single();
    }

    @Test
    void aFirmThatWorksOpensNone() {
        Object result = HOUSE.bean(TransactionTemplate.class).execute(transaction -> {
            transaction.setRollbackOnly();
            HOUSE.bean(SetUpRepository.class).complete(owner.requester().person(), Instant.now());
            try {
                return desk.open(owner.requester());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        assertThat(result).isInstanceOf(PracticeResult.Live.class);
        assertThat(desk.standing().state()).isEqualTo(PracticeStanding.State.CLOSED);
    }

    @Test
    void thePageSaysWhatItIsAndOnlyOwnerAndAdministratorOpenItAfterAFreshProof() {
        Browser browser = Browser.signedIn(HOUSE, owner);
        assertThat(browser.open("/set-up/practice?lang=zh-CN").body())
                .contains("打开演练库", "不发短信")
                .doesNotContain("??");
        assertThat(browser.open("/set-up/practice?lang=en").body())
                .contains("Open the practice house")
                .doesNotContain("??", "class=\"practice\"");
        assertThat(browser.follow(browser.submit("/set-up/practice/end", Map.of()))
                        .body())
                .contains("under way already");
        PeopleInTests.provenLongAgo(HOUSE, owner);
        browser.open("/set-up/practice");
        assertThat(Browser.place(browser.submit("/set-up/practice", Map.of()))).contains("confirm");
        assertThat(desk.standing().state()).isEqualTo(PracticeStanding.State.CLOSED);
        SignedInPerson officer = PeopleInTests.staff(HOUSE, Role.COMPLIANCE_OFFICER);
        assertThat(Browser.signedIn(HOUSE, officer).open("/set-up/practice").statusCode())
                .isEqualTo(403);
        assertThat(desk.signIns(officer.requester())).isEmpty();
        assertThat(desk.signIns(owner.requester())).as("none is open").isEmpty();
    }
}
