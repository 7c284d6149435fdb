package io.equiveil.nda;

import io.equiveil.kernel.MatterId;
import io.equiveil.nda.AgreementHistory.Event;
import io.equiveil.nda.AgreementHistory.PaperSheet;
import io.equiveil.nda.AgreementSummary.Signed;
import io.equiveil.nda.PaperRepository.Paper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Puts what the rows say about an agreement's life in order.
final class Histories {

    private Histories() {}

    static AgreementHistory of(
            AgreementRow row, List<Signed> signatures, List<Paper> papers, Map<MatterId, Instant> covered) {
        List<Event> events = new ArrayList<>();
        events.add(new Event.Prepared(row.preparedAt(), row.preparedBy()));
        signatures.forEach(
                signed -> events.add(new Event.Signed(signed.at(), signed.side(), signed.person(), signed.grade())));
        papers.forEach(paper -> events.addAll(of(paper)));
        row.standing().inForceFrom().ifPresent(from -> events.add(new Event.InForce(from)));
        covered.forEach((matter, at) -> events.add(new Event.Covers(at, matter)));
        row.standing()
                .endsAt()
                .ifPresent(end -> events.add(new Event.Ends(end, row.standing().endedBecause())));
        events.sort(Comparator.comparing(Event::at));
        Optional<PaperSheet> sheet = papers.stream()
                .filter(paper -> row.standing().scan().equals(Optional.of(paper.scan())))
                .findFirst()
                .map(paper -> new PaperSheet(
                        paper.pages(),
                        paper.pagesSeen(),
                        paper.signedOn(),
                        paper.takenInBy(),
                        paper.takenInAt(),
                        paper.waits()));
        // A text that the other side wrote was not printed here and bears no codes.
        List<String> codes = IntStream.rangeClosed(1, row.isTheirs() ? 0 : row.pages())
                .mapToObj(page -> PageCodes.of(row.textHash(), page))
                .toList();
        return new AgreementHistory(events, sheet, codes);
    }

    private static List<Event> of(Paper paper) {
        List<Event> events = new ArrayList<>();
        events.add(new Event.PaperTakenIn(paper.takenInAt(), paper.takenInBy(), paper.signedOn(), paper.pages()));
        paper.confirmed().ifPresent(second -> events.add(new Event.PaperConfirmed(second.at(), second.by())));
        paper.returned().ifPresent(back -> events.add(new Event.PaperReturned(back.at(), back.by(), back.because())));
        return events;
    }
}
