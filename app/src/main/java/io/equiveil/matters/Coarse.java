package io.equiveil.matters;

import io.equiveil.matters.Amounts.Span;
import io.equiveil.matters.TeaserFault.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What remains of a deal's facts when each is taken to the coarse word that covers it. Whatever is not understood is a
/// fault and not a guess.
///
/// @param said   per attribute the bands that cover it, in order; more than one where a span touches several
/// @param faults what could not be coarsened
record Coarse(Map<Attribute, List<Band>> said, List<TeaserFault> faults) {

    private static final Map<Attribute, String> FIELDS = Map.of(
            Attribute.INDUSTRY, "industry",
            Attribute.REGION, "region",
            Attribute.SIZE, "sizeBand",
            Attribute.STAKE, "stakeBand",
            Attribute.PRICE, "priceBand",
            Attribute.REASON, "reason");

    /// @param facts    field names of the intention and details with what was sealed in them
    /// @param leaveOut attributes about which the teaser shall say nothing
    static Coarse of(Map<String, String> facts, Set<Attribute> leaveOut, Bands bands) {
        Map<Attribute, List<Band>> said = new EnumMap<>(Attribute.class);
        List<TeaserFault> faults = new ArrayList<>();
        for (Attribute attribute : Attribute.values()) {
            if (attribute == Attribute.HIGHLIGHTS || leaveOut.contains(attribute)) {
                continue;
            }
            String text = text(facts, attribute);
            if (text.isBlank()) {
                if (!attribute.canBeLeftOut()) {
                    faults.add(TeaserFault.of(Kind.NOT_SAID, attribute));
                }
                continue;
            }
            List<Band> covering = cover(attribute, text, bands);
            if (covering.isEmpty()) {
                faults.add(TeaserFault.of(Kind.NOT_UNDERSTOOD, attribute));
            } else {
                said.put(attribute, covering);
            }
        }
        return new Coarse(said, faults);
    }

    /// A price that nobody put into a band is taken from the details, which are exact, and coarsened all the same.
    private static String text(Map<String, String> facts, Attribute attribute) {
        String typed = facts.getOrDefault(FIELDS.getOrDefault(attribute, ""), "");
        return attribute == Attribute.PRICE && typed.isBlank() ? facts.getOrDefault("price", "") : typed;
    }

    private static List<Band> cover(Attribute attribute, String text, Bands bands) {
        Optional<Band> named = bands.named(attribute, text);
        return switch (attribute) {
            case SIZE, STAKE, PRICE ->
                named.map(List::of)
                        .orElseGet(() -> Amounts.read(text)
                                .map(span -> spanning(attribute, span, bands))
                                .orElse(List.of()));
            default -> named.map(List::of).orElse(List.of());
        };
    }

    private static List<Band> spanning(Attribute attribute, Span span, Bands bands) {
        return bands.spanning(attribute, span.low(), span.high());
    }

    /// How much all attributes together narrow the circle.
    int weight() {
        return said.values().stream().mapToInt(Coarse::weight).sum();
    }

    /// The attribute that narrows it most, which is the first to be left out; empty if none narrows it.
    Optional<Attribute> heaviest() {
        return said.entrySet().stream()
                .filter(each -> weight(each.getValue()) > 0)
                .max(Comparator.comparingInt(each -> weight(each.getValue())))
                .map(Map.Entry::getKey);
    }

    private static int weight(List<Band> bands) {
        return bands.stream().mapToInt(Band::weight).min().orElse(0);
    }
}
