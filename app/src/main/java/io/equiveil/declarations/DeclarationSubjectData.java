package io.equiveil.declarations;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.SubjectId;
import io.equiveil.subjects.spi.SubjectData;
import io.equiveil.vault.Sealer;
import java.util.List;
import org.springframework.stereotype.Component;

/// What this room holds about a subject: what the seller's side said of marriage and of holding for others.
/// Whoever signs has no file here; what is known of that one belongs to the matter and goes with its keys.
@Component
class DeclarationSubjectData implements SubjectData {

    private final DeclarationRepository declarations;
    private final Sealer sealer;

    DeclarationSubjectData(DeclarationRepository declarations, Sealer sealer) {
        this.declarations = declarations;
        this.sealer = sealer;
    }

    @Override
    public String room() {
        return "declarations";
    }

    @Override
    public List<Address> about(SubjectId subject) {
        return declarations.ofSeller(subject).stream()
                .map(id -> Declaration.statement(subject, id))
                .filter(sealer::holds)
                .toList();
    }

    @Override
    public void forget(SubjectId subject) {
        // Rows here hold identifiers, days and states of a matter only.
    }
}
