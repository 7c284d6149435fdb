package io.equiveil.transfers;

import io.equiveil.clients.ClientKind;
import io.equiveil.kernel.MatterStage;
import io.equiveil.matters.CompanyForm;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the law asks of one step, as `transfers/steps.json` says.
///
/// @param stage     the stage that cannot be left before
/// @param from      the stage from which it can be done
/// @param forms     kinds of companies whose transfers need it
/// @param sellers   kinds of sellers whose transfers need it
/// @param rules     rules of law that it rests on
/// @param deadline  the rule that says by when
/// @param after     the step from whose day the deadline counts
/// @param documentRequired whether something has to show that it was done
/// @param bothSides whether its documents are the buyer's affair as well as the seller's
record StepRule(
        TransferStep step,
        MatterStage stage,
        MatterStage from,
        Set<CompanyForm> forms,
        Set<ClientKind> sellers,
        List<String> rules,
        Optional<String> deadline,
        Optional<TransferStep> after,
        boolean documentRequired,
        boolean bothSides) {

    StepRule {
        forms = Set.copyOf(forms);
        sellers = Set.copyOf(sellers);
        rules = List.copyOf(rules);
        if (deadline.isPresent() != after.isPresent()) {
            throw new IllegalArgumentException(
                    "a deadline of " + step + " counts from a step, and only a deadline does");
        }
    }

    boolean appliesTo(CompanyForm form, ClientKind seller) {
        return forms.contains(form) && sellers.contains(seller);
    }
}
