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

/// On 今日 of owner and administrator: the certificate ends soon, or has ended; an order for one waits for its record,
/// or came to nothing.
@Component
class CertificateWork implements Worklist {

    private static final Duration AHEAD = Duration.ofDays(30);

    private final CertificateDesk desk;
    private final AcmeDesk orders;
    private final Clock clock;

    CertificateWork(CertificateDesk desk, AcmeDesk orders, Clock clock) {
        this.desk = desk;
        this.orders = orders;
        this.clock = clock;
    }

    @Override
    public List<Item> itemsFor(Requester.SignedIn person) {
        if (!person.has(Role.OWNER) && !person.has(Role.ADMINISTRATOR)) {
            return List.of();
        }
        AcmeStanding order = orders.standing();
        Optional<Instant> end = desk.standing().kept().map(CertificateStanding.Uploaded::notAfter);
        return switch (order.stage()) {
            case RECORD -> List.of(ordered(Kind.DUE, order.renews() ? "renewal" : "record", end));
            case FAILED -> List.of(ordered(Kind.RED, "failed", end));
            case IDLE, ORDERING, CHECKING -> ending(end, order.renewsAt().isPresent());
        };
    }

    private static Item ordered(Kind kind, String word, Optional<Instant> end) {
        return new Item(kind, "setup.work.acme." + word, List.of(), end, "/set-up/address/order");
    }

    /// @param byItself whether the server orders the next one itself
    private List<Item> ending(Optional<Instant> end, boolean byItself) {
        Instant now = clock.instant();
        return end.filter(at -> at.isBefore(byItself ? now : now.plus(AHEAD))).stream()
                .map(at -> new Item(
                        at.isBefore(now) ? Kind.RED : Kind.DUE,
                        at.isBefore(now) ? "setup.work.certificate.ended" : "setup.work.certificate",
                        List.of(),
                        Optional.of(at),
                        "/set-up/address"))
                .toList();
    }
}
