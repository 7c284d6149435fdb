package io.equiveil.crossborder;

import io.equiveil.access.Clause;
import io.equiveil.access.Fact;
import io.equiveil.access.Question;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.access.spi.FactSource;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Requester;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells the gate whether reading here and now would take data out of the country without a footing.
@Component
class JurisdictionFacts implements FactSource {

    private final WorkLocations locations;

    JurisdictionFacts(WorkLocations locations) {
        this.locations = locations;
    }

    @Override
    public Clause clause() {
        return Clause.JURISDICTION;
    }

    @Override
    public Map<Address, Fact> facts(Question question) {
        if (!(question.who() instanceof Requester.SignedIn person)) {
            return Map.of();
        }
        Fact fact = judge(locations.of(person.person()), locations.footings(), question.at());
        Map<Address, Fact> facts = new HashMap<>();
        question.what().forEach(address -> facts.put(address, fact));
        return facts;
    }

    static Fact judge(Optional<WorkLocations.Location> declared, List<WorkLocations.Footing> footings, Instant now) {
        if (declared.isEmpty() || !now.isBefore(declared.get().until())) {
            return Fact.fails(Reason.WORK_LOCATION_UNKNOWN, Remedy.DECLARE_WORK_LOCATION);
        }
        WorkLocations.Location location = declared.get();
        if (!location.genuine()) {
            return Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER);
        }
        boolean open = location.place().equals(WorkLocations.MAINLAND)
                || footings.stream()
                        .anyMatch(footing -> footing.genuine()
                                && footing.place().equals(location.place())
                                && now.isBefore(footing.until()));
        return open ? Fact.holds() : Fact.fails(Reason.ABROAD_WITHOUT_MECHANISM, Remedy.ASK_COMPLIANCE_OFFICER);
    }
}
