package io.equiveil.nda;

import io.equiveil.access.Clause;
import io.equiveil.access.Fact;
import io.equiveil.access.Question;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.access.spi.FactSource;
import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Requester;
import io.equiveil.nda.AgreementRepository.Found;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells the gate whether the reader has an undertaking of the own in force that names the class asked for. Knows
/// nothing of clients and auditors.
@Component
class OwnAgreementInForce implements FactSource {

    private static final Fact NONE = Fact.fails(Reason.NO_OWN_AGREEMENT, Remedy.SIGN_OWN_AGREEMENT);
    private static final Fact OVER = Fact.fails(Reason.OWN_AGREEMENT_EXPIRED, Remedy.SIGN_OWN_AGREEMENT);
    private static final Fact FORGED = Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER);
    private static final Fact NARROWER = Fact.fails(Reason.CLASS_OUTSIDE_SCOPE, Remedy.ASK_COMPLIANCE_OFFICER);

    private final AgreementRepository agreements;
    private final People people;

    OwnAgreementInForce(AgreementRepository agreements, People people) {
        this.agreements = agreements;
        this.people = people;
    }

    @Override
    public Clause clause() {
        return Clause.OWN_AGREEMENT;
    }

    @Override
    public Map<Address, Fact> facts(Question question) {
        if (!(question.who() instanceof Requester.SignedIn who)) {
            return Map.of();
        }
        Optional<Person> person = people.find(who.person());
        Optional<AgreementKind> kind = person.flatMap(OwnAgreements::kindFor);
        if (kind.isEmpty()) {
            return Map.of();
        }
        List<Found> mine = agreements.ofSubject(person.get().file()).stream()
                .filter(found -> found.row().kind() == kind.get())
                .toList();
        Map<Address, Fact> facts = new HashMap<>();
        question.what().forEach(address -> facts.put(address, judge(mine, address, question.at())));
        return facts;
    }

    /// Any one that opens the class suffices; otherwise the newest is the reason.
    static Fact judge(List<Found> newestFirst, Address address, Instant now) {
        Fact nearest = NONE;
        for (Found found : newestFirst.reversed()) {
            if (!found.genuine()) {
                nearest = FORGED;
            } else if (!found.row().opensAt(now)) {
                nearest = found.row().isOverAt(now) ? OVER : NONE;
            } else if (!found.row().terms().scope().contains(address.informationClass())) {
                nearest = NARROWER;
            } else {
                return Fact.holds();
            }
        }
        return nearest;
    }
}
