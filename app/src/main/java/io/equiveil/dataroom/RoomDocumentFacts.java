package io.equiveil.dataroom;

import io.equiveil.access.Clause;
import io.equiveil.access.Fact;
import io.equiveil.access.Question;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.access.spi.FactSource;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Objects to showing a document whose row is not genuine, that was taken out, or whose own stage has not come yet.
///
/// The policy says what a class of facts needs; a document may need more, never less.
@Component
class RoomDocumentFacts implements FactSource {

    private final DocumentRepository documents;
    private final Standings standings;

    RoomDocumentFacts(DocumentRepository documents, Standings standings) {
        this.documents = documents;
        this.standings = standings;
    }

    @Override
    public Clause clause() {
        return Clause.CLASS_AND_STAGE;
    }

    @Override
    public Map<Address, Fact> facts(Question question) {
        List<Address> ours = question.what().stream()
                .filter(address -> address.record().equals(DataRoom.DOCUMENT)
                        || address.record().equals(DataRoom.ORIGINAL))
                .toList();
        Map<UUID, DocumentRepository.Row> rows =
                documents.find(ours.stream().map(Address::row).distinct().toList()).stream()
                        .collect(Collectors.toMap(row -> row.document().id().value(), Function.identity()));
        Map<Address, Fact> facts = new LinkedHashMap<>();
        for (Address address : ours) {
            facts.put(address, fact(question, address, Optional.ofNullable(rows.get(address.row()))));
        }
        return facts;
    }

    private Fact fact(Question question, Address address, Optional<DocumentRepository.Row> found) {
        if (found.isEmpty() || !isOf(found.get().document(), address) || !documents.isGenuine(found.get())) {
            return Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER);
        }
        RoomDocument document = found.get().document();
        if (document.isRemoved()) {
            return Fact.fails(Reason.DESTROYED, Remedy.NONE);
        }
        if (question.who() instanceof Requester.SignedIn who && !stageAllows(who, document, question.matter())) {
            return Fact.fails(Reason.STAGE_NOT_REACHED, Remedy.WAIT_FOR_STAGE);
        }
        return Fact.holds();
    }

    private static boolean isOf(RoomDocument document, Address address) {
        return document.address().equals(address)
                || document.originalAddress().filter(address::equals).isPresent();
    }

    private boolean stageAllows(Requester.SignedIn who, RoomDocument document, Optional<MatterId> asked) {
        Optional<MatterId> matter = document.matter().or(() -> asked);
        return !standings.isBoundByStage(who, standings.of(who, document.owner(), asked))
                || matter.flatMap(standings::stageOf)
                        .filter(stage -> stage.hasReached(document.shownFrom()))
                        .isPresent();
    }
}
