package io.equiveil.texts;

import io.equiveil.kernel.TextId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// What ships: files `<room>/content/<id>.v<version>.<language>.md`, each with a head between two lines of `---`. A
/// broken file stops the start.
///
/// ```
/// ---
/// title: 居间委托合同
/// kind: AGREEMENT
/// of: 2026-11-23
/// cites: MED-962 MED-963
/// mark: unreviewed
/// ---
/// ```
final class Shelf {

    /// The mark of a text that no lawyer has confirmed. There is no other: a release never confirms for the firm.
    static final String UNREVIEWED = "unreviewed";

    private static final Pattern PLACE =
            Pattern.compile(".*/([a-z]+)/content/([a-z0-9-]+)\\.v(\\d{1,3})\\.(zh-CN|en)\\.md");

    private final Map<TextId, TreeMap<Integer, ShippedText>> texts = new LinkedHashMap<>();

    Shelf() {
        this(files());
    }

    /// @throws IllegalArgumentException if a file is broken or contradicts its translation
    Shelf(Collection<File> files) {
        Map<TextId, TreeMap<Integer, List<File>>> found = new TreeMap<>();
        files.forEach(file -> found.computeIfAbsent(file.id(), _ -> new TreeMap<>())
                .computeIfAbsent(file.version(), _ -> new ArrayList<>())
                .add(file));
        found.forEach((id, versions) -> versions.forEach((version, translations) ->
                texts.computeIfAbsent(id, _ -> new TreeMap<>()).put(version, together(translations))));
    }

    /// Every text in its newest version, in the order of kinds and names.
    List<ShippedText> newest() {
        return texts.values().stream()
                .map(versions -> versions.lastEntry().getValue())
                .sorted((one, other) -> one.kind() == other.kind()
                        ? one.id().compareTo(other.id())
                        : one.kind().compareTo(other.kind()))
                .toList();
    }

    Optional<ShippedText> newest(TextId id) {
        return Optional.ofNullable(texts.get(id))
                .map(versions -> versions.lastEntry().getValue());
    }

    Optional<ShippedText> version(TextId id, int version) {
        return Optional.ofNullable(texts.get(id)).map(versions -> versions.get(version));
    }

    /// Every version of every text.
    List<ShippedText> all() {
        return texts.values().stream()
                .flatMap(versions -> versions.values().stream())
                .toList();
    }

    private static ShippedText together(List<File> translations) {
        File first = translations.stream()
                .filter(file -> file.language() == TextLanguage.ZH_CN)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(translations.getFirst() + " is not there in Chinese"));
        Map<TextLanguage, String> titles = new EnumMap<>(TextLanguage.class);
        Map<TextLanguage, String> bodies = new EnumMap<>(TextLanguage.class);
        for (File file : translations) {
            boolean agrees = file.kind() == first.kind()
                    && file.room().equals(first.room())
                    && file.of().equals(first.of())
                    && file.setUp() == first.setUp();
            if (!agrees || titles.put(file.language(), file.title()) != null) {
                throw new IllegalArgumentException(file + " contradicts its translation");
            }
            bodies.put(file.language(), file.body());
        }
        if (first.kind().english() && !bodies.containsKey(TextLanguage.EN)) {
            throw new IllegalArgumentException(first + " may be read by a foreign party and is not there in English");
        }
        return new ShippedText(
                first.id(),
                first.version(),
                first.room(),
                first.kind(),
                first.of(),
                first.setUp(),
                first.cites(),
                titles,
                new Wording(bodies));
    }

    private static List<File> files() {
        try {
            List<File> files = new ArrayList<>();
            for (Resource resource :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:*/content/*.md")) {
                files.add(
                        File.parse(resource.getURL().toString(), resource.getContentAsString(StandardCharsets.UTF_8)));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One file.
    record File(
            String room,
            TextId id,
            int version,
            TextLanguage language,
            String title,
            TextKind kind,
            LocalDate of,
            int setUp,
            List<String> cites,
            String body) {

        /// @throws IllegalArgumentException if the place or the head is not as it should be
        static File parse(String place, String content) {
            Matcher name = PLACE.matcher("/" + place);
            if (!name.matches()) {
                throw new IllegalArgumentException(
                        place + " is not named <room>/content/<id>.v<version>.<language>.md");
            }
            String text = content.replace("\r\n", "\n");
            int end = text.indexOf("\n---\n", 3);
            if (!text.startsWith("---\n") || end < 0) {
                throw new IllegalArgumentException(place + " has no head");
            }
            Map<String, String> head = head(place, text.substring(4, end));
            if (!UNREVIEWED.equals(head.get("mark"))) {
                throw new IllegalArgumentException(place + " is not marked as unreviewed");
            }
            return new File(
                    name.group(1),
                    new TextId(name.group(2)),
                    Integer.parseInt(name.group(3)),
                    TextLanguage.of(name.group(4)).orElseThrow(),
                    required(place, head, "title"),
                    TextKind.valueOf(required(place, head, "kind")),
                    LocalDate.parse(required(place, head, "of")),
                    Integer.parseInt(head.getOrDefault("set-up", "0")),
                    List.of(required(place, head, "cites").split("\\s+")),
                    text.substring(end + 5).strip() + "\n");
        }

        private static Map<String, String> head(String place, String lines) {
            Map<String, String> head = new LinkedHashMap<>();
            for (String line : lines.split("\n")) {
                int colon = line.indexOf(": ");
                if (colon < 1
                        || head.put(
                                        line.substring(0, colon),
                                        line.substring(colon + 2).strip())
                                != null) {
                    throw new IllegalArgumentException(place + " has a head that cannot be read: " + line);
                }
            }
            List<String> known = Arrays.asList("title", "kind", "of", "cites", "mark", "set-up");
            if (!known.containsAll(head.keySet())) {
                throw new IllegalArgumentException(place + " has a head with something unknown in it");
            }
            return head;
        }

        private static String required(String place, Map<String, String> head, String key) {
            String value = head.getOrDefault(key, "");
            if (value.isBlank()) {
                throw new IllegalArgumentException(place + " has no " + key);
            }
            return value;
        }

        @Override
        public String toString() {
            return room + "/content/" + id + ".v" + version + "." + language.tag() + ".md";
        }
    }
}
