package io.equiveil.approvals;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// On 今日 of a deputy: what has waited too long for those who should decide it.
@Component
class DeputyWork implements Worklist {

    private final Approvals approvals;
    private final Deputies deputies;

    DeputyWork(Approvals approvals, Deputies deputies) {
        this.approvals = approvals;
        this.deputies = deputies;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        if (deputies.heldBy(person).isEmpty()) {
            return List.of();
        }
        List<Listed> passed = approvals.asDeputy(person);
        return passed.isEmpty()
                ? List.of()
                : List.of(new Item(
                        Kind.TO_APPROVE,
                        "approvals.work.deputy",
                        List.of(Integer.toString(passed.size())),
                        passed.stream()
                                .flatMap(line -> line.waiting().until().stream())
                                .min(Instant::compareTo),
                        "/approvals?filter=OVERDUE"));
    }
}
