package io.equiveil.training;

import io.equiveil.access.Clause;
import io.equiveil.access.Fact;
import io.equiveil.access.Graces;
import io.equiveil.access.LapseId;
import io.equiveil.access.Question;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.access.spi.FactSource;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Requester;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// Tells the gate whether the person was taught to handle this class, has confirmed it, and it has not expired.
@Component
class TrainingFacts implements FactSource {

    private final Attestations attestations;
    private final Graces graces;

    TrainingFacts(Attestations attestations, Graces graces) {
        this.attestations = attestations;
        this.graces = graces;
    }

    @Override
    public Clause clause() {
        return Clause.TRAINING;
    }

    @Override
    public Map<Address, Fact> facts(Question question) {
        if (!(question.who() instanceof Requester.SignedIn person)) {
            return Map.of();
        }
        List<Attestation> known = attestations.of(person.person());
        Map<Address, Fact> facts = new HashMap<>();
        Predicate<Attestation> graced =
                one -> graces.carries(Clause.TRAINING, new LapseId(one.id().value()), one.expiresAt(), question.at());
        question.what()
                .forEach(
                        address -> facts.put(address, judge(known, address.informationClass(), question.at(), graced)));
        return facts;
    }

    /// @param graced whether a grace carries an attestation on; asked only of genuine ones that were confirmed and have
    ///     expired
    static Fact judge(List<Attestation> known, InformationClass kind, Instant now, Predicate<Attestation> graced) {
        List<Attestation> about =
                known.stream().filter(one -> one.classes().contains(kind)).toList();
        if (about.stream().anyMatch(one -> one.countsAt(now))) {
            return Fact.holds();
        }
        if (about.stream().anyMatch(one -> !one.genuine())) {
            return Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER);
        }
        List<Attestation> expired = about.stream()
                .filter(one -> one.confirmedAt().isPresent() && !now.isBefore(one.expiresAt()))
                .toList();
        if (expired.stream().anyMatch(graced)) {
            return new Fact.HoldsUnderGrace();
        }
        return Fact.fails(expired.isEmpty() ? Reason.NO_TRAINING : Reason.TRAINING_EXPIRED, Remedy.TAKE_COURSE);
    }
}
