package io.equiveil.nda;

import io.equiveil.access.Decision.Obligation;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.disclosure.DocumentDisclosure;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.nda.AgreementResult.Refused;
import io.equiveil.nda.AgreementResult.Unrecorded;
import io.equiveil.nda.Agreements.Reading;
import io.equiveil.nda.Agreements.Showing;
import io.equiveil.vault.Sealer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The sealed side of agreements: PDFs and scans under the counterpart's own key, read through the gate only.
@Component
class AgreementTexts {

    /// Where the paper original lies.
    private static final RecordType PAPER = new RecordType("nda.paper");

    private static final long LARGEST = 64L * 1024 * 1024;

    private final Disclosures disclosures;
    private final Sealer sealer;

    AgreementTexts(Disclosures disclosures, Sealer sealer) {
        this.disclosures = disclosures;
        this.sealer = sealer;
    }

    static Address addressOf(SubjectId subject, UUID document) {
        return new Address(
                Owner.of(subject), RetentionGroup.RELATION, Agreements.AGREEMENT, document, InformationClass.DOCUMENT);
    }

    static Address placeOf(AgreementRow row) {
        return placeOf(row.subject(), row.id());
    }

    static Address placeOf(SubjectId subject, AgreementId agreement) {
        return new Address(
                Owner.of(subject), RetentionGroup.RELATION, PAPER, agreement.value(), InformationClass.BASIC);
    }

    /// Seals a document of an agreement.
    UUID keep(SubjectId subject, byte[] content) {
        UUID document = UUID.randomUUID();
        try {
            sealer.sealDocument(addressOf(subject, document), new ByteArrayInputStream(content), LARGEST);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return document;
    }

    /// Seals where the paper original lies.
    void keepPlace(AgreementRow row, Cleartext place) {
        sealer.seal(placeOf(row), Map.of(Agreements.PLACE, place), Map.of(Agreements.PLACE, Cleartext.of("＊")));
    }

    /// Seals the filled Word document that the text was printed from, beside it.
    void keepWord(AgreementRow row, byte[] word) {
        try {
            sealer.sealDocument(wordOf(row.subject(), row.id()), new ByteArrayInputStream(word), LARGEST);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Where the filled Word document of an agreement is sealed: under the agreement's own number.
    static Address wordOf(SubjectId subject, AgreementId agreement) {
        return addressOf(subject, agreement.value());
    }

    Reading readWord(Requester.SignedIn who, AgreementRow row) {
        return read(who, row, row.id().value());
    }

    /// The current PDF of an agreement, if the gate lets this person have it.
    Reading read(Requester.SignedIn who, AgreementRow row) {
        return read(who, row, row.standing().document());
    }

    Reading read(Requester.SignedIn who, AgreementRow row, UUID document) {
        Purpose purpose = who.has(Role.CLIENT) ? Purpose.OWN_DATA : Purpose.AGREEMENT;
        return switch (disclosures.openDocument(who, addressOf(row.subject(), document), Why.of(purpose))) {
            case DocumentDisclosure.Unrecorded _ -> new Reading.No(new Unrecorded());
            case DocumentDisclosure.Refused no -> new Reading.No(new Refused(no.refusal()));
            case DocumentDisclosure.Open open -> {
                try (var content = open.content()) {
                    yield new Reading.Text(row.id(), content.readAllBytes(), showing(row, open.obligations()));
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
        };
    }

    /// A watermark wins over everything. What may not be taken out leaves as a file only to be signed: as long as
    /// an agreement is on its way its text is printed for pen and seal, and paper counts like the screen.
    private static Showing showing(AgreementRow row, Set<Obligation> obligations) {
        if (obligations.contains(Obligation.WATERMARK)) {
            return Showing.MARKED_PAGES;
        }
        boolean toBeSigned = row.state() == AgreementState.DRAFT || row.state() == AgreementState.SENT;
        return obligations.contains(Obligation.NO_EXPORT) && !toBeSigned ? Showing.PAGES : Showing.FILE;
    }
}
