package io.equiveil.access;

import io.equiveil.access.AQuestion.Answer;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The rule of promise P3, said a second time and as plainly as possible: there is a rule of the policy that fits, and
/// under it every clause that is neither left out nor relaxed holds. Knows no reasons and shares no code with the
/// decision.
final class NaiveDecision {

    private NaiveDecision() {}

    static boolean permits(AQuestion asked) {
        if (!(asked.who() instanceof Requester.SignedIn person)) {
            return false;
        }
        Question question = asked.question();
        Address address = asked.address();
        Set<Relation> relations = EnumSet.noneOf(Relation.class);
        relations.addAll(asked.relations());
        for (var subject : person.actsFor()) {
            if (address.owner().equals(Owner.of(subject))) {
                relations.add(Relation.SELF);
            }
        }
        for (Role role : List.of(Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER, Role.AUDITOR)) {
            if (person.roles().contains(role)) {
                relations.add(Relation.OVERSIGHT);
            }
        }
        for (PolicyRule rule : asked.policy().rules()) {
            if (fits(rule, asked, question, person, relations) && contented(rule, asked, person)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(
            PolicyRule rule, AQuestion asked, Question question, Requester.SignedIn person, Set<Relation> relations) {
        boolean related = false;
        for (Relation relation : Relation.values()) {
            related |= relations.contains(relation) && rule.relations().contains(relation);
        }
        boolean inRole = false;
        for (Role role : Role.values()) {
            inRole |= person.roles().contains(role) && rule.roles().contains(role);
        }
        boolean inGroup = rule.groups().isEmpty()
                || rule.groups().contains(asked.address().group());
        boolean ofType = rule.records().isEmpty()
                || rule.records().contains(asked.address().record());
        return related
                && ofType
                && inRole
                && inGroup
                && rule.classes().contains(asked.address().informationClass())
                && rule.purposes().contains(question.purpose())
                && rule.forms().contains(question.form())
                && inTime(rule, asked, question);
    }

    private static boolean inTime(PolicyRule rule, AQuestion asked, Question question) {
        if (rule.fromStage().isEmpty() && rule.untilStage().isEmpty()) {
            return true;
        }
        boolean aboutTheMatter = asked.address().owner() instanceof Owner.OfMatter;
        if ((!aboutTheMatter && question.matter().isEmpty()) || asked.stage().isEmpty()) {
            return false;
        }
        MatterStage stage = asked.stage().get();
        if (stage == MatterStage.ABANDONED) {
            return false;
        }
        int from = rule.fromStage().map(MatterStage::ordinal).orElse(-1);
        int until = rule.untilStage().map(MatterStage::ordinal).orElse(1_000);
        return from <= stage.ordinal() && stage.ordinal() <= until;
    }

    private static boolean contented(PolicyRule rule, AQuestion asked, Requester.SignedIn person) {
        for (Clause clause : Clause.values()) {
            boolean leftOut = rule.exempt().contains(clause);
            boolean relaxed =
                    clause.ordinal() >= Clause.TRAINING.ordinal() && asked.state(clause) != ClauseState.IN_FORCE;
            boolean answeredByTheRule = clause == Clause.ASSIGNMENT || clause == Clause.CLASS_AND_STAGE;
            int holds = 0;
            int against = 0;
            for (Answer answer : asked.answers(clause)) {
                if (answer instanceof Answer.Throws) {
                    against++;
                } else if (answer instanceof Answer.Says(Fact.Fails _)) {
                    against++;
                } else if (answer instanceof Answer.Says(Fact.Holds _)) {
                    holds++;
                } else if (answer instanceof Answer.Says(Fact.HoldsUnderGrace _)) {
                    // Only what lapses by itself is carried on.
                    if (clause == Clause.TRAINING || clause == Clause.PARTNER_STATUS) {
                        holds++;
                    } else {
                        against++;
                    }
                }
            }
            boolean twoFactors = clause != Clause.AUTHENTICATED_SESSION || person.factors() >= 2;
            boolean yes = against == 0 && (holds > 0 || answeredByTheRule) && twoFactors;
            if (!leftOut && !relaxed && !yes) {
                return false;
            }
        }
        return true;
    }
}
