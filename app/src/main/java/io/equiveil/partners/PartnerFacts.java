package io.equiveil.partners;

import io.equiveil.access.Clause;
import io.equiveil.access.Fact;
import io.equiveil.access.Question;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.access.spi.FactSource;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Period;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells the gate whether the asker's firm is approved and under a contract that allows the purpose. Knows
/// nothing about people who work for no partner.
@Component
class PartnerFacts implements FactSource {

    private final Partners partners;

    PartnerFacts(Partners partners) {
        this.partners = partners;
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
        Fact fact = judge(partners.find(person.partner().get()), question.purpose(), question.at());
        Map<Address, Fact> facts = new HashMap<>();
        question.what().forEach(address -> facts.put(address, fact));
        return facts;
    }

    static Fact judge(Optional<Partner> found, Purpose purpose, Instant now) {
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
        if (!contract.get().contains(now)) {
            return Fact.fails(Reason.PARTNER_CONTRACT_EXPIRED, Remedy.RENEW_CONTRACT);
        }
        return partner.purposes().contains(purpose)
                ? Fact.holds()
                : Fact.fails(Reason.PURPOSE_OUTSIDE_CONTRACT, Remedy.RENEW_CONTRACT);
    }
}
