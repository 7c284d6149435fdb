package io.equiveil.feedback;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// On 今日 of those who answer cases: each that waits for them, with its last day; red once that has passed.
@Component
class CaseWork implements Worklist {

    private static final int MOST = 20;

    private final CaseReadings cases;
    private final Clock clock;

    CaseWork(CaseReadings cases, Clock clock) {
        this.cases = cases;
        this.clock = clock;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        return cases.waitingFor(person).stream()
                .limit(MOST)
                .map(one -> new Item(
                        one.lateAt(clock.instant()) ? Kind.RED : Kind.REPLY,
                        "feedback.work.answer",
                        List.of(Long.toString(one.number()), Item.word("feedback.kind." + one.kind())),
                        Optional.of(one.due()),
                        "/cases/" + one.id()))
                .toList();
    }
}
