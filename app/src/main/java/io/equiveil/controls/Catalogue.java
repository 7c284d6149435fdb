package io.equiveil.controls;

import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// All promised measures: the 61 of the twenty areas and the 10 of the share transfer, in their order.
///
/// Read from `controls/catalogue.json` when the application starts; it does not start with a measure missing, doubled
/// or without owner.
@Component
public class Catalogue {

    /// How many measures there are: neither more nor fewer are promised.
    public static final int MEASURES = 71;

    private static final int AREAS = 21;

    private final List<Area> areas;
    private final Map<ControlId, Measure> measures;

    Catalogue() {
        this(file());
    }

    /// @throws IllegalStateException if it is not the whole catalogue, each measure once
    Catalogue(File file) {
        Map<String, Area> byId = file.areas().stream().collect(Collectors.toMap(Area::id, Function.identity()));
        this.areas = List.copyOf(file.areas());
        this.measures = new TreeMap<>();
        for (Entry entry : file.measures()) {
            Measure measure = entry.measure(byId);
            if (measures.put(measure.id(), measure) != null) {
                throw new IllegalStateException("measure " + measure.id() + " is in the catalogue twice");
            }
        }
        if (measures.size() != MEASURES || areas.size() != AREAS) {
            throw new IllegalStateException("the catalogue has " + measures.size() + " measures in " + areas.size()
                    + " areas instead of " + MEASURES + " in " + AREAS);
        }
    }

    /// The areas: the share transfer first, then 1 to 20.
    public List<Area> areas() {
        return areas;
    }

    /// All measures in their order.
    public List<Measure> measures() {
        return List.copyOf(measures.values());
    }

    /// The measures of an area in their order.
    public List<Measure> measuresOf(Area area) {
        return measures.values().stream()
                .filter(measure -> measure.area().equals(area))
                .toList();
    }

    /// The measure of this number, if there is one.
    public Optional<Measure> find(ControlId id) {
        return Optional.ofNullable(measures.get(id));
    }

    private static File file() {
        try (InputStream json =
                Objects.requireNonNull(Catalogue.class.getResourceAsStream("/controls/catalogue.json"))) {
            return JsonMapper.shared().readValue(json, File.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record File(List<Area> areas, List<Entry> measures) {}

    record Entry(
            String id,
            String area,
            String nameZh,
            String nameEn,
            String promiseZh,
            String promiseEn,
            Department owner,
            Set<Role> responsible,
            Role accountable,
            Set<Role> consulted,
            Set<Role> informed,
            List<String> rooms) {

        private Measure measure(Map<String, Area> areas) {
            Area known = areas.get(area);
            if (known == null || !id.startsWith(area + ".")) {
                throw new IllegalStateException("measure " + id + " is not of area " + area);
            }
            if (responsible.isEmpty() || promiseZh.isBlank() || promiseEn.isBlank() || rooms.isEmpty()) {
                throw new IllegalStateException("measure " + id + " lacks its promise, its rooms or who does it");
            }
            return new Measure(
                    new ControlId(id),
                    known,
                    nameZh,
                    nameEn,
                    promiseZh,
                    promiseEn,
                    owner,
                    new Measure.Raci(responsible, accountable, consulted, informed),
                    rooms);
        }
    }
}
