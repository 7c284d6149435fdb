package io.equiveil.supervision;

import io.equiveil.controls.Catalogue;
import io.equiveil.controls.Measure;
import io.equiveil.frame.Display;
import io.equiveil.kernel.ControlId;
import io.equiveil.law.Law;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The measures in the order in which mainland audits go: the subjects of the compliance audit under the
/// Personal Information Protection Law (art. 54), each with the measures that answer it.
///
/// Guarantees: every item rests on rules that the law has and names measures that exist; an item without a
/// measure is a gap and says so. Does not promise the official numbering: the order follows the guidelines to
/// the audit measures in our own short words, and no lawyer has reviewed it.
@Component
public class AuditOrder {

    private final List<AuditItem> items;
    private final List<Measure> others;

    @Autowired
    AuditOrder(Catalogue catalogue, Law law, Clock clock) {
        this(shipped(), catalogue, law, LocalDate.ofInstant(clock.instant(), Display.SHANGHAI));
    }

    /// @throws IllegalArgumentException if an item is out of order, rests on a rule that the law does not
    /// have, or names
    ///     a measure that is not in the catalogue
    AuditOrder(List<AuditItem> items, Catalogue catalogue, Law law, LocalDate today) {
        Set<ControlId> answered = new HashSet<>();
        int before = 0;
        for (AuditItem item : items) {
            if (item.number() != ++before) {
                throw new IllegalArgumentException("item " + item.number() + " stands where " + before + " belongs");
            }
            item.rules().forEach(rule -> law.rule(rule, today));
            for (ControlId measure : item.measures()) {
                if (catalogue.find(measure).isEmpty()) {
                    throw new IllegalArgumentException("item " + before + " names no measure: " + measure);
                }
                answered.add(measure);
            }
        }
        this.items = List.copyOf(items);
        this.others = catalogue.measures().stream()
                .filter(measure -> !answered.contains(measure.id()))
                .toList();
    }

    static List<AuditItem> shipped() {
        try (InputStream text =
                Objects.requireNonNull(AuditOrder.class.getResourceAsStream("/supervision/audit-order.json"))) {
            List<AuditItem> items = new ArrayList<>();
            for (JsonNode row : JsonMapper.builder().build().readTree(text).path("items")) {
                items.add(new AuditItem(
                        row.path("number").asInt(0),
                        row.path("titleZh").asString(""),
                        row.path("titleEn").asString(""),
                        texts(row.path("rules")),
                        texts(row.path("measures")).stream().map(ControlId::new).toList()));
            }
            return items;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(JsonNode row) {
        List<String> found = new ArrayList<>();
        row.forEach(each -> found.add(each.asString()));
        return found;
    }

    /// The items, in their order.
    public List<AuditItem> items() {
        return items;
    }

    /// Measures that answer no item: what the firm promises beyond what an audit asks.
    public List<Measure> others() {
        return others;
    }
}
