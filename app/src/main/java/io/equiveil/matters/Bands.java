package io.equiveil.matters;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The coarse words of teasers and the rules of thumb about them, as `matters/bands.json` says.
final class Bands {

    private final Map<Attribute, List<Band>> bands = new EnumMap<>(Attribute.class);
    private final List<String> betraying = new ArrayList<>();
    private final int mostWeight;

    private Bands(JsonNode data) {
        bands.put(Attribute.INDUSTRY, read(data.path("industries")));
        bands.put(Attribute.REGION, read(data.path("regions")));
        bands.put(Attribute.SIZE, read(data.path("sizes")));
        bands.put(Attribute.STAKE, read(data.path("stakes")));
        bands.put(Attribute.PRICE, read(data.path("prices")));
        bands.put(Attribute.REASON, read(data.path("reasons")));
        data.path("betraying").forEach(word -> betraying.add(word.asString()));
        mostWeight = data.path("mostWeight").asInt();
    }

    /// Those that ship with the product.
    static Bands shipped() {
        try (InputStream text = Objects.requireNonNull(Bands.class.getResourceAsStream("/matters/bands.json"))) {
            return new Bands(JsonMapper.builder().build().readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Band> read(JsonNode rows) {
        List<Band> found = new ArrayList<>();
        rows.forEach(row -> {
            List<String> words = new ArrayList<>();
            row.path("words").forEach(word -> words.add(word.asString()));
            found.add(new Band(
                    row.path("zh").asString(),
                    row.path("en").asString(),
                    row.path("from").asDouble(0),
                    row.path("weight").asInt(0),
                    words));
        });
        return List.copyOf(found);
    }

    List<Band> of(Attribute attribute) {
        return bands.getOrDefault(attribute, List.of());
    }

    /// The kind that a text speaks of: the one whose longest word is met, so that a finer word wins over a shorter
    /// one of another kind.
    Optional<Band> named(Attribute attribute, String text) {
        return of(attribute).stream()
                .filter(band -> band.isMetIn(text))
                .max(Comparator.comparingInt(band -> longestWord(band, text)));
    }

    private static int longestWord(Band band, String text) {
        return Stream.concat(Stream.of(band.zh(), band.en()), band.words().stream())
                .filter(text::contains)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    /// The bands that a span of numbers touches, in order.
    List<Band> spanning(Attribute attribute, double low, double high) {
        List<Band> all = of(attribute);
        List<Band> touched = new ArrayList<>();
        for (int at = 0; at < all.size(); at++) {
            double from = all.get(at).from();
            double until = at + 1 < all.size() ? all.get(at + 1).from() : Double.POSITIVE_INFINITY;
            // A span's upper end may stand on the edge of the next band without reaching into it.
            boolean reaches = high > from || low == from || from == 0;
            if (low < until && reaches) {
                touched.add(all.get(at));
            }
        }
        return touched;
    }

    /// Words that make a company known although they name none.
    List<String> betraying() {
        return List.copyOf(betraying);
    }

    /// The most that all attributes together may weigh.
    int mostWeight() {
        return mostWeight;
    }
}
