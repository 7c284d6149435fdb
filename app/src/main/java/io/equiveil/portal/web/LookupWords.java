package io.equiveil.portal.web;

import io.equiveil.clients.Clients;
import io.equiveil.frame.Display;
import io.equiveil.identity.People;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.LedgerReader.Actor;
import io.equiveil.ledger.LedgerReader.SubjectEntry;
import io.equiveil.ledger.LedgerReader.SubjectPart;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.portal.MonthTold;
import io.equiveil.portal.Portal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Says in words who looked at what and why: by day, then by reader, reason and class.
@Component
class LookupWords {

    private static final List<String> FIELD_WORDS = List.of("portal.field.", "clients.field.", "matters.deal.");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final MessageSource messages;
    private final People people;
    private final Portal portal;
    private final Matters matters;
    private final Clients clients;

    LookupWords(MessageSource messages, People people, Portal portal, Matters matters, Clients clients) {
        this.messages = messages;
        this.people = people;
        this.portal = portal;
        this.matters = matters;
        this.clients = clients;
    }

    /// A day in Shanghai.
    record Day(LocalDate date, List<Line> lines) {}

    /// One sentence with the entries behind it.
    record Line(String text, boolean refused, List<Look> looks) {}

    /// One entry.
    ///
    /// @param time   to the second
    /// @param fields in words where words are known
    /// @param index  position in the log; absent while it is being written
    record Look(
            Instant at,
            String time,
            String classes,
            String fields,
            @Nullable Long index,
            long intake) {}

    private record Same(
            Optional<Actor> actor,
            Optional<SubjectId> otherSide,
            Optional<MatterId> matter,
            Optional<Purpose> purpose,
            Set<InformationClass> classes,
            boolean refused) {}

    List<Day> days(Requester.SignedIn who, List<SubjectEntry> entries, Locale locale) {
        Map<LocalDate, Map<Same, List<SubjectEntry>>> days = new LinkedHashMap<>();
        for (SubjectEntry entry : entries) {
            Same same = new Same(
                    entry.said().map(LookupWords::whoever),
                    portal.otherSide(who, entry),
                    entry.said().flatMap(SubjectPart::matter),
                    entry.said().flatMap(SubjectPart::purpose),
                    entry.said().map(SubjectPart::classes).orElse(Set.of()),
                    Portal.isRefusal(entry));
            days.computeIfAbsent(LocalDate.ofInstant(entry.at(), Display.SHANGHAI), _ -> new LinkedHashMap<>())
                    .computeIfAbsent(same, _ -> new ArrayList<>())
                    .add(entry);
        }
        Names names = new Names(who, locale);
        return days.entrySet().stream()
                .map(day -> new Day(
                        day.getKey(),
                        day.getValue().entrySet().stream()
                                .map(line -> line(names, line.getKey(), line.getValue(), locale))
                                .toList()))
                .toList();
    }

    /// One month in a sentence.
    record MonthLine(YearMonth month, String text) {}

    /// The monthly message in words: how many people, and what for.
    MonthLine month(MonthTold told, Locale locale) {
        String what = told.purposes().stream()
                .map(purpose -> say("portal.purpose." + purpose, locale))
                .collect(Collectors.joining(say("portal.comma", locale)));
        String key = told.looks() == 0
                ? "portal.month.none"
                : told.purposes().size() == 1 ? "portal.month.one" : "portal.month.several";
        return new MonthLine(told.month(), say(key, locale, told.people(), told.looks(), what));
    }

    /// The same person with other roles is the same reader.
    private static Actor whoever(SubjectPart said) {
        return said.actor() instanceof Actor.Person(var person, var roles)
                ? new Actor.Person(person, roles.contains(Role.CLIENT) ? Set.of(Role.CLIENT) : Set.of())
                : said.actor();
    }

    private Line line(Names names, Same same, List<SubjectEntry> entries, Locale locale) {
        String key = same.refused() ? "portal.lookups.refused" : "portal.lookups.released";
        Optional<Actor> actor = same.actor();
        String text = actor.isEmpty()
                ? say(key + ".closed", locale, entries.size())
                : say(
                        key,
                        locale,
                        names.of(actor.get(), same.otherSide()),
                        same.purpose()
                                .map(purpose -> say("portal.purpose." + purpose, locale))
                                .orElseGet(() -> say("portal.purpose.none", locale)),
                        classes(same.classes(), locale),
                        entries.size());
        return new Line(
                names.inMatter(same.matter(), text),
                same.refused(),
                entries.stream().map(entry -> look(entry, locale)).toList());
    }

    private Look look(SubjectEntry entry, Locale locale) {
        return new Look(
                entry.at(),
                TIME.format(entry.at().atZone(Display.SHANGHAI)),
                classes(entry.said().map(SubjectPart::classes).orElse(Set.of()), locale),
                entry.said().map(SubjectPart::fields).orElse(List.of()).stream()
                        .flatMap(field -> field(field, locale))
                        .collect(Collectors.joining(say("portal.comma", locale))),
                entry.index().isPresent() ? Long.valueOf(entry.index().getAsLong()) : null,
                entry.intake());
    }

    private String classes(Set<InformationClass> classes, Locale locale) {
        return classes.isEmpty()
                ? say("portal.class.none", locale)
                : classes.stream()
                        .sorted()
                        .map(each -> say("portal.class." + each, locale))
                        .collect(Collectors.joining(say("portal.comma", locale)));
    }

    /// The word that some page has for a field; none for a field that has no word, since its class is said anyway.
    private Stream<String> field(String name, Locale locale) {
        return FIELD_WORDS.stream()
                .map(words -> messages.getMessage(words + name, null, "", locale))
                .filter(word -> word != null && !word.isEmpty())
                .limit(1);
    }

    private String say(String key, Locale locale, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /// Names of readers, each looked up once for a page.
    private final class Names {

        private final Requester.SignedIn who;
        private final Locale locale;
        private final Map<Actor, String> known = new HashMap<>();
        private final Map<MatterId, Optional<String>> codeNames = new HashMap<>();

        Names(Requester.SignedIn who, Locale locale) {
            this.who = who;
            this.locale = locale;
        }

        String of(Actor actor, Optional<SubjectId> otherSide) {
            return otherSide
                    .flatMap(clients::find)
                    .map(file -> LookupWords.this.say("portal.actor.other-side", locale, file.alias()))
                    .orElseGet(() -> known.computeIfAbsent(actor, this::say));
        }

        /// The sentence with the matter's code name before it, where the client has to do with
        /// the matter.
        String inMatter(Optional<MatterId> matter, String text) {
            return matter.flatMap(id -> codeNames.computeIfAbsent(
                            id, asked -> matters.find(who, asked).map(MatterSummary::codeName)))
                    .map(codeName -> LookupWords.this.say("portal.lookups.in-matter", locale, codeName, text))
                    .orElse(text);
        }

        private String say(Actor actor) {
            return switch (actor) {
                case Actor.Person(var person, var roles) -> {
                    if (person.equals(who.person())) {
                        yield LookupWords.this.say("portal.actor.you", locale);
                    }
                    yield roles.contains(Role.CLIENT)
                            ? LookupWords.this.say("portal.actor.client", locale)
                            : people.codeName(person);
                }
                case Actor.Machine(var principal) -> LookupWords.this.say("portal.machine." + principal, locale);
                case Actor.OtherClient _ -> LookupWords.this.say("portal.actor.client", locale);
                case Actor.Anonymous _ -> LookupWords.this.say("portal.actor.nobody", locale);
            };
        }
    }
}
