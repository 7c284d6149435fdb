package io.equiveil.matters;

import io.equiveil.access.Clause;
import io.equiveil.access.Fact;
import io.equiveil.access.Question;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.access.spi.FactSource;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// After closing the firm may still reach a party and keep what the law orders, and do nothing else with its
/// own file: a retention term keeps facts, it does not open them (PIPL art. 47). Objects under the clause of
/// class and stage; what stays open is data.
@Component
class AfterClosing implements FactSource {

    private static final Fact CLOSED = Fact.fails(Reason.MATTER_CLOSED, Remedy.OPEN_NEW_MATTER);

    private final MatterRepository matters;
    private final RetentionRules.StaysOpen staysOpen;

    AfterClosing(MatterRepository matters, RetentionRules rules) {
        this.matters = matters;
        this.staysOpen = rules.staysOpen();
    }

    @Override
    public Clause clause() {
        return Clause.CLASS_AND_STAGE;
    }

    @Override
    public Map<Address, Fact> facts(Question question) {
        if (!(question.who() instanceof Requester.SignedIn who) || !who.isStaff()) {
            return Map.of();
        }
        List<Address> shut = question.what().stream()
                .filter(address -> address.owner() instanceof Owner.OfSubject && !staysOpen.covers(address, question))
                .toList();
        Set<SubjectId> over = over(question.matter(), shut);
        Map<Address, Fact> facts = new HashMap<>();
        for (Address address : shut) {
            if (address.owner() instanceof Owner.OfSubject(var subject) && over.contains(subject)) {
                facts.put(address, CLOSED);
            }
        }
        return facts;
    }

    /// Those of the owners whose matter is closed: the one that is named, or, if none is, all that they ever
    /// had.
    private Set<SubjectId> over(Optional<MatterId> named, List<Address> addresses) {
        Set<SubjectId> subjects = addresses.stream()
                .map(address -> new SubjectId(address.owner().id()))
                .collect(Collectors.toSet());
        if (subjects.isEmpty()) {
            return Set.of();
        }
        if (named.isPresent()) {
            return matters.find(named.get())
                            .filter(row -> row.closedAt().isPresent())
                            .isPresent()
                    ? subjects
                    : Set.of();
        }
        return matters.ofSubjects(subjects).entrySet().stream()
                .filter(each ->
                        each.getValue().stream().allMatch(row -> row.closedAt().isPresent()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
