package io.equiveil.partners;

import io.equiveil.access.Clause;
import io.equiveil.access.LapseId;
import io.equiveil.access.spi.Lapses;
import io.equiveil.kernel.Period;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Contracts of approved partners that end.
@Component
class PartnerLapses implements Lapses {

    private static final int MOST = 200;

    private final Partners partners;

    PartnerLapses(Partners partners) {
        this.partners = partners;
    }

    @Override
    public List<Lapse> lapses(Instant from, Instant until) {
        return partners.all().stream()
                .filter(one -> one.genuine() && one.status() == PartnerStatus.APPROVED)
                .flatMap(one -> one.contract().flatMap(Period::until).stream()
                        .filter(end -> !end.isBefore(from) && end.isBefore(until))
                        .map(end -> new Lapse(
                                Clause.PARTNER_STATUS,
                                new LapseId(one.id().value()),
                                Optional.empty(),
                                end,
                                "partners.lapse",
                                List.of(one.codeName()))))
                .sorted(Comparator.comparing(Lapse::endsAt))
                .limit(MOST)
                .toList();
    }
}
