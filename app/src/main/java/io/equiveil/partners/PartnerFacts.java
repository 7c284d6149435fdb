package io.equiveil.partners;

import io.equiveil.access.Clause;
import io.equiveil.access.Fact;
import io.equiveil.access.Graces;
import io.equiveil.access.LapseId;
import io.equiveil.access.Question;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.access.spi.FactSource;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.Period;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.springframework.stereotype.Component;

/// Tells the gate whether the asker's firm is approved and under a contract that allows the purpose. Knows
/// nothing about people who work for no partner.
@Component
class PartnerFacts implements FactSource {

    private final Partners partners;
    private final Graces graces;

    PartnerFacts(Partners partners, Graces graces) {
        this.partners = partners;
        this.graces = graces;
    }

    @Override
    public Clause clause() {
        return Clause.PARTNER_STATUS;
    }

    @Override
    public Map<Address, Fact> facts(Question question) {
        if (!(question.who() instanceof Requester.SignedIn person)
                || person.partner().isEmpty()) {
            return Map.of();
        }
        Fact fact = judge(
                partners.find(person.partner().get()),
                question.purpose(),
                question.at(),
                (partner, end) ->
                        graces.carries(Clause.PARTNER_STATUS, new LapseId(partner.value()), end, question.at()));
        Map<Address, Fact> facts = new HashMap<>();
        question.what().forEach(address -> facts.put(address, fact));
        return facts;
    }

    /// @param graced whether a grace carries a contract on that ended at a moment
    static Fact judge(Optional<Partner> found, Purpose purpose, Instant now, BiPredicate<PartnerId, Instant> graced) {
        if (found.isEmpty()) {
            return Fact.fails(Reason.PARTNER_NOT_APPROVED, Remedy.APPROVE_PARTNER);
        }
        Partner partner = found.get();
        if (!partner.genuine()) {
            return Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER);
        }
        if (partner.status() != PartnerStatus.APPROVED) {
            return Fact.fails(Reason.PARTNER_NOT_APPROVED, Remedy.APPROVE_PARTNER);
        }
        Optional<Period> contract = partner.contract();
        if (contract.isEmpty() || now.isBefore(contract.get().from())) {
            return Fact.fails(Reason.PARTNER_CONTRACT_MISSING, Remedy.RENEW_CONTRACT);
        }
        boolean expired = !contract.get().contains(now);
        if (expired
                && contract.get()
                        .until()
                        .filter(end -> graced.test(partner.id(), end))
                        .isEmpty()) {
            return Fact.fails(Reason.PARTNER_CONTRACT_EXPIRED, Remedy.RENEW_CONTRACT);
        }
        if (!partner.purposes().contains(purpose)) {
            return Fact.fails(Reason.PURPOSE_OUTSIDE_CONTRACT, Remedy.RENEW_CONTRACT);
        }
        return expired ? new Fact.HoldsUnderGrace() : Fact.holds();
    }
}
