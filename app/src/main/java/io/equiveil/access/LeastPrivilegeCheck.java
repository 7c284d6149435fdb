package io.equiveil.access;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.AuditScope;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SessionId;
import io.equiveil.kernel.SubjectId;
import io.equiveil.kernel.SystemPrincipal;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Measure 3.1 on live data: the policy and the standing of every clause are what two people decided, and
/// questions that must be refused are refused. The probes ask the decision about somebody who does not exist
/// and open nothing.
@Component
class LeastPrivilegeCheck implements ControlCheck {

    private static final String REPAIR = "/policy";

    private final StandingPolicy policies;
    private final AccessDecisions decisions;
    private final Clock clock;

    LeastPrivilegeCheck(StandingPolicy policies, AccessDecisions decisions, Clock clock) {
        this.policies = policies;
        this.decisions = decisions;
        this.clock = clock;
    }

    @Override
    public ControlId control() {
        return new ControlId("3.1");
    }

    @Override
    public Outcome check() {
        Optional<StandingPolicy.Adopted> policy = policies.current();
        if (policy.isEmpty()) {
            return new Outcome.Fails(REPAIR, "access.control.no-policy");
        }
        Optional<ClauseStanding> broken = policies.standings().stream()
                .filter(standing -> !standing.genuine())
                .findFirst();
        if (broken.isPresent()) {
            return new Outcome.Fails(
                    REPAIR, "access.control.clause", broken.get().clause().name());
        }
        Optional<Role> let = openDoor();
        return let.isPresent()
                ? new Outcome.Fails(
                        REPAIR, "access.control.open-door", let.get().name())
                : new Outcome.Holds(
                        "access.control.holds",
                        policy.get().version(),
                        policy.get().policy().rules().size());
    }

    /// A role in which somebody who is assigned to nothing would be let in to a stranger's identity number.
    private Optional<Role> openDoor() {
        Address somebodys = new Address(
                Owner.of(SubjectId.random()),
                RetentionGroup.IDENTITY,
                new RecordType("access.probe"),
                UUID.randomUUID(),
                InformationClass.IDENTITY_DOCUMENT);
        if (permits(new Requester.Anonymous("probe"), somebodys)
                || permits(new Requester.Machine(SystemPrincipal.HOUSEKEEPER), somebodys)) {
            return Optional.of(Role.CLIENT);
        }
        return Arrays.stream(Role.values())
                .filter(role -> permits(nobody(role), somebodys))
                .findFirst();
    }

    private boolean permits(Requester who, Address what) {
        return Arrays.stream(Purpose.values())
                .anyMatch(purpose -> decisions
                        .decide(new Question(
                                who, List.of(what), Question.Form.VALUE, purpose, Optional.empty(), clock.instant()))
                        .verdicts()
                        .values()
                        .stream()
                        .anyMatch(Decision.Verdict.Permit.class::isInstance));
    }

    private Requester.SignedIn nobody(Role role) {
        return new Requester.SignedIn(
                PersonId.random(),
                SessionId.random(),
                Set.of(role),
                Set.of(),
                Optional.empty(),
                2,
                clock.instant(),
                Optional.empty(),
                "probe",
                role == Role.AUDITOR
                        ? Optional.of(new AuditScope(Instant.EPOCH, Instant.MAX, Instant.MAX, Set.of()))
                        : Optional.empty());
    }
}
