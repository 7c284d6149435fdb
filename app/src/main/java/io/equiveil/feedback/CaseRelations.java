package io.equiveil.feedback;

import io.equiveil.access.Question;
import io.equiveil.access.Relation;
import io.equiveil.access.spi.Relations;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Requester;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Tells the gate who reviews a case, for the words of cases and for nothing else.
@Component
class CaseRelations implements Relations {

    private final CaseRepository cases;
    private final CaseReviewers reviewers;

    CaseRelations(CaseRepository cases, CaseReviewers reviewers) {
        this.cases = cases;
        this.reviewers = reviewers;
    }

    @Override
    public Map<Address, Set<Relation>> relations(Question question) {
        if (!(question.who() instanceof Requester.SignedIn who) || !who.isStaff()) {
            return Map.of();
        }
        Set<UUID> rows = question.what().stream()
                .filter(address -> address.record().equals(CaseWords.RECORD))
                .map(Address::row)
                .collect(Collectors.toSet());
        Map<UUID, Case> known = cases.ofSayings(rows);
        Map<CaseId, Boolean> decided = new HashMap<>();
        Map<Address, Set<Relation>> found = new HashMap<>();
        for (Address address : question.what()) {
            Case one = known.get(address.row());
            if (one != null
                    && CaseWords.address(one, address.row()).equals(address)
                    && decided.computeIfAbsent(one.id(), _ -> reviewers.of(one).contains(who.person()))) {
                found.put(address, Set.of(Relation.REVIEWER));
            }
        }
        return found;
    }
}
