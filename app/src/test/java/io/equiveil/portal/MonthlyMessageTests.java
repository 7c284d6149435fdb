package io.equiveil.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.identity.Api;
import io.equiveil.identity.People;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Purpose;
import io.equiveil.ledger.Ledger;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.matters.AMatter;
import io.equiveil.matters.APage;
import io.equiveil.matters.Matters;
import io.equiveil.messages.Messages;
import io.equiveil.messages.Template;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/// Once a month each client is told in a sentence who looked, made of the log.
class MonthlyMessageTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final AMatter a = AMatter.inALimitedCompany();
    private final House house = a.house;
    private final YearMonth thisMonth = YearMonth.from(Instant.now().atZone(SHANGHAI));

    @Test
    void theMonthIsCountedWithoutTheClientItselfAndToldOnce() {
        var price = Matters.dealAddress(a.id, InformationClass.DEAL_DETAIL);
        a.seal();
        int before = nextMonth().count(a.sellerSubject, thisMonth).looks();
        for (int i = 0; i < 2; i++) {
            house.bean(Disclosures.class)
                    .open(a.advisor.requester(), List.of(Wanted.value(price, "price")), Why.of(Purpose.MANDATE, a.id));
        }
        house.bean(Disclosures.class)
                .open(a.seller.requester(), List.of(Wanted.value(price, "price")), Why.of(Purpose.OWN_DATA, a.id));

        MonthTold told = nextMonth().count(a.sellerSubject, thisMonth);
        assertThat(told.looks()).isEqualTo(before + 2);
        assertThat(told.people()).isPositive();
        assertThat(told.purposes()).contains(Purpose.MANDATE).doesNotContain(Purpose.OWN_DATA);
        assertThat(nextMonth().count(a.sellerSubject, thisMonth.minusMonths(2)))
                .isEqualTo(new MonthTold(thisMonth.minusMonths(2), 0, 0, List.of()));

        nextMonth().tell();
        nextMonth().tell();

        assertThat(house.bean(Portal.class).months(a.seller.requester(), a.sellerSubject))
                .extracting(MonthTold::month)
                .containsExactly(thisMonth);
        assertThat(house.bean(Messages.class).unreadOf(a.seller.requester()))
                .filteredOn(notice -> notice.template() == Template.MONTHLY_SUMMARY)
                .hasSize(1);
        new APage(house).shows("/portal/months", a.seller, thisMonth.getYear() + "");
        assertThat(new APage(house).get("/portal/months", a.seller).body()).contains("人查看过");
        assertThat(new Api(house).get("/api/portal/months", a.seller.token()).body())
                .contains(thisMonth.toString());
        assertThat(house.bean(Messages.class).unreadOf(a.seller.requester()))
                .as("whoever has seen it is not told again")
                .noneMatch(notice -> notice.template() == Template.MONTHLY_SUMMARY);
    }

    private MonthlyMessage nextMonth() {
        Clock clock = Clock.fixed(
                thisMonth.plusMonths(1).atDay(2).atTime(10, 0).atZone(SHANGHAI).toInstant(), SHANGHAI);
        return new MonthlyMessage(
                house.bean(People.class),
                house.bean(LedgerReader.class),
                house.bean(MonthRepository.class),
                house.bean(Messages.class),
                house.bean(Ledger.class),
                house.bean(TransactionTemplate.class),
                clock);
    }
}
