package io.equiveil.messages;

import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.SubjectId;
import io.equiveil.subjects.spi.SubjectData;
import io.equiveil.vault.Sealer;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What this room holds about somebody: messages on their way, notices, and how to tell.
@Component
class MessageData implements SubjectData {

    private final OutboxRepository outbox;
    private final PreferenceRepository preferences;
    private final People people;
    private final Sealer sealer;

    MessageData(OutboxRepository outbox, PreferenceRepository preferences, People people, Sealer sealer) {
        this.outbox = outbox;
        this.preferences = preferences;
        this.people = people;
        this.sealer = sealer;
    }

    @Override
    public String room() {
        return "messages";
    }

    @Override
    public List<Address> about(SubjectId subject) {
        return people.ofFile(subject).stream()
                .flatMap(person -> addresses(person).stream())
                .filter(sealer::holds)
                .toList();
    }

    private List<Address> addresses(Person person) {
        return Stream.concat(
                        Stream.of(OwnPreferences.address(person)),
                        outbox.queuedFor(person.id()).stream().map(id -> Messages.address(person, id)))
                .toList();
    }

    @Override
    public void forget(SubjectId subject) {
        people.ofFile(subject).ifPresent(person -> {
            sealer.remove(OwnPreferences.address(person));
            preferences.forget(person.id());
            outbox.forget(person.id());
        });
    }
}
