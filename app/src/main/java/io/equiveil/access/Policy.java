package io.equiveil.access;

import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.RuleId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A policy, read and found to make sense; never changes. The order of its rules decides among several that match.
///
/// Its text is JSON of format 1:
///
///     {"format": 1, "rules": [{"id", "relations", "roles", "groups"?, "records"?, "classes", "purposes",
///                              "forms", "fromStage"?, "untilStage"?, "exempt"?, "obligations"?, "note"?}, …]}
record Policy(List<PolicyRule> rules) {

    static final int LONGEST_TEXT = 200_000;

    private static final RecordType TEASER = new RecordType("matters.teaser");
    private static final RecordType CASE = new RecordType("feedback.case");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .changeDefaultNullHandling(
                    handling -> handling.withContentNulls(com.fasterxml.jackson.annotation.Nulls.FAIL))
            .build();

    Policy {
        rules = List.copyOf(rules);
    }

    /// What came of reading a text.
    sealed interface Read {
        record Sound(Policy policy) implements Read {}

        record Faulty(List<PolicyFault> faults) implements Read {}
    }

    /// Reads a text and reports every fault at once.
    static Read read(String text) {
        if (text.length() > LONGEST_TEXT) {
            return faulty(new PolicyFault(PolicyFault.Kind.UNREADABLE, ""));
        }
        Document document;
        try {
            document = JSON.readValue(text, Document.class);
        } catch (JacksonException e) {
            return faulty(new PolicyFault(
                    PolicyFault.Kind.UNREADABLE,
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr()));
        }
        if (document == null || document.format() != 1) {
            return faulty(new PolicyFault(PolicyFault.Kind.UNKNOWN_FORMAT, ""));
        }
        if (document.rules() == null || document.rules().isEmpty()) {
            return faulty(new PolicyFault(PolicyFault.Kind.NO_RULES, ""));
        }
        List<PolicyFault> faults = new ArrayList<>();
        List<PolicyRule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int place = 0;
        for (Line line : document.rules()) {
            place++;
            line.check(place, names, faults).ifPresent(rules::add);
        }
        return faults.isEmpty() ? new Read.Sound(new Policy(rules)) : new Read.Faulty(faults);
    }

    private static Read faulty(PolicyFault fault) {
        return new Read.Faulty(List.of(fault));
    }

    /// Whether a rule may leave out a clause. Nothing replaces the session, the assignment and the rule
    /// itself. The agreement and the legal basis are left out only for one's own data, for masks by duty of
    /// oversight, for the words of a case towards those who answer it, and (the agreement alone) for a
    /// first contact, before there can be one, and for the papers of agreements themselves.
    ///
    /// The reader's own agreement is left out only for parties, whose agreement is the other clause's, for
    /// one's own file, and for auditors, who see masks alone.
    private static boolean mayLeaveOut(PolicyRule rule, Clause clause) {
        return switch (clause) {
            case AUTHENTICATED_SESSION, ASSIGNMENT, CLASS_AND_STAGE -> false;
            case AGREEMENT_IN_FORCE ->
                ownOrOversight(rule)
                        || rule.groups().equals(Set.of(RetentionGroup.LEAD)) && !leaves(rule)
                        || agreementsOnly(rule)
                        || teasersOnly(rule)
                        || recipientOnly(rule)
                        || casesOnly(rule);
            case OWN_AGREEMENT -> ofParties(rule) || auditorsMasks(rule);
            case LEGAL_BASIS -> ownOrOversight(rule) || teasersOnly(rule) || casesOnly(rule);
            case PARTNER_STATUS -> !rule.relations().contains(Relation.ENGAGED_PARTNER);
            case TRAINING, JURISDICTION, DEVICE_AND_NETWORK -> true;
        };
    }

    /// Lets values leave the house in a file.
    private static boolean leaves(PolicyRule rule) {
        return rule.forms().contains(Question.Form.FILE);
    }

    /// Papers of agreements themselves: they are read before they are in force.
    private static boolean agreementsOnly(PolicyRule rule) {
        return !rule.records().isEmpty()
                && rule.records().stream().allMatch(type -> type.room().equals("nda"));
    }

    /// The words of approved teasers: they say nothing of a person or a company, and are read before anything is
    /// signed.
    private static boolean teasersOnly(PolicyRule rule) {
        return rule.records().equals(Set.of(TEASER)) && rule.relations().equals(Set.of(Relation.INVITED));
    }

    /// Name and number of who is to receive facts, for the one who decides about it: the law has them told first.
    private static boolean recipientOnly(PolicyRule rule) {
        return rule.relations().equals(Set.of(Relation.DECIDES_ABOUT))
                && rule.purposes().equals(Set.of(Purpose.RECIPIENT_NOTICE))
                && rule.forms().equals(Set.of(Question.Form.VALUE))
                && Set.of(InformationClass.BASIC, InformationClass.CONTACT).containsAll(rule.classes());
    }

    /// What a client holds against the firm, for those who answer it: its complaint is heard whatever was signed.
    private static boolean casesOnly(PolicyRule rule) {
        return rule.records().equals(Set.of(CASE))
                && rule.relations().equals(Set.of(Relation.REVIEWER))
                && rule.purposes().equals(Set.of(Purpose.RIGHTS_REQUEST))
                && rule.forms().equals(Set.of(Question.Form.VALUE));
    }

    private static boolean ofParties(PolicyRule rule) {
        return Set.of(Relation.SELF, Relation.OWN_SIDE, Relation.COUNTERPARTY, Relation.INVITED, Relation.DECIDES_ABOUT)
                .containsAll(rule.relations());
    }

    private static boolean auditorsMasks(PolicyRule rule) {
        return rule.roles().equals(Set.of(Role.AUDITOR)) && rule.forms().equals(Set.of(Question.Form.MASK));
    }

    private static boolean ownOrOversight(PolicyRule rule) {
        return Set.of(Relation.SELF, Relation.OWN_SIDE).containsAll(rule.relations())
                || (rule.relations().equals(Set.of(Relation.OVERSIGHT))
                        && rule.forms().equals(Set.of(Question.Form.MASK)));
    }

    /// The text as it stands in JSON.
    private record Document(int format, @Nullable List<Line> rules) {}

    private record Line(
            @Nullable String id,
            @Nullable Set<Relation> relations,
            @Nullable Set<Role> roles,
            @Nullable Set<RetentionGroup> groups,
            @Nullable Set<String> records,
            @Nullable Set<InformationClass> classes,
            @Nullable Set<Purpose> purposes,
            @Nullable Set<Question.Form> forms,
            @Nullable MatterStage fromStage,
            @Nullable MatterStage untilStage,
            @Nullable Set<Clause> exempt,
            @Nullable Set<Decision.Obligation> obligations,
            @Nullable String note) {

        Optional<PolicyRule> check(int place, Set<String> names, List<PolicyFault> faults) {
            String where = id == null ? Integer.toString(place) : id;
            RuleId name;
            try {
                name = new RuleId(id == null ? "" : id);
            } catch (IllegalArgumentException e) {
                faults.add(new PolicyFault(PolicyFault.Kind.BAD_NAME, Integer.toString(place)));
                return Optional.empty();
            }
            if (!names.add(where)) {
                faults.add(new PolicyFault(PolicyFault.Kind.NAME_TWICE, where));
            }
            if (none(relations) || none(roles) || none(classes) || none(purposes) || none(forms)) {
                faults.add(new PolicyFault(PolicyFault.Kind.EMPTY_SET, where));
                return Optional.empty();
            }
            if (fromStage == MatterStage.ABANDONED
                    || untilStage == MatterStage.ABANDONED
                    || (fromStage != null && untilStage != null && !untilStage.hasReached(fromStage))) {
                faults.add(new PolicyFault(PolicyFault.Kind.STAGES_REVERSED, where));
            }
            Set<RecordType> types;
            try {
                types = some(records).stream().map(RecordType::new).collect(Collectors.toSet());
            } catch (IllegalArgumentException e) {
                faults.add(new PolicyFault(PolicyFault.Kind.UNREADABLE, where));
                return Optional.empty();
            }
            PolicyRule rule = new PolicyRule(
                    name,
                    some(relations),
                    some(roles),
                    some(groups),
                    types,
                    some(classes),
                    some(purposes),
                    some(forms),
                    Optional.ofNullable(fromStage),
                    Optional.ofNullable(untilStage),
                    some(exempt),
                    some(obligations),
                    note == null ? "" : note);
            if (rule.relations().contains(Relation.MACHINE)) {
                faults.add(new PolicyFault(PolicyFault.Kind.MACHINE_NOT_ALLOWED, where));
            }
            if (rule.exempt().stream().anyMatch(clause -> !mayLeaveOut(rule, clause))) {
                faults.add(new PolicyFault(PolicyFault.Kind.EXEMPTION_NOT_ALLOWED, where));
            }
            return Optional.of(rule);
        }

        private static boolean none(@Nullable Set<?> set) {
            return set == null || set.isEmpty();
        }

        private static <T> Set<T> some(@Nullable Set<T> set) {
            return set == null ? Set.of() : set;
        }
    }
}
