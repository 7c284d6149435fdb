package io.equiveil.access;

import io.equiveil.access.Decision.ClauseOutcome;
import io.equiveil.access.Decision.Obligation;
import io.equiveil.access.Decision.Verdict;
import io.equiveil.access.spi.FactSource;
import io.equiveil.access.spi.MatterStages;
import io.equiveil.access.spi.Relations;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.DecisionId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides clause by clause: every clause is asked, none is passed over because another has already said no.
///
/// The order of reading carries the promise "order decides": epochs first, then the policy, then all facts. Whatever
/// changes after the epochs were read raises one of them, and the release is then not recorded.
class ClauseByClause implements AccessDecisions {

    private static final Logger LOG = LoggerFactory.getLogger(ClauseByClause.class);

    private final Function<Set<Scope>, Map<Scope, Long>> epochs;
    private final StandingPolicy policies;
    private final Supplier<List<FactSource>> sources;
    private final Supplier<List<Relations>> relations;
    private final Supplier<List<MatterStages>> stages;
    private final ReadingRate machineReads = new ReadingRate();

    ClauseByClause(
            Function<Set<Scope>, Map<Scope, Long>> epochs,
            StandingPolicy policies,
            Supplier<List<FactSource>> sources,
            Supplier<List<Relations>> relations,
            Supplier<List<MatterStages>> stages) {
        this.epochs = epochs;
        this.policies = policies;
        this.sources = sources;
        this.relations = relations;
        this.stages = stages;
    }

    @Override
    public Decision decide(Question question) {
        DecisionId id = DecisionId.random();
        Map<Scope, Long> epochs = this.epochs.apply(scopes(question));
        Optional<StandingPolicy.Adopted> adopted = policies.current();
        if (adopted.isEmpty()) {
            return new Decision(id, 0, epochs, noPolicy(question));
        }
        StandingPolicy.Adopted policy = adopted.get();
        Map<Address, Verdict> verdicts = switch (question.who()) {
            case Requester.Machine machine -> machineVerdicts(machine, question);
            case Requester.SignedIn _, Requester.Anonymous _ -> personVerdicts(policy.policy(), question);
        };
        return new Decision(id, policy.version(), epochs, verdicts);
    }

    /// Everything whose change must undo this decision: the firm's policy, the asker, the matter, every
    /// owner, and the subjects that the asker acts for.
    static Set<Scope> scopes(Question question) {
        Set<Scope> scopes = new HashSet<>();
        scopes.add(Scope.FIRM);
        question.matter().map(Scope::of).ifPresent(scopes::add);
        question.what().forEach(address -> scopes.add(address.owner().scope()));
        if (question.who() instanceof Requester.SignedIn person) {
            scopes.add(Scope.of(person.person()));
            person.actsFor().forEach(subject -> scopes.add(Scope.of(subject)));
        }
        return scopes;
    }

    private static Map<Address, Verdict> noPolicy(Question question) {
        Verdict no = new Verdict.Deny(List.of(
                new ClauseOutcome(Clause.CLASS_AND_STAGE, Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER)));
        return question.what().stream().distinct().collect(Collectors.toMap(address -> address, _ -> no));
    }

    private Map<Address, Verdict> machineVerdicts(Requester.Machine machine, Question question) {
        SystemReader reader = SystemReader.of(machine.principal());
        List<Address> what = question.what().stream().distinct().toList();
        boolean purposeFits = reader.purposes().contains(question.purpose());
        int covered = (int) what.stream()
                .filter(address -> purposeFits && reader.covers(address, question.form()))
                .count();
        int left = machineReads.take(machine.principal(), covered, reader.perMinute(), question.at());
        Map<Address, Verdict> verdicts = new LinkedHashMap<>();
        for (Address address : what) {
            if (!reader.covers(address, question.form())) {
                verdicts.put(address, no(Reason.NO_RULE_ALLOWS, Remedy.NONE));
            } else if (!purposeFits) {
                verdicts.put(address, no(Reason.PURPOSE_NOT_ALLOWED, Remedy.NONE));
            } else if (left == 0) {
                verdicts.put(address, no(Reason.TOO_MANY_READS, Remedy.NONE));
            } else {
                left--;
                verdicts.put(
                        address, new Verdict.Permit(reader.rule().value(), Set.of(), Set.of(), Set.of(), Set.of()));
            }
        }
        return verdicts;
    }

    private static Verdict no(Reason reason, Remedy remedy) {
        return new Verdict.Deny(List.of(new ClauseOutcome(Clause.CLASS_AND_STAGE, reason, remedy)));
    }

    private Map<Address, Verdict> personVerdicts(Policy policy, Question question) {
        Facts facts = facts(question);
        Map<Clause, ClauseState> states = new EnumMap<>(Clause.class);
        policies.standings().forEach(standing -> states.put(standing.clause(), standing.at(question.at())));
        Map<Address, Set<Relation>> relations = relations(question);
        Stages stages = new Stages();
        Map<Address, Verdict> verdicts = new LinkedHashMap<>();
        for (Address address : question.what()) {
            verdicts.computeIfAbsent(
                    address,
                    _ -> verdict(
                            policy,
                            question,
                            address,
                            relations.getOrDefault(address, Set.of()),
                            stages.of(question, address),
                            facts,
                            states));
        }
        return verdicts;
    }

    /// The first rule under which every clause is content; otherwise the no of the rule that came nearest.
    private static Verdict verdict(
            Policy policy,
            Question question,
            Address address,
            Set<Relation> relations,
            Optional<MatterStage> stage,
            Facts facts,
            Map<Clause, ClauseState> states) {
        RuleSearch search = new RuleSearch(policy, question, address, relations, stage);
        List<PolicyRule> matching = search.matching();
        if (matching.isEmpty()) {
            return new Verdict.Deny(
                    new Judgement(question, address, relations, Optional.empty(), search.why(), facts, states)
                            .refused());
        }
        List<Judgement> judgements = matching.stream()
                .map(rule ->
                        new Judgement(question, address, relations, Optional.of(rule), Optional.empty(), facts, states))
                .toList();
        return judgements.stream()
                .filter(judgement -> judgement.refused().isEmpty())
                .findFirst()
                .<Verdict>map(Judgement::permit)
                .orElseGet(() -> new Verdict.Deny(judgements.stream()
                        .min(Comparator.comparingInt(
                                judgement -> judgement.refused().size()))
                        .orElseThrow()
                        .refused()));
    }

    /// What one rule, or the lack of one, comes to.
    private static final class Judgement {

        private final List<ClauseOutcome> refused = new ArrayList<>();
        private final Set<ClauseOutcome> observed = new LinkedHashSet<>();
        private final Set<Clause> notYet = EnumSet.noneOf(Clause.class);
        private final Set<Clause> underGrace = EnumSet.noneOf(Clause.class);
        private final Optional<PolicyRule> rule;

        Judgement(
                Question question,
                Address address,
                Set<Relation> relations,
                Optional<PolicyRule> rule,
                Optional<ClauseOutcome> noRule,
                Facts facts,
                Map<Clause, ClauseState> states) {
            this.rule = rule;
            for (Clause clause : Clause.values()) {
                if (rule.map(PolicyRule::exempt).orElse(Set.of()).contains(clause)) {
                    continue;
                }
                ClauseState state = states.getOrDefault(clause, ClauseState.IN_FORCE);
                if (state == ClauseState.NOT_YET) {
                    notYet.add(clause);
                    continue;
                }
                List<ClauseOutcome> outcomes = switch (clause) {
                    case ASSIGNMENT -> assignment(question, address, relations, facts);
                    case CLASS_AND_STAGE -> classAndStage(address, noRule, facts);
                    case AUTHENTICATED_SESSION -> session(question, address, facts);
                    case AGREEMENT_IN_FORCE,
                            OWN_AGREEMENT,
                            LEGAL_BASIS,
                            TRAINING,
                            PARTNER_STATUS,
                            JURISDICTION,
                            DEVICE_AND_NETWORK -> facts.against(clause, address);
                };
                if (outcomes.isEmpty() && facts.isUnderGrace(clause, address)) {
                    underGrace.add(clause);
                }
                if (state == ClauseState.OBSERVED) {
                    observed.addAll(outcomes);
                } else {
                    refused.addAll(outcomes);
                }
            }
        }

        List<ClauseOutcome> refused() {
            return List.copyOf(refused);
        }

        Verdict.Permit permit() {
            PolicyRule by = rule.orElseThrow();
            Set<Obligation> obligations = by.obligations();
            return new Verdict.Permit(
                    by.id().value(), obligations, Set.copyOf(observed), Set.copyOf(notYet), Set.copyOf(underGrace));
        }

        /// The session's source must hold, and the requester itself must be somebody with two factors.
        private static List<ClauseOutcome> session(Question question, Address address, Facts facts) {
            return switch (question.who()) {
                case Requester.SignedIn person
                when person.factors() < 2 ->
                    plus(
                            facts.failures(Clause.AUTHENTICATED_SESSION, address),
                            new ClauseOutcome(
                                    Clause.AUTHENTICATED_SESSION,
                                    Reason.SECOND_FACTOR_MISSING,
                                    Remedy.CONFIRM_IDENTITY));
                case Requester.SignedIn _ -> facts.against(Clause.AUTHENTICATED_SESSION, address);
                case Requester.Anonymous _, Requester.Machine _ ->
                    List.of(new ClauseOutcome(Clause.AUTHENTICATED_SESSION, Reason.NOT_SIGNED_IN, Remedy.SIGN_IN));
            };
        }

        /// Somebody must know of a relation, nobody may object, and a matter's own values are asked for
        /// in that matter.
        private static List<ClauseOutcome> assignment(
                Question question, Address address, Set<Relation> relations, Facts facts) {
            List<ClauseOutcome> objections = facts.objections(Clause.ASSIGNMENT, address);
            boolean elsewhere = address.owner() instanceof Owner.OfMatter(MatterId owner)
                    && question.matter().filter(asked -> !asked.equals(owner)).isPresent();
            return relations.isEmpty() || elsewhere
                    ? plus(
                            objections,
                            new ClauseOutcome(Clause.ASSIGNMENT, Reason.NOT_ASSIGNED, Remedy.ASK_LEAD_ADVISOR))
                    : objections;
        }

        private static List<ClauseOutcome> classAndStage(Address address, Optional<ClauseOutcome> noRule, Facts facts) {
            List<ClauseOutcome> objections = facts.objections(Clause.CLASS_AND_STAGE, address);
            return noRule.map(no -> plus(objections, no)).orElse(objections);
        }

        private static List<ClauseOutcome> plus(List<ClauseOutcome> some, ClauseOutcome one) {
            List<ClauseOutcome> all = new ArrayList<>(some);
            if (!all.contains(one)) {
                all.add(one);
            }
            return all;
        }
    }

    /// Which rules match, and if none does, what is nearest to the reason.
    private record RuleSearch(
            Policy policy, Question question, Address address, Set<Relation> relations, Optional<MatterStage> stage) {

        List<PolicyRule> matching() {
            return forThisPurpose().stream().filter(this::stageFits).toList();
        }

        /// Why no rule matches.
        Optional<ClauseOutcome> why() {
            List<PolicyRule> forThisPurpose = forThisPurpose();
            if (forThisPurpose.isEmpty()) {
                return Optional.of(outcome(
                        forThisClass().isEmpty() ? Reason.NO_RULE_ALLOWS : Reason.PURPOSE_NOT_ALLOWED,
                        Remedy.ASK_COMPLIANCE_OFFICER));
            }
            if (stage.isEmpty()) {
                return Optional.of(outcome(Reason.NOT_ANSWERED, Remedy.ASK_LEAD_ADVISOR));
            }
            boolean later = forThisPurpose.stream()
                    .anyMatch(rule -> stage.get() != MatterStage.ABANDONED
                            && rule.fromStage()
                                    .filter(from -> !stage.get().hasReached(from))
                                    .isPresent());
            return Optional.of(
                    later
                            ? outcome(Reason.STAGE_NOT_REACHED, Remedy.WAIT_FOR_STAGE)
                            : outcome(Reason.STAGE_PASSED, Remedy.ASK_COMPLIANCE_OFFICER));
        }

        private static ClauseOutcome outcome(Reason reason, Remedy remedy) {
            return new ClauseOutcome(Clause.CLASS_AND_STAGE, reason, remedy);
        }

        private List<PolicyRule> forThisPurpose() {
            return forThisClass().stream()
                    .filter(rule -> rule.purposes().contains(question.purpose()))
                    .toList();
        }

        private List<PolicyRule> forThisClass() {
            Set<Role> roles = question.who() instanceof Requester.SignedIn person ? person.roles() : Set.of();
            return policy.rules().stream()
                    .filter(rule -> meet(rule.relations(), relations))
                    .filter(rule -> meet(rule.roles(), roles))
                    .filter(rule -> rule.groups().isEmpty() || rule.groups().contains(address.group()))
                    .filter(rule -> rule.records().isEmpty() || rule.records().contains(address.record()))
                    .filter(rule -> rule.classes().contains(address.informationClass()))
                    .filter(rule -> rule.forms().contains(question.form()))
                    .toList();
        }

        private boolean stageFits(PolicyRule rule) {
            if (!rule.dependsOnStage()) {
                return true;
            }
            return stage.filter(now -> now != MatterStage.ABANDONED)
                    .filter(now -> rule.fromStage().map(now::hasReached).orElse(true))
                    .filter(now ->
                            rule.untilStage().map(last -> last.hasReached(now)).orElse(true))
                    .isPresent();
        }

        private static <T> boolean meet(Collection<T> some, Collection<T> others) {
            return some.stream().anyMatch(others::contains);
        }
    }

    /// What the sources said, clause by clause and address by address.
    private static final class Facts {

        private final Map<Clause, Map<Address, Set<ClauseOutcome>>> fails = new EnumMap<>(Clause.class);
        private final Map<Clause, Set<Address>> holds = new EnumMap<>(Clause.class);
        private final Map<Clause, Set<Address>> graced = new EnumMap<>(Clause.class);
        private final Set<Clause> broken = EnumSet.noneOf(Clause.class);

        void hear(Clause clause, Address address, Fact fact) {
            switch (fact) {
                case Fact.Holds _ ->
                    holds.computeIfAbsent(clause, _ -> new HashSet<>()).add(address);
                case Fact.HoldsUnderGrace _
                when clause.canBeGraced() -> {
                    holds.computeIfAbsent(clause, _ -> new HashSet<>()).add(address);
                    graced.computeIfAbsent(clause, _ -> new HashSet<>()).add(address);
                }
                case Fact.HoldsUnderGrace _ ->
                    hear(clause, address, Fact.fails(Reason.NOT_ANSWERED, Remedy.ASK_SECURITY_OFFICER));
                case Fact.Fails(var reason, var remedy) ->
                    fails.computeIfAbsent(clause, _ -> new HashMap<>())
                            .computeIfAbsent(address, _ -> new LinkedHashSet<>())
                            .add(new ClauseOutcome(clause, reason, remedy));
                case Fact.Missing _ -> {}
            }
        }

        boolean isUnderGrace(Clause clause, Address address) {
            return graced.getOrDefault(clause, Set.of()).contains(address);
        }

        void broken(Clause clause) {
            broken.add(clause);
        }

        /// Everything that stands against an address under a clause that needs somebody to hold.
        List<ClauseOutcome> against(Clause clause, Address address) {
            List<ClauseOutcome> objections = objections(clause, address);
            if (!objections.isEmpty() || holds.getOrDefault(clause, Set.of()).contains(address)) {
                return objections;
            }
            return List.of(missing(clause));
        }

        /// Everything that sources said against an address; for clauses that do not need anybody to hold.
        List<ClauseOutcome> objections(Clause clause, Address address) {
            List<ClauseOutcome> objections = new ArrayList<>(failures(clause, address));
            if (broken.contains(clause)) {
                objections.add(new ClauseOutcome(clause, Reason.NOT_ANSWERED, Remedy.ASK_SECURITY_OFFICER));
            }
            return objections;
        }

        List<ClauseOutcome> failures(Clause clause, Address address) {
            return List.copyOf(fails.getOrDefault(clause, Map.of()).getOrDefault(address, Set.of()));
        }
    }

    /// What a clause comes to when nobody knows anything.
    static ClauseOutcome missing(Clause clause) {
        return switch (clause) {
            case AUTHENTICATED_SESSION -> new ClauseOutcome(clause, Reason.SESSION_ENDED, Remedy.SIGN_IN);
            case ASSIGNMENT -> new ClauseOutcome(clause, Reason.NOT_ASSIGNED, Remedy.ASK_LEAD_ADVISOR);
            case CLASS_AND_STAGE -> new ClauseOutcome(clause, Reason.NO_RULE_ALLOWS, Remedy.ASK_COMPLIANCE_OFFICER);
            case AGREEMENT_IN_FORCE -> new ClauseOutcome(clause, Reason.NO_AGREEMENT, Remedy.SIGN_AGREEMENT);
            case OWN_AGREEMENT -> new ClauseOutcome(clause, Reason.NO_OWN_AGREEMENT, Remedy.SIGN_OWN_AGREEMENT);
            case LEGAL_BASIS -> new ClauseOutcome(clause, Reason.NO_LEGAL_BASIS, Remedy.ASK_CLIENT_FOR_CONSENT);
            case TRAINING -> new ClauseOutcome(clause, Reason.NO_TRAINING, Remedy.TAKE_COURSE);
            case PARTNER_STATUS -> new ClauseOutcome(clause, Reason.PARTNER_NOT_APPROVED, Remedy.APPROVE_PARTNER);
            case JURISDICTION -> new ClauseOutcome(clause, Reason.WORK_LOCATION_UNKNOWN, Remedy.DECLARE_WORK_LOCATION);
            case DEVICE_AND_NETWORK -> new ClauseOutcome(clause, Reason.DEVICE_NOT_REGISTERED, Remedy.REGISTER_DEVICE);
        };
    }

    private Facts facts(Question question) {
        Facts facts = new Facts();
        for (FactSource source : sources.get()) {
            Clause clause = source.clause();
            Optional<Map<Address, Fact>> said = asked(source, () -> source.facts(question));
            if (said.isEmpty()) {
                facts.broken(clause);
            } else {
                Set<Address> asked = Set.copyOf(question.what());
                said.get().forEach((address, fact) -> {
                    if (asked.contains(address)) {
                        facts.hear(clause, address, fact);
                    }
                });
            }
        }
        return facts;
    }

    private Map<Address, Set<Relation>> relations(Question question) {
        Map<Address, Set<Relation>> known = new HashMap<>();
        if (question.who() instanceof Requester.SignedIn person) {
            for (Address address : question.what()) {
                known.computeIfAbsent(address, _ -> EnumSet.noneOf(Relation.class))
                        .addAll(ownRelations(person, address));
            }
        }
        for (Relations source : relations.get()) {
            asked(source, () -> source.relations(question))
                    .orElse(Map.of())
                    .forEach((address, more) -> known.computeIfAbsent(address, _ -> EnumSet.noneOf(Relation.class))
                            .addAll(more));
        }
        return known;
    }

    /// Relations that follow from the requester alone.
    private static Set<Relation> ownRelations(Requester.SignedIn person, Address address) {
        Set<Relation> own = EnumSet.noneOf(Relation.class);
        if (address.owner() instanceof Owner.OfSubject(var subject)
                && person.actsFor().contains(subject)) {
            own.add(Relation.SELF);
        }
        if (person.oversees(address.owner())) {
            own.add(Relation.OVERSIGHT);
        }
        return own;
    }

    /// Stages of the matters of one question, each asked for once. A matter's own values go by that matter,
    /// whatever matter is named.
    private final class Stages {

        private final Map<MatterId, Optional<MatterStage>> known = new HashMap<>();

        Optional<MatterStage> of(Question question, Address address) {
            Optional<MatterId> matter = switch (address.owner()) {
                case Owner.OfMatter(var owner) -> Optional.of(owner);
                case Owner.OfSubject _ -> question.matter();
            };
            return matter.flatMap(this::of);
        }

        private Optional<MatterStage> of(MatterId matter) {
            Optional<MatterStage> stage = known.get(matter);
            if (stage == null) {
                stage = stages.get().stream()
                        .map(source ->
                                asked(source, () -> source.stageOf(matter)).flatMap(answer -> answer))
                        .flatMap(Optional::stream)
                        .findFirst();
                known.put(matter, stage);
            }
            return stage;
        }
    }

    /// Asks a source; what it throws is logged by the names of the classes only, for its text may hold anything.
    private static <T> Optional<T> asked(Object source, Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (RuntimeException e) {
            LOG.warn(
                    "source {} gave no answer: {}",
                    source.getClass().getName(),
                    e.getClass().getName());
            return Optional.empty();
        }
    }
}
