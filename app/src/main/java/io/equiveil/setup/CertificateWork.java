package io.equiveil.setup;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// On 今日 of owner and administrator: the uploaded certificate ends soon, or has ended.
@Component
class CertificateWork implements Worklist {

    private static final Duration AHEAD = Duration.ofDays(30);

    private final CertificateDesk desk;
    private final Clock clock;

    CertificateWork(CertificateDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        if (!person.has(Role.OWNER) && !person.has(Role.ADMINISTRATOR)) {
            return List.of();
        }
        Instant now = clock.instant();
        return desk.standing().kept().stream()
                .filter(kept -> kept.notAfter().isBefore(now.plus(AHEAD)))
                .map(kept -> new Item(
                        kept.notAfter().isBefore(now) ? Kind.RED : Kind.DUE,
                        kept.notAfter().isBefore(now) ? "setup.work.certificate.ended" : "setup.work.certificate",
                        List.of(),
                        Optional.of(kept.notAfter()),
                        "/set-up/address"))
                .toList();
    }
}
