package io.equiveil.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.access.AQuestion.Answer;
import io.equiveil.access.Decision.Verdict;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.RuleId;
import io.equiveil.kernel.SubjectId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The decision against a second, naive formulation of the same rule, over random worlds.
class TwoFormulationsTests {

    private static final int WORLDS = Integer.getInteger("equiveil.worlds", 40_000);
    private static final int MANY_WORLDS = Integer.getInteger("equiveil.soak.worlds", 1_000_000);

    private static final List<RecordType> TYPES = List.of(
            new RecordType("clients.person"), new RecordType("nda.agreement"), new RecordType("dataroom.document"));

    @Test
    void theDecisionAndTheNaiveRuleAgreeInEveryWorld() {
        agree(WORLDS);
    }

    @Test
    @Tag("soak")
    void theyAgreeInAMillionWorlds() {
        agree(MANY_WORLDS);
    }

    private static void agree(int worlds) {
        long seed = Long.getLong("equiveil.seed", System.nanoTime());
        System.out.println("TwoFormulationsTests: " + worlds + " worlds, seed " + seed);
        Random random = new Random(seed);
        int permits = 0;
        int graced = 0;
        for (int i = 0; i < worlds; i++) {
            AQuestion world = world(random);
            boolean naive = NaiveDecision.permits(world);

            Verdict verdict = world.verdict();

            assertThat(verdict instanceof Verdict.Permit)
                    .as("world %d of seed %d: %s", i, seed, verdict)
                    .isEqualTo(naive);
            if (verdict instanceof Verdict.Permit permit) {
                assertThat(permit.underGrace())
                        .as("only what lapses by itself is carried on")
                        .isSubsetOf(Clause.TRAINING, Clause.PARTNER_STATUS);
                graced += permit.underGrace().isEmpty() ? 0 : 1;
            }
            if (verdict instanceof Verdict.Deny(var refused)) {
                assertThat(refused).as("a no says why").isNotEmpty();
            }
            permits += naive ? 1 : 0;
        }
        assertThat(permits).as("enough worlds in which something is permitted").isBetween(worlds / 50, worlds / 2);
        assertThat(graced).as("worlds in which a grace carries a permit").isGreaterThan(worlds / 2_000);
    }

    private static AQuestion world(Random random) {
        AQuestion world = new AQuestion();
        if (random.nextInt(3) == 0) {
            world.under(policy(random));
        }
        // Half of the worlds begin with a rule that fits, and then something is changed.
        PolicyRule rule = one(random, world.policy().rules());
        boolean near = random.nextBoolean();
        world.by(who(random, world, near ? Optional.of(rule) : Optional.empty()));
        world.related((near ? Set.of(one(random, List.copyOf(rule.relations()))) : some(random, Relation.class, 0))
                .toArray(Relation[]::new));
        world.forA(
                near ? one(random, List.copyOf(rule.classes())) : any(random, InformationClass.class),
                near ? one(random, List.copyOf(rule.forms())) : any(random, Question.Form.class),
                near ? one(random, List.copyOf(rule.purposes())) : any(random, Purpose.class));
        if (near && !rule.groups().isEmpty()) {
            world.inGroup(one(random, List.copyOf(rule.groups())));
        } else {
            world.inGroup(any(random, RetentionGroup.class));
        }
        world.of(near && !rule.records().isEmpty() ? one(random, List.copyOf(rule.records())) : one(random, TYPES));
        world.at(near && rule.fromStage().isPresent() ? rule.fromStage().get() : any(random, MatterStage.class));
        if (random.nextInt(10) == 0) {
            world.atNoKnownStage();
        }
        if (random.nextInt(3) == 0) {
            world.ownedByTheMatter();
        }
        if (random.nextInt(5) == 0) {
            world.outsideAnyMatter();
        }
        for (Clause clause : Clause.values()) {
            if (random.nextInt(near ? 9 : 3) == 0) {
                world.answered(clause, answers(random));
            }
            if (random.nextInt(4) == 0) {
                world.standing(clause, any(random, ClauseState.class));
            }
        }
        return world;
    }

    private static Requester who(Random random, AQuestion world, Optional<PolicyRule> rule) {
        if (random.nextInt(40) == 0) {
            return new Requester.Anonymous("192.0.2.1");
        }
        Set<Role> roles = rule.map(near -> Set.of(one(random, List.copyOf(near.roles()))))
                .orElseGet(() -> some(random, Role.class, 1));
        Set<SubjectId> actsFor = random.nextInt(3) == 0 ? Set.of(world.subject) : Set.of(SubjectId.random());
        return AQuestion.person(roles, actsFor, random.nextInt(12) == 0 ? 1 : 2);
    }

    private static Answer[] answers(Random random) {
        Answer[] answers = new Answer[random.nextInt(4)];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = switch (random.nextInt(9)) {
                case 0 -> new Answer.Throws();
                case 1, 2 -> new Answer.LeavesOut();
                case 3 -> new Answer.Says(new Fact.Missing());
                case 5 -> new Answer.Says(new Fact.HoldsUnderGrace());
                case 4 -> new Answer.Says(Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.NONE));
                default -> new Answer.Says(Fact.holds());
            };
        }
        return answers;
    }

    private static Policy policy(Random random) {
        List<PolicyRule> rules = new ArrayList<>();
        int many = 1 + random.nextInt(4);
        for (int i = 0; i < many; i++) {
            rules.add(new PolicyRule(
                    new RuleId("random-" + i),
                    some(random, Relation.class, 1),
                    some(random, Role.class, 1),
                    random.nextBoolean() ? Set.of() : some(random, RetentionGroup.class, 1),
                    random.nextBoolean() ? Set.of() : Set.of(one(random, TYPES)),
                    some(random, InformationClass.class, 1),
                    some(random, Purpose.class, 1),
                    some(random, Question.Form.class, 1),
                    random.nextBoolean() ? Optional.empty() : Optional.of(ordinaryStage(random)),
                    random.nextBoolean() ? Optional.empty() : Optional.of(ordinaryStage(random)),
                    some(random, Clause.class, 0),
                    Set.of(),
                    ""));
        }
        return new Policy(rules);
    }

    /// Reading a policy refuses a rule that names ABANDONED.
    private static MatterStage ordinaryStage(Random random) {
        return MatterStage.values()[random.nextInt(MatterStage.ABANDONED.ordinal())];
    }

    private static <T> T one(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static <E extends Enum<E>> E any(Random random, Class<E> type) {
        return one(random, List.of(type.getEnumConstants()));
    }

    private static <E extends Enum<E>> Set<E> some(Random random, Class<E> type, int atLeast) {
        Set<E> some = EnumSet.noneOf(type);
        int many = atLeast + random.nextInt(3);
        for (int i = 0; i < many; i++) {
            some.add(any(random, type));
        }
        return some;
    }
}
