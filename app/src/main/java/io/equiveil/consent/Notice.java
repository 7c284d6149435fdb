package io.equiveil.consent;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A notice in one version and one language: what a person is told before facts are taken (PIPL art. 17).
///
/// In layers: a summary of a few sentences first, then the sections that the law asks for, then one question per
/// purpose that needs an answer.
///
/// @param id        which notice, for example `client-intake`
/// @param version   counted from 1; a change of one word is a new version
/// @param rules     rules of law that it answers to
/// @param reviewed  whether a lawyer has confirmed the wording; default content says no
/// @param summary   the first layer
/// @param sections  the second layer, in order; keys are those of [Section]
/// @param items     what is asked, purpose by purpose; empty for a notice that only tells
/// @param named     whether it names one recipient, whose name and contact are filled in when it is served
public record Notice(
        String id,
        int version,
        NoticeLanguage language,
        List<String> rules,
        boolean reviewed,
        String title,
        List<String> summary,
        List<Section> sections,
        List<Item> items,
        boolean named) {

    /// What PIPL arts. 17, 23 and 30 want a person to be told.
    public enum Topic {
        HANDLER,
        PURPOSE,
        MANNER,
        SCOPE,
        RETENTION,
        RECIPIENTS,
        SENSITIVE,
        RIGHTS,
        CONTACT
    }

    /// A part of the second layer.
    public record Section(Topic topic, String title, String text) {}

    /// One question: may we do this, for that reason?
    ///
    /// @param name      within the notice
    /// @param kind      the form that the law asks for
    /// @param classes   what would be handled
    /// @param needed    whether the service is impossible without it; only then may refusing have a consequence
    /// @param ifRefused what truly depends on the answer
    public record Item(
            String name,
            Purpose purpose,
            ConsentKind kind,
            Set<InformationClass> classes,
            boolean needed,
            String ask,
            String why,
            String toWhom,
            String howLong,
            String ifRefused) {
        public Item {
            classes = Set.copyOf(classes);
        }
    }

    public Notice {
        rules = List.copyOf(rules);
        summary = List.copyOf(summary);
        sections = List.copyOf(sections);
        items = List.copyOf(items);
    }

    /// The question of this name.
    public Optional<Item> item(String name) {
        return items.stream().filter(item -> item.name().equals(name)).findFirst();
    }

    /// Everything that is shown, as plain text, always the same for the same notice: this is what is kept, printed and
    /// read aloud.
    public String content() {
        StringBuilder text = new StringBuilder();
        text.append(title).append('\n');
        text.append(id)
                .append(" v")
                .append(version)
                .append(' ')
                .append(language.tag())
                .append("\n\n");
        for (String sentence : summary) {
            text.append("· ").append(sentence).append('\n');
        }
        for (Section section : sections) {
            text.append('\n').append(section.title()).append('\n');
            text.append(section.text()).append('\n');
        }
        for (Item item : items) {
            text.append('\n').append("□ ").append(item.ask()).append('\n');
            text.append(item.why()).append('\n');
            text.append(item.toWhom()).append('\n');
            text.append(item.howLong()).append('\n');
            text.append(item.ifRefused()).append('\n');
        }
        return text.toString();
    }

    /// SHA-256 of [#content()] in UTF-8.
    public Digest contentHash() {
        return hash(content());
    }

    static Digest hash(String content) {
        return Digest.sha256(content.getBytes(StandardCharsets.UTF_8));
    }

    /// The same notice with the handler's name and contact filled in.
    Notice with(Map<String, String> values) {
        return new Notice(
                id,
                version,
                language,
                rules,
                reviewed,
                title,
                summary.stream().map(text -> fill(text, values)).toList(),
                sections.stream()
                        .map(section -> new Section(section.topic(), section.title(), fill(section.text(), values)))
                        .toList(),
                items.stream()
                        .map(item -> new Item(
                                item.name(),
                                item.purpose(),
                                item.kind(),
                                item.classes(),
                                item.needed(),
                                fill(item.ask(), values),
                                fill(item.why(), values),
                                fill(item.toWhom(), values),
                                fill(item.howLong(), values),
                                fill(item.ifRefused(), values)))
                        .toList(),
                named);
    }

    private static String fill(String text, Map<String, String> values) {
        String filled = text;
        for (var value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }
}
