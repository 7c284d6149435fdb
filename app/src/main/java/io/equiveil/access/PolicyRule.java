package io.equiveil.access;

import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.RuleId;
import java.util.Optional;
import java.util.Set;

/// One thing that the policy allows. What no rule allows is refused.
///
/// @param id          its name; entries of the ledger say it
/// @param relations   how the requester may stand to the owner; any one suffices
/// @param roles       what the requester may be; any one suffices
/// @param groups      retention groups that it is limited to; empty means all
/// @param records     record types that it is limited to; empty means all
/// @param classes     information classes
/// @param purposes    why
/// @param forms       in which form
/// @param fromStage   the matter must have come this far
/// @param untilStage  the matter must not have gone further than this
/// @param exempt      clauses that do not apply under this rule
/// @param obligations what must be done along with it
/// @param note        why the rule exists, for people
public record PolicyRule(
        RuleId id,
        Set<Relation> relations,
        Set<Role> roles,
        Set<RetentionGroup> groups,
        Set<RecordType> records,
        Set<InformationClass> classes,
        Set<Purpose> purposes,
        Set<Question.Form> forms,
        Optional<MatterStage> fromStage,
        Optional<MatterStage> untilStage,
        Set<Clause> exempt,
        Set<Decision.Obligation> obligations,
        String note) {

    public PolicyRule {
        relations = Set.copyOf(relations);
        roles = Set.copyOf(roles);
        groups = Set.copyOf(groups);
        records = Set.copyOf(records);
        classes = Set.copyOf(classes);
        purposes = Set.copyOf(purposes);
        forms = Set.copyOf(forms);
        exempt = Set.copyOf(exempt);
        obligations = Set.copyOf(obligations);
    }

    /// Whether the rule speaks of the stage of a matter at all.
    public boolean dependsOnStage() {
        return fromStage.isPresent() || untilStage.isPresent();
    }
}
