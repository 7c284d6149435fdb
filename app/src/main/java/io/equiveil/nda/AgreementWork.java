package io.equiveil.nda;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.nda.PaperRepository.Paper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// On 今日: papers that wait for a second person, drafts that wait for the firm's signature, and terms that end within
/// thirty, seven, one days.
@Component
class AgreementWork implements Worklist {

    private final Agreements agreements;
    private final PaperRepository papers;
    private final Clock clock;

    AgreementWork(Agreements agreements, PaperRepository papers, Clock clock) {
        this.agreements = agreements;
        this.papers = papers;
        this.clock = clock;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        boolean concerned = person.has(Role.ADVISOR)
                || person.has(Role.DEPARTMENT_HEAD)
                || person.has(Role.OWNER)
                || person.has(Role.COMPLIANCE_OFFICER);
        if (!concerned) {
            return List.of();
        }
        List<Item> items = new ArrayList<>();
        list(person, AgreementFilter.LAPSING).forEach(agreement -> items.add(lapsing(agreement)));
        for (AgreementSummary waiting : list(person, AgreementFilter.WAITING)) {
            waiting(person, waiting).ifPresent(items::add);
        }
        return Worklist.mostUrgent(items, "/agreements");
    }

    private List<AgreementSummary> list(Requester.SignedIn person, AgreementFilter filter) {
        return agreements
                .list(person, new AgreementQuery(filter, Optional.empty(), Optional.empty(), Optional.empty()))
                .agreements();
    }

    private Item lapsing(AgreementSummary agreement) {
        Instant end = agreement.endsAt().orElseThrow();
        Duration left = Duration.between(clock.instant(), end);
        String when =
                left.compareTo(Duration.ofDays(1)) <= 0 ? "1" : left.compareTo(Duration.ofDays(7)) <= 0 ? "7" : "30";
        return new Item(
                Kind.DUE,
                "nda.work.lapses." + when,
                List.of(agreement.number()),
                Optional.of(end),
                "/agreements/" + agreement.id());
    }

    private Optional<Item> waiting(Requester.SignedIn person, AgreementSummary agreement) {
        return switch (agreement.state()) {
            case ON_PAPER ->
                papers.latest(agreement.id())
                        .filter(Paper::waits)
                        .filter(paper -> !paper.takenInBy().equals(person.person()))
                        .map(_ -> item(Kind.TO_APPROVE, "nda.work.paper", agreement, "/paper"));
            case DRAFT ->
                Optional.of(agreement)
                        .filter(draft -> draft.kind().bothSign() && agreements.handles(person, draft))
                        .map(draft -> item(Kind.DUE, "nda.work.draft", draft, ""));
            case SENT, IN_FORCE, ENDED, CANCELLED -> Optional.empty();
        };
    }

    private static Item item(Kind kind, String key, AgreementSummary agreement, String below) {
        return new Item(
                kind, key, List.of(agreement.number()), Optional.empty(), "/agreements/" + agreement.id() + below);
    }
}
