package io.equiveil.dataroom;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// New documents of one's own matters that one has not looked at, one line for each matter.
@Component
class RoomWorklist implements Worklist {

    private static final Duration NEW = Duration.ofDays(14);

    private final DocumentRepository documents;
    private final Matters matters;
    private final Clock clock;

    RoomWorklist(DocumentRepository documents, Matters matters, Clock clock) {
        this.documents = documents;
        this.matters = matters;
        this.clock = clock;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        if (!person.isStaff() || person.has(Role.COMPLIANCE_OFFICER)) {
            return List.of();
        }
        Map<MatterId, MatterSummary> own = matters.of(person).stream()
                .filter(matter -> matter.closedAt().isEmpty())
                .collect(Collectors.toMap(MatterSummary::id, Function.identity(), (one, _) -> one));
        return documents
                .unseen(
                        own.keySet().stream().map(MatterId::value).toList(),
                        person.person(),
                        clock.instant().minus(NEW))
                .stream()
                .flatMap(unseen -> Optional.ofNullable(own.get(unseen.matter())).stream()
                        .map(matter -> new Item(
                                Kind.DUE,
                                "dataroom.today.new",
                                List.of(matter.codeName(), Integer.toString(unseen.documents())),
                                Optional.empty(),
                                "/matters/" + matter.id() + "/documents")))
                .toList();
    }
}
