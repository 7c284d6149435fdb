package io.equiveil.messages;

import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.SubjectId;
import io.equiveil.subjects.spi.SubjectData;
import io.equiveil.vault.Sealer;
import java.util.List;
import org.springframework.stereotype.Component;

/// What this room holds about somebody: messages on their way, and notices.
@Component
class MessageData implements SubjectData {

    private final OutboxRepository outbox;
    private final People people;
    private final Sealer sealer;

    MessageData(OutboxRepository outbox, People people, Sealer sealer) {
        this.outbox = outbox;
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
        return outbox.queuedFor(person.id()).stream()
                .map(id -> Messages.address(person, id))
                .toList();
    }

    @Override
    public void forget(SubjectId subject) {
        people.ofFile(subject).ifPresent(person -> outbox.forget(person.id()));
    }
}
