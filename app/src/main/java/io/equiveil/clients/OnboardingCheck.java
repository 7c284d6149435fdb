package io.equiveil.clients;

import io.equiveil.consent.Consents;
import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import io.equiveil.vault.Sealer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Measure D.1: of the latest two hundred files, every section that was given is sealed and came after a notice; no
/// first contact is kept longer than it may be; nobody has touched an assignment.
@Component
class OnboardingCheck implements ControlCheck {

    private static final int SAMPLE = 200;

    // The clock runs every hour; a day late means that it does not run.
    private static final Duration LATE = Duration.ofDays(1);

    private final ClientRepository files;
    private final Assignments assignments;
    private final Consents consents;
    private final Sealer sealer;
    private final Clock clock;

    OnboardingCheck(ClientRepository files, Assignments assignments, Consents consents, Sealer sealer, Clock clock) {
        this.files = files;
        this.assignments = assignments;
        this.consents = consents;
        this.sealer = sealer;
        this.clock = clock;
    }

    @Override
    public ControlId control() {
        return new ControlId("D.1");
    }

    @Override
    public Outcome check() {
        Instant now = clock.instant();
        long overdue = files.leadsOverdue(now.minus(LATE));
        if (overdue > 0) {
            return new Outcome.Fails("/clients", "clients.control.onboarding.overdue", overdue);
        }
        long touched = assignments.touched(SAMPLE);
        if (touched > 0) {
            return new Outcome.Fails("/clients", "clients.control.onboarding.touched", touched);
        }
        List<ClientFile> sample = files.page(now.plusSeconds(1), SAMPLE);
        if (sample.isEmpty()) {
            return new Outcome.Unknown("clients.control.onboarding.none");
        }
        long unsealed = sample.stream()
                .filter(file -> file.state() == ClientState.CLIENT)
                .filter(file ->
                        file.given().stream().anyMatch(section -> !sealer.holds(section.addressOf(file.subject()))))
                .count();
        if (unsealed > 0) {
            return new Outcome.Fails("/clients", "clients.control.onboarding.unsealed", unsealed);
        }
        long untold = sample.stream()
                .filter(file -> !file.given().isEmpty())
                .filter(file -> consents.servedTo(file.subject()).isEmpty())
                .count();
        return untold > 0
                ? new Outcome.Fails("/clients", "clients.control.onboarding.untold", untold)
                : new Outcome.Holds("clients.control.onboarding.holds", sample.size());
    }
}
