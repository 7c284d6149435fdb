package io.equiveil.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.access.Decision.Verdict;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// The shipped policy, case by case: `access/cases.json` holds facts, question, answer, and the reason why.
class DecisionCasesTests {

    /// One case. What is not said holds: every source says yes, every clause is in force.
    record Case(
            String name,
            List<Role> who,
            @Nullable Boolean self,
            List<Relation> relations,
            @Nullable String owner,
            @Nullable RetentionGroup group,
            @Nullable String record,
            InformationClass what,
            Question.Form form,
            Purpose purpose,
            @Nullable MatterStage stage,
            @Nullable Map<Clause, String> facts,
            @Nullable Map<Clause, ClauseState> states,
            String answer,
            String why) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream text = DecisionCasesTests.class.getResourceAsStream("/access/cases.json")) {
            return Arrays.stream(JsonMapper.shared().readValue(Objects.requireNonNull(text), Case[].class));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theAnswerIsAsTheFileSays(Case one) {
        AQuestion question = new AQuestion()
                .by(one.who().toArray(Role[]::new))
                .related(one.relations().toArray(Relation[]::new))
                .forA(one.what(), one.form(), one.purpose());
        if (Boolean.TRUE.equals(one.self())) {
            question.by(AQuestion.person(java.util.Set.copyOf(one.who()), java.util.Set.of(question.subject), 2));
        }
        if ("MATTER".equals(one.owner())) {
            question.ownedByTheMatter();
        }
        if (one.group() != null) {
            question.inGroup(one.group());
        }
        if (one.record() != null) {
            question.of(new RecordType(one.record()));
        }
        if (one.stage() == null) {
            question.outsideAnyMatter();
        } else {
            question.at(one.stage());
        }
        if (one.facts() != null) {
            one.facts().forEach((clause, fact) -> {
                switch (fact) {
                    case "MISSING" -> question.unanswered(clause);
                    case "HOLDS" -> {}
                    default -> question.failing(clause, Reason.valueOf(fact), Remedy.NONE);
                }
            });
        }
        if (one.states() != null) {
            one.states().forEach(question::standing);
        }

        assertThat(said(question.verdict())).as(one.why()).isEqualTo(one.answer());
    }

    private static String said(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Permit permit ->
                "permit " + permit.ruleId()
                        + listed(
                                " observed",
                                permit.observed().stream().map(o -> o.clause().name()))
                        + listed(" not yet", permit.notYet().stream().map(Clause::name));
            case Verdict.Deny(var refused) ->
                "deny"
                        + listed(
                                "",
                                refused.stream().map(outcome -> outcome.reason().name()));
        };
    }

    private static String listed(String title, Stream<String> names) {
        List<String> all = names.sorted().toList();
        return all.isEmpty() ? "" : title + " " + String.join(" ", all);
    }
}
