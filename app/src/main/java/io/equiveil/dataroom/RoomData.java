package io.equiveil.dataroom;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.SubjectId;
import io.equiveil.subjects.spi.SubjectData;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What this room holds about a subject: its identity documents. Documents of a matter belong to the matter.
@Component
class RoomData implements SubjectData {

    private final DocumentRepository documents;

    RoomData(DocumentRepository documents) {
        this.documents = documents;
    }

    @Override
    public String room() {
        return "dataroom";
    }

    @Override
    public List<Address> about(SubjectId subject) {
        return documents.ofSubject(subject).stream()
                .map(DocumentRepository.Row::document)
                .filter(document -> !document.isRemoved())
                .flatMap(document -> Stream.concat(Stream.of(document.address()), document.originalAddress().stream()))
                .toList();
    }

    /// Nothing: rows hold identifiers only, and say what became of the documents.
    @Override
    public void forget(SubjectId subject) {}
}
