package io.equiveil.matters;

import io.equiveil.identity.People;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.messages.Messages;
import io.equiveil.messages.Template;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells the parties that their matter has moved on: the seller, and buyers whom the seller has admitted. Those who are
/// only invited are told nothing of it.
@Component
class MatterNews {

    private final Messages messages;
    private final People people;

    MatterNews(Messages messages, People people) {
        this.messages = messages;
        this.people = people;
    }

    void moved(Requester.SignedIn who, MatterSummary matter) {
        // Carriers refuse what looks like a link, and somebody may have put a dot into a code name.
        Cleartext name = Cleartext.of(matter.codeName().replaceAll("[./:]", " "));
        matter.parties().stream()
                .filter(party -> party.standing() == Standing.MANDATED || party.standing() == Standing.ADMITTED)
                .flatMap(party -> people.actingFor(party.subject()).stream())
                .distinct()
                .forEach(person -> messages.announce(
                        person,
                        Template.MATTER_MOVED,
                        Map.of("codeName", name),
                        Optional.of(matter.id().value()),
                        who));
    }
}
