package io.equiveil.approvals.web;

import io.equiveil.approvals.Approvals.Which;
import io.equiveil.approvals.Listed;
import io.equiveil.frame.approvals.ApprovalId;
import io.equiveil.frame.approvals.ApprovalKind;
import io.equiveil.frame.approvals.Right;
import io.equiveil.frame.approvals.Waiting;
import io.equiveil.frame.worklist.Worklist.Item;
import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Lines of the list in the reader's language, and how a form names them.
@Component
class Lines {

    private static final Pattern NAMED = Pattern.compile("([A-Z_]{2,24})_([0-9A-F]{16})([0-9A-F]{16})");

    private final MessageSource messages;
    private final People people;

    Lines(MessageSource messages, People people) {
        this.messages = messages;
        this.people = people;
    }

    /// One line.
    ///
    /// @param name     what the form sends
    /// @param forWhom  whose deputy the reader would be
    /// @param deputies who may decide as well, and for whom
    /// @param reason   why, in the words of whoever asked
    record Line(
            String name,
            ApprovalKind kind,
            String text,
            @Nullable String askedBy,
            Instant askedAt,
            @Nullable Instant until,
            boolean overdue,
            Instant passesAt,
            @Nullable String forWhom,
            List<String> deciders,
            List<StandIn> deputies,
            boolean mine,
            boolean ticked,
            String path,
            @Nullable String reason) {}

    /// A deputy.
    record StandIn(String deputy, String person) {}

    Line of(Listed listed, Locale locale) {
        Waiting waiting = listed.waiting();
        return new Line(
                name(listed.kind(), waiting.id()),
                listed.kind(),
                sentence(waiting, locale),
                waiting.askedBy().map(people::codeName).orElse(null),
                waiting.askedAt(),
                waiting.until().orElse(null),
                listed.overdue(),
                listed.passesAt(),
                waiting.right()
                        .filter(right -> !right.isOwn())
                        .map(Right::of)
                        .map(people::codeName)
                        .orElse(null),
                listed.deciders().stream().map(people::codeName).toList(),
                listed.deputies().stream()
                        .map(one -> new StandIn(codeName(one.deputy()), codeName(one.person())))
                        .toList(),
                listed.isMine(),
                listed.isTicked(),
                waiting.path(),
                waiting.reason().map(Cleartext::revealForDisplay).orElse(null));
    }

    private String codeName(PersonId person) {
        return people.codeName(person);
    }

    String sentence(Waiting waiting, Locale locale) {
        return messages.getMessage(
                waiting.messageKey(),
                waiting.arguments().stream()
                        .map(argument -> Item.wordOf(argument)
                                .map(key -> messages.getMessage(key, null, locale))
                                .orElse(argument))
                        .toArray(),
                locale);
    }

    /// Capitals, digits and underlines only, so that a choice can be kept over a fresh proof of identity.
    static String name(ApprovalKind kind, ApprovalId id) {
        return kind + "_" + id.toString().replace("-", "").toUpperCase(Locale.ROOT);
    }

    /// Reads such a name; empty if it is none.
    static Optional<Which> named(String name) {
        Matcher named = NAMED.matcher(name);
        if (!named.matches()) {
            return Optional.empty();
        }
        UUID id = new UUID(Long.parseUnsignedLong(named.group(2), 16), Long.parseUnsignedLong(named.group(3), 16));
        return Arrays.stream(ApprovalKind.values())
                .filter(kind -> kind.name().equals(named.group(1)))
                .findFirst()
                .map(kind -> new Which(kind, new ApprovalId(id)));
    }
}
