package io.equiveil.access;

import io.equiveil.access.spi.FactSource;
import io.equiveil.access.spi.MatterStages;
import io.equiveil.access.spi.Relations;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.AuditScope;
import io.equiveil.kernel.DeviceId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SessionId;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A question to the gate with everything that is known around it; begins as an advisor who asks for the telephone
/// number of a client in their charge, with every condition met.
final class AQuestion {

    static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

    final SubjectId subject = SubjectId.random();
    final MatterId matter = MatterId.random();

    private Requester who = person(Set.of(Role.ADVISOR), Set.of(), 2);
    private boolean ownedByMatter;
    private RetentionGroup group = RetentionGroup.RELATION;
    private RecordType record = new RecordType("clients.person");
    private InformationClass informationClass = InformationClass.CONTACT;
    private Question.Form form = Question.Form.VALUE;
    private Purpose purpose = Purpose.CONTACT;
    private boolean inMatter = true;
    private Optional<MatterStage> stage = Optional.of(MatterStage.ENGAGED);
    private Set<Relation> relations = Set.of(Relation.IN_CHARGE);
    private final Map<Clause, List<Answer>> answers = new EnumMap<>(Clause.class);
    private final Map<Clause, ClauseState> states = new EnumMap<>(Clause.class);
    private Policy policy = shippedPolicy();

    /// What one source says.
    sealed interface Answer {
        record Says(Fact fact) implements Answer {}

        record LeavesOut() implements Answer {}

        record Throws() implements Answer {}
    }

    AQuestion() {
        for (Clause clause : Clause.values()) {
            boolean answeredInside = clause == Clause.ASSIGNMENT || clause == Clause.CLASS_AND_STAGE;
            answers.put(clause, answeredInside ? List.of() : List.of(new Answer.Says(Fact.holds())));
            states.put(clause, ClauseState.IN_FORCE);
        }
    }

    static Policy shippedPolicy() {
        return ((Policy.Read.Sound) Policy.read(PolicyText.shipped())).policy();
    }

    static Requester.SignedIn person(Set<Role> roles, Set<SubjectId> actsFor, int factors) {
        return new Requester.SignedIn(
                PersonId.random(),
                SessionId.random(),
                roles,
                actsFor,
                Optional.empty(),
                factors,
                NOW,
                Optional.of(DeviceId.random()),
                "192.0.2.7",
                roles.contains(Role.AUDITOR)
                        ? Optional.of(new AuditScope(Instant.EPOCH, Instant.MAX, Instant.MAX, Set.of()))
                        : Optional.empty());
    }

    AQuestion by(Requester requester) {
        who = requester;
        return this;
    }

    AQuestion by(Role... roles) {
        return by(person(Set.of(roles), Set.of(), 2));
    }

    AQuestion bySelf() {
        return by(person(Set.of(Role.CLIENT), Set.of(subject), 2)).related();
    }

    AQuestion related(Relation... how) {
        relations = Set.of(how);
        return this;
    }

    AQuestion forA(InformationClass kind, Question.Form as, Purpose why) {
        informationClass = kind;
        form = as;
        purpose = why;
        return this;
    }

    AQuestion inGroup(RetentionGroup which) {
        group = which;
        return this;
    }

    AQuestion of(RecordType type) {
        record = type;
        return this;
    }

    AQuestion ownedByTheMatter() {
        ownedByMatter = true;
        return this;
    }

    AQuestion outsideAnyMatter() {
        inMatter = false;
        return this;
    }

    AQuestion at(MatterStage reached) {
        stage = Optional.of(reached);
        return this;
    }

    AQuestion atNoKnownStage() {
        stage = Optional.empty();
        return this;
    }

    AQuestion answered(Clause clause, Answer... by) {
        answers.put(clause, List.of(by));
        return this;
    }

    AQuestion failing(Clause clause, Reason reason, Remedy remedy) {
        return answered(clause, new Answer.Says(Fact.fails(reason, remedy)));
    }

    AQuestion unanswered(Clause clause) {
        return answered(clause);
    }

    AQuestion standing(Clause clause, ClauseState state) {
        states.put(clause, state);
        return this;
    }

    AQuestion under(Policy other) {
        policy = other;
        return this;
    }

    Address address() {
        Owner owner = ownedByMatter ? Owner.of(matter) : Owner.of(subject);
        return new Address(owner, group, record, new UUID(1, 1), informationClass);
    }

    Question question() {
        return new Question(
                who, List.of(address()), form, purpose, inMatter ? Optional.of(matter) : Optional.empty(), NOW);
    }

    Decision decide() {
        return decisions().decide(question());
    }

    Decision.Verdict verdict() {
        return Objects.requireNonNull(decide().verdicts().get(address()));
    }

    AccessDecisions decisions() {
        List<FactSource> sources = new ArrayList<>();
        answers.forEach((clause, several) -> several.forEach(answer -> sources.add(source(clause, answer))));
        Relations known = question -> Map.of(question.what().getFirst(), relations);
        MatterStages stages = asked -> asked.equals(matter) ? stage : Optional.empty();
        return new ClauseByClause(
                scopes -> {
                    Map<io.equiveil.kernel.Scope, Long> epochs = new HashMap<>();
                    scopes.forEach(scope -> epochs.put(scope, 0L));
                    return epochs;
                },
                standingPolicy(),
                () -> sources,
                () -> List.of(known),
                () -> List.of(stages));
    }

    private StandingPolicy standingPolicy() {
        return new StandingPolicy() {
            @Override
            public Optional<Adopted> current() {
                return Optional.of(new Adopted(7, policy, "", Optional.empty(), Optional.empty(), NOW));
            }

            @Override
            public List<ClauseStanding> standings() {
                return states.entrySet().stream()
                        .map(entry -> new ClauseStanding(
                                entry.getKey(),
                                entry.getValue(),
                                Optional.of(NOW.plusSeconds(60)),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                "",
                                true))
                        .toList();
            }
        };
    }

    private static FactSource source(Clause clause, Answer answer) {
        return new FactSource() {
            @Override
            public Clause clause() {
                return clause;
            }

            @Override
            public Map<Address, Fact> facts(Question question) {
                return switch (answer) {
                    case Answer.Says(var fact) -> Map.of(question.what().getFirst(), fact);
                    case Answer.LeavesOut _ -> Map.of();
                    case Answer.Throws _ -> throw new IllegalStateException("13800138000 must not reach a log");
                };
            }
        };
    }

    // Read by the naive formulation.

    Requester who() {
        return who;
    }

    Set<Relation> relations() {
        return relations;
    }

    Optional<MatterStage> stage() {
        return stage;
    }

    Policy policy() {
        return policy;
    }

    List<Answer> answers(Clause clause) {
        return Objects.requireNonNull(answers.get(clause));
    }

    ClauseState state(Clause clause) {
        return Objects.requireNonNull(states.get(clause));
    }
}
