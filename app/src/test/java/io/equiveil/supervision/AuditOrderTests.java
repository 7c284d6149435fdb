package io.equiveil.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.House;
import io.equiveil.controls.Catalogue;
import io.equiveil.controls.Measure;
import io.equiveil.identity.Api;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.Role;
import io.equiveil.law.Law;
import io.equiveil.matters.APage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The measures in the order of the mainland audit.
class AuditOrderTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    private final House house = House.open();
    private final Catalogue catalogue = house.bean(Catalogue.class);
    private final Law law = Law.shipped();

    @Test
    void everyItemNamesMeasuresThatExistAndEveryMeasureStandsSomewhere() {
        AuditOrder order = new AuditOrder(AuditOrder.shipped(), catalogue, law, TODAY);
        assertThat(order.items()).hasSize(26);
        assertThat(Stream.concat(
                                order.items().stream().flatMap(item -> item.measures().stream()),
                                order.others().stream().map(Measure::id))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        catalogue.measures().stream().map(Measure::id).toList());
        assertThat(order.items())
                .filteredOn(AuditItem::isGap)
                .extracting(AuditItem::rules)
                .contains(List.of("PIPL-22"));
    }

    @Test
    void refusesAnOrderWithAMeasureARuleOrAPlaceThatIsNone() {
        assertThatThrownBy(() -> changed(new AuditItem(1, "甲", "A", List.of("PIPL-13"), List.of(new ControlId("3.9")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3.9");
        assertThatThrownBy(() -> changed(new AuditItem(1, "甲", "A", List.of("PIPL-999"), List.of())))
                .hasMessageContaining("PIPL-999");
        assertThatThrownBy(() -> changed(new AuditItem(7, "甲", "A", List.of("PIPL-13"), List.of())))
                .hasMessageContaining("7");
        assertThatThrownBy(() -> new AuditItem(1, "甲", "A", List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private AuditOrder changed(AuditItem first) {
        List<AuditItem> items = new ArrayList<>(AuditOrder.shipped());
        items.set(0, first);
        return new AuditOrder(items, catalogue, law, TODAY);
    }

    @Test
    void anAuditorReadsItAndAProgramGetsTheSameWithItsGaps() {
        SignedInPerson auditor = PeopleInTests.auditor(house);
        APage pages = new APage(house);
        pages.shows("/audit/controls", auditor, "/controls/7.2");
        pages.shows("/audit", auditor, "/audit/controls");
        pages.shows("/controls", auditor, "/audit/controls");
        Api api = new Api(house);
        JsonNode order = api.json(api.get("/api/audit/controls", auditor.token()));
        assertThat(order.path("items")).hasSize(26);
        assertThat(order.path("items").get(5).path("gap").asBoolean()).isTrue();
        assertThat(order.path("items")
                        .get(0)
                        .path("measures")
                        .get(0)
                        .path("status")
                        .asString())
                .isIn("holds", "fails", "unknown");
        SignedInPerson advisor = PeopleInTests.staff(house, Role.ADVISOR);
        assertThat(pages.get("/audit/controls", advisor).statusCode()).isEqualTo(403);
        assertThat(api.get("/api/audit/controls", advisor.token()).statusCode()).isEqualTo(403);
    }
}
