package io.equiveil.supervision;

import io.equiveil.access.Clause;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.LedgerReader.Actor;
import io.equiveil.ledger.LedgerReader.FirmEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An access as its entry tells it: who, as what, why, which kinds of facts, and under which rules. Never a value.
///
/// @param roles    of that person, at that time
/// @param classes  kinds of facts
/// @param masks    how many masks were shown
/// @param values   how many values
/// @param pages    how many documents
/// @param rules    rules of the policy that allowed it
/// @param observed clauses that said no and were only watched
/// @param notYet   clauses that were not in use yet
/// @param underGrace clauses that held by a dated grace
public record Access(
        long intake,
        long index,
        Instant at,
        Optional<PersonId> person,
        Set<Role> roles,
        Optional<MatterId> matter,
        Optional<Purpose> purpose,
        Set<InformationClass> classes,
        int masks,
        int values,
        int pages,
        long policyVersion,
        List<String> rules,
        List<Clause> observed,
        List<Clause> notYet,
        List<Clause> underGrace) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Reads an entry; what does not open or is of another version stays empty.
    static Access of(FirmEntry entry) {
        JsonNode fact =
                entry.body().map(Access::read).orElseGet(JSON::createObjectNode).path("fact");
        return new Access(
                entry.intake(),
                entry.index().orElse(-1),
                entry.at(),
                entry.actor() instanceof Actor.Person somebody ? Optional.of(somebody.person()) : Optional.empty(),
                entry.actor() instanceof Actor.Person person ? person.roles() : Set.of(),
                entry.matter(),
                words(Purpose.class, List.of(fact.path("purpose").asString(""))).stream()
                        .findFirst(),
                new TreeSet<>(words(InformationClass.class, classes(fact))),
                fields(fact.path("masks")),
                fields(fact.path("values")),
                fact.path("documents").size(),
                fact.path("policyVersion").asLong(0),
                texts(fact.path("rules")),
                words(Clause.class, texts(fact.path("observed"))),
                words(Clause.class, texts(fact.path("notYet"))),
                words(Clause.class, texts(fact.path("underGrace"))));
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notOfThisVersion) {
            return JSON.createObjectNode();
        }
    }

    private static List<String> classes(JsonNode fact) {
        List<String> classes = new ArrayList<>();
        for (String form : List.of("masks", "values", "documents")) {
            fact.path(form).forEach(at -> classes.add(at.path("class").asString("")));
        }
        return classes;
    }

    private static int fields(JsonNode addresses) {
        int fields = 0;
        for (JsonNode at : addresses) {
            fields += at.path("fields").size();
        }
        return fields;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asString("")));
        return texts;
    }

    private static <E extends Enum<E>> List<E> words(Class<E> type, List<String> texts) {
        List<E> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (texts.contains(constant.name())) {
                words.add(constant);
            }
        }
        return words;
    }
}
