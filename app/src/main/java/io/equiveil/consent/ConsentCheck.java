package io.equiveil.consent;

import io.equiveil.controls.spi.ControlCheck;
import io.equiveil.kernel.ControlId;
import io.equiveil.kernel.Owner;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Measure 7.2: of the latest two hundred owners, every record is what was written, every consent stands on a notice
/// that was really served, and has the form that its question asked for.
@Component
class ConsentCheck implements ControlCheck {

    private static final int SAMPLE = 200;

    private final ConsentRepository records;
    private final OwnerSeals seals;
    private final NoticeCatalogue notices;

    ConsentCheck(ConsentRepository records, OwnerSeals seals, NoticeCatalogue notices) {
        this.records = records;
        this.seals = seals;
        this.notices = notices;
    }

    @Override
    public ControlId control() {
        return new ControlId("7.2");
    }

    @Override
    public Outcome check() {
        List<Owner> sample = records.recentOwners(SAMPLE);
        if (sample.isEmpty()) {
            return new Outcome.Unknown("consent.control.consents.none");
        }
        Map<Owner, List<ConsentRecord>> genuine = seals.genuine(sample);
        int touched = sample.size() - genuine.size();
        if (touched > 0) {
            return new Outcome.Fails("/clients", "consent.control.consents.touched", touched);
        }
        long baseless = genuine.values().stream()
                .flatMap(List::stream)
                .filter(record -> record.basis() == LegalBasis.CONSENT && record.state() == ConsentState.GIVEN)
                .filter(record -> !standsOnItsNotice(record))
                .count();
        return baseless > 0
                ? new Outcome.Fails("/clients", "consent.control.consents.baseless", baseless)
                : new Outcome.Holds("consent.control.consents.holds", sample.size());
    }

    private boolean standsOnItsNotice(ConsentRecord record) {
        return record.notice()
                .flatMap(records::served)
                .map(ConsentRepository.ServedRow::notice)
                .filter(served ->
                        !served.at().isAfter(record.at()) && served.subject().equals(record.subject()))
                .filter(served -> notices.find(served.notice(), served.language())
                        .filter(current -> current.version() == served.noticeVersion())
                        .flatMap(current -> record.item().flatMap(current::item))
                        .map(item -> record.kind()
                                .filter(kind -> kind.suffices(item.kind()))
                                .isPresent())
                        // An older version of the notice: its questions are no longer at hand, its words are.
                        .orElse(true))
                .isPresent();
    }
}
