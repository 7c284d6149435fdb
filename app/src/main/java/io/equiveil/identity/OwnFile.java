package io.equiveil.identity;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.subjects.spi.SubjectData;
import io.equiveil.vault.Sealer;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What this room holds about somebody: name, number and safety word, and how to sign in.
@Component
class OwnFile implements SubjectData {

    private final PeopleRepository people;
    private final People door;
    private final Sealer sealer;

    OwnFile(PeopleRepository people, People door, Sealer sealer) {
        this.people = people;
        this.door = door;
        this.sealer = sealer;
    }

    @Override
    public String room() {
        return "identity";
    }

    @Override
    public List<Address> about(SubjectId subject) {
        return people.findByFile(subject).map(PeopleRepository.Stored::person).stream()
                .flatMap(person -> Stream.of(People.nameAddress(person), People.contactAddress(person)))
                .filter(sealer::holds)
                .toList();
    }

    @Override
    public void forget(SubjectId subject) {
        door.forget(subject, new Requester.Machine(SystemPrincipal.RETENTION_CLOCK));
    }
}
