package io.equiveil.consent;

import io.equiveil.firm.Firm;
import io.equiveil.firm.FirmProfile;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The notices that come with the product: one file per notice and version below `consent/notices/`, both languages in
/// it. A broken file stops the start: a firm must not find out in front of a client.
///
/// The handler's name and contact are room `firm`'s; they are filled in whenever a notice is asked for.
@Component
class NoticeCatalogue {

    private final Map<String, Map<NoticeLanguage, Notice>> current = new LinkedHashMap<>();
    private final Supplier<Firm> firm;

    @Autowired
    NoticeCatalogue(FirmProfile profile, JsonMapper json) {
        this(profile::current, json);
    }

    NoticeCatalogue(Supplier<Firm> firm, JsonMapper json) {
        this.firm = firm;
        try {
            Resource[] files =
                    new PathMatchingResourcePatternResolver().getResources("classpath:consent/notices/*.json");
            for (Resource file : files) {
                try (InputStream content = file.getInputStream()) {
                    JsonNode notice = json.readTree(content);
                    for (NoticeLanguage language : NoticeLanguage.values()) {
                        add(parse(notice, language));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The newest version of each notice in a language.
    List<Notice> all(NoticeLanguage language) {
        Map<String, String> handler = handler(language, firm.get());
        return current.values().stream()
                .map(each -> Objects.requireNonNull(each.get(language)).with(handler))
                .toList();
    }

    Optional<Notice> find(String id, NoticeLanguage language) {
        return Optional.ofNullable(current.get(id))
                .map(each -> Objects.requireNonNull(each.get(language)).with(handler(language, firm.get())));
    }

    /// Which version of the firm's particulars is filled in now.
    long firmVersion() {
        return firm.get().version();
    }

    /// Whether the firm's name and contact, which every notice must state, have been said.
    boolean handlerNamed() {
        return firm.get().isNamed();
    }

    private void add(Notice notice) {
        Map<NoticeLanguage, Notice> languages =
                current.computeIfAbsent(notice.id(), _ -> new EnumMap<>(NoticeLanguage.class));
        Notice known = languages.get(notice.language());
        if (known == null || known.version() < notice.version()) {
            languages.put(notice.language(), notice);
        }
    }

    private static Map<String, String> handler(NoticeLanguage language, Firm firm) {
        boolean chinese = language == NoticeLanguage.ZH_CN;
        return Map.of(
                "firm", firm.name().isBlank() ? (chinese ? "本机构" : "our firm") : firm.name(),
                "contact", firm.contact().isBlank() ? (chinese ? "您的顾问" : "your advisor") : firm.contact());
    }

    static Notice parse(JsonNode file, NoticeLanguage language) {
        JsonNode texts = required(file, language.tag());
        List<Notice.Section> sections = new ArrayList<>();
        for (JsonNode section : required(texts, "sections")) {
            sections.add(new Notice.Section(
                    Notice.Topic.valueOf(text(section, "topic")), text(section, "title"), text(section, "text")));
        }
        List<Notice.Item> items = new ArrayList<>();
        for (JsonNode item : required(file, "items")) {
            JsonNode words = required(required(texts, "items"), text(item, "name"));
            items.add(new Notice.Item(
                    text(item, "name"),
                    Purpose.valueOf(text(item, "purpose")),
                    ConsentKind.valueOf(text(item, "kind")),
                    classes(strings(item, "classes")),
                    required(item, "needed").booleanValue(),
                    text(words, "ask"),
                    text(words, "why"),
                    text(words, "toWhom"),
                    text(words, "howLong"),
                    text(words, "ifRefused")));
        }
        return new Notice(
                text(file, "id"),
                required(file, "version").intValue(),
                language,
                strings(file, "rules"),
                required(file, "reviewed").booleanValue(),
                text(texts, "title"),
                strings(texts, "summary"),
                sections,
                items,
                required(file, "named").booleanValue());
    }

    private static Set<InformationClass> classes(Collection<String> names) {
        return names.stream().map(InformationClass::valueOf).collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    private static List<String> strings(JsonNode node, String name) {
        return StreamSupport.stream(required(node, name).spliterator(), false)
                .map(JsonNode::stringValue)
                .toList();
    }

    private static String text(JsonNode node, String name) {
        String text = required(node, name).stringValue();
        if (text.isBlank()) {
            throw new IllegalArgumentException("a notice says nothing under " + name);
        }
        return text;
    }

    private static JsonNode required(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new IllegalArgumentException("a notice lacks " + name);
        }
        return value;
    }
}
