package io.equiveil.controls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CatalogueTests {

    @Test
    void holdsEveryPromisedMeasureOnceAndInOrder() {
        Stream<String> areas = IntStream.rangeClosed(1, 20)
                .boxed()
                .flatMap(area -> IntStream.rangeClosed(1, area == 1 ? 4 : 3).mapToObj(n -> area + "." + n));
        Stream<String> transfer = IntStream.rangeClosed(1, 10).mapToObj(n -> "D." + n);

        assertThat(new Catalogue().measures())
                .extracting(measure -> measure.id().value())
                .containsExactlyElementsOf(Stream.concat(transfer, areas).toList());
    }

    @Test
    void refusesToLoadWithAMeasureMissing() throws Exception {
        List<Catalogue.Entry> fewer = new ArrayList<>(file().measures());
        fewer.removeLast();

        assertThatThrownBy(() -> new Catalogue(new Catalogue.File(file().areas(), fewer)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("70 measures");
    }

    @Test
    void refusesToLoadWithAMeasureDoubled() throws Exception {
        List<Catalogue.Entry> doubled = new ArrayList<>(file().measures());
        doubled.set(1, doubled.getFirst());

        assertThatThrownBy(() -> new Catalogue(new Catalogue.File(file().areas(), doubled)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void namesOnlyRoomsThatTheHouseHas() {
        assertThat(new Catalogue().measures().stream().flatMap(measure -> measure.rooms().stream()))
                .allMatch(room ->
                        java.nio.file.Files.isDirectory(java.nio.file.Path.of("src/main/java/io/equiveil", room)));
    }

    private static Catalogue.File file() throws Exception {
        try (InputStream json =
                Objects.requireNonNull(CatalogueTests.class.getResourceAsStream("/controls/catalogue.json"))) {
            return JsonMapper.shared().readValue(json, Catalogue.File.class);
        }
    }
}
