package io.equiveil.access.rest;

import io.equiveil.access.Clause;
import io.equiveil.access.ClauseStanding;
import io.equiveil.access.ClauseState;
import io.equiveil.access.Policies;
import io.equiveil.access.Policies.Decided;
import io.equiveil.access.Policies.DecisionFault;
import io.equiveil.access.Policies.Proposed;
import io.equiveil.access.PolicyFault;
import io.equiveil.access.PolicyRule;
import io.equiveil.access.Proposal;
import io.equiveil.access.ProposalId;
import io.equiveil.access.SystemReader;
import io.equiveil.frame.AllowedTo;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The policy for programs: the same as the page.
@RestController
@RequestMapping("/api/access")
class PolicyRestController {

    private final Policies policies;
    private final Clock clock;

    PolicyRestController(Policies policies, Clock clock) {
        this.policies = policies;
        this.clock = clock;
    }

    /// @param rules in their order, which decides among several that match
    record PolicyView(
            long version,
            Instant since,
            @Nullable UUID proposedBy,
            @Nullable UUID approvedBy,
            List<RuleView> rules) {}

    record RuleView(
            String id,
            Set<String> relations,
            Set<String> roles,
            Set<String> groups,
            Set<String> records,
            Set<String> classes,
            Set<String> purposes,
            Set<String> forms,
            @Nullable String fromStage,
            @Nullable String untilStage,
            Set<String> exempt,
            Set<String> obligations,
            String note) {

        static RuleView of(PolicyRule rule) {
            return new RuleView(
                    rule.id().value(),
                    names(rule.relations()),
                    names(rule.roles()),
                    names(rule.groups()),
                    rule.records().stream().map(RecordType::name).collect(Collectors.toCollection(TreeSet::new)),
                    names(rule.classes()),
                    names(rule.purposes()),
                    names(rule.forms()),
                    rule.fromStage().map(Enum::name).orElse(null),
                    rule.untilStage().map(Enum::name).orElse(null),
                    names(rule.exempt()),
                    names(rule.obligations()),
                    rule.note());
        }
    }

    /// @param state   as decided
    /// @param now     as it counts at this moment
    /// @param genuine whether the record of it can be verified
    record ClauseView(
            Clause clause,
            ClauseState state,
            ClauseState now,
            @Nullable Instant until,
            @Nullable UUID decidedBy,
            @Nullable UUID secondedBy,
            @Nullable Instant decidedAt,
            boolean canBeRelaxed,
            boolean genuine) {}

    /// @param rooms rooms whose records it may read
    record ReaderView(
            String reader,
            Set<String> rooms,
            Set<String> classes,
            Set<String> purposes,
            Set<String> forms,
            int perMinute) {}

    record ProposalView(
            UUID id,
            @Nullable Clause clause,
            @Nullable ClauseState state,
            @Nullable Instant until,
            @Nullable List<String> added,
            @Nullable List<String> changed,
            @Nullable List<String> removed,
            String reason,
            UUID proposedBy,
            Instant proposedAt) {}

    /// @param until end of 观察 or 尚未启用 (excluded)
    record ClauseProposal(
            @NotNull Clause clause,
            @NotNull ClauseState state,
            @Nullable Instant until,
            @NotNull @Size(max = 1_000) String reason) {}

    record RulesProposal(
            @NotNull @Size(max = 200_000) String document,
            @NotNull @Size(max = 1_000) String reason) {}

    record Created(UUID id) {}

    @GetMapping("/policy")
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.AUDITOR})
    PolicyView policy() {
        return policies.current()
                .map(policy -> new PolicyView(
                        policy.version(),
                        policy.since(),
                        policy.proposedBy().map(person -> person.value()).orElse(null),
                        policy.approvedBy().map(person -> person.value()).orElse(null),
                        policy.rules().stream().map(RuleView::of).toList()))
                .orElseThrow(() -> problem(HttpStatus.SERVICE_UNAVAILABLE, "policy-not-genuine", null));
    }

    @GetMapping("/clauses")
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.AUDITOR})
    List<ClauseView> clauses() {
        return policies.standings().stream().map(this::view).toList();
    }

    private ClauseView view(ClauseStanding standing) {
        return new ClauseView(
                standing.clause(),
                standing.state(),
                standing.at(clock.instant()),
                standing.until().orElse(null),
                standing.decidedBy().map(person -> person.value()).orElse(null),
                standing.secondedBy().map(person -> person.value()).orElse(null),
                standing.decidedAt().orElse(null),
                standing.clause().canBeRelaxed(),
                standing.genuine());
    }

    @GetMapping("/system-readers")
    @AllowedTo({Role.OWNER, Role.ADMINISTRATOR, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.AUDITOR})
    List<ReaderView> systemReaders() {
        return policies.systemReaders().entrySet().stream()
                .map(entry -> view(entry.getKey().name(), entry.getValue()))
                .toList();
    }

    private static ReaderView view(String name, SystemReader reader) {
        return new ReaderView(
                name,
                new TreeSet<>(reader.rooms()),
                names(reader.classes()),
                names(reader.purposes()),
                names(reader.forms()),
                reader.perMinute());
    }

    @GetMapping("/proposals")
    @AllowedTo({Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER})
    List<ProposalView> proposals() {
        return policies.open().stream().map(PolicyRestController::view).toList();
    }

    private static ProposalView view(Proposal proposal) {
        return switch (proposal.change()) {
            case Proposal.Change.OfClause(var clause, var state, var until) ->
                new ProposalView(
                        proposal.id().value(),
                        clause,
                        state,
                        until.orElse(null),
                        null,
                        null,
                        null,
                        proposal.reason(),
                        proposal.proposedBy().value(),
                        proposal.proposedAt());
            case Proposal.Change.OfRules rules ->
                new ProposalView(
                        proposal.id().value(),
                        null,
                        null,
                        null,
                        rules.added(),
                        rules.changed(),
                        rules.removed(),
                        proposal.reason(),
                        proposal.proposedBy().value(),
                        proposal.proposedAt());
        };
    }

    @PostMapping("/clause-proposals")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER},
            stepUp = true)
    ResponseEntity<Created> proposeClause(Requester.SignedIn who, @Valid @RequestBody ClauseProposal proposal) {
        return created(policies.propose(
                who, proposal.clause(), proposal.state(), Optional.ofNullable(proposal.until()), proposal.reason()));
    }

    @PostMapping("/rules-proposals")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER},
            stepUp = true)
    ResponseEntity<Created> proposeRules(Requester.SignedIn who, @Valid @RequestBody RulesProposal proposal) {
        return created(policies.proposeRules(who, proposal.document(), proposal.reason()));
    }

    private static ResponseEntity<Created> created(Proposed proposed) {
        return switch (proposed) {
            case Proposed.Waiting(var id) ->
                ResponseEntity.status(HttpStatus.CREATED).body(new Created(id.value()));
            case Proposed.Refused(var fault) ->
                throw problem(HttpStatus.UNPROCESSABLE_CONTENT, "proposal-refused", fault.name());
            case Proposed.Faulty(var faults) ->
                throw problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "policy-faulty",
                        faults.stream().map(PolicyRestController::said).toList());
        };
    }

    private static String said(PolicyFault fault) {
        return fault.where().isEmpty() ? fault.kind().name() : fault.kind() + " " + fault.where();
    }

    @PostMapping("/proposals/{proposal}/approval")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER},
            stepUp = true)
    ResponseEntity<Void> approve(Requester.SignedIn who, @PathVariable UUID proposal) {
        return decided(policies.approve(who, new ProposalId(proposal)));
    }

    @PostMapping("/proposals/{proposal}/rejection")
    @AllowedTo(
            value = {Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER},
            stepUp = true)
    ResponseEntity<Void> reject(Requester.SignedIn who, @PathVariable UUID proposal) {
        return decided(policies.reject(who, new ProposalId(proposal)));
    }

    private static ResponseEntity<Void> decided(Decided decided) {
        return switch (decided) {
            case Decided.Done _ -> ResponseEntity.noContent().build();
            case Decided.Refused refused -> throw problem(refused.fault());
        };
    }

    private static ErrorResponseException problem(DecisionFault fault) {
        return switch (fault) {
            case UNKNOWN -> problem(HttpStatus.NOT_FOUND, "unknown-proposal", fault.name());
            case NOT_ENTITLED, SAME_PERSON -> problem(HttpStatus.FORBIDDEN, "decision-refused", fault.name());
            case ALREADY_DECIDED, NOT_GENUINE, OUT_OF_DATE ->
                problem(HttpStatus.CONFLICT, "decision-refused", fault.name());
        };
    }

    private static Set<String> names(Set<? extends Enum<?>> some) {
        return some.stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static ErrorResponseException problem(HttpStatus status, String name, @Nullable Object reason) {
        ProblemDetail detail = ProblemDetail.forStatus(status);
        detail.setType(URI.create("urn:equiveil:problem:" + name));
        if (reason != null) {
            detail.setProperty("reason", reason);
        }
        return new ErrorResponseException(status, detail, null);
    }
}
