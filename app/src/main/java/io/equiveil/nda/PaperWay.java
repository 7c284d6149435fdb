package io.equiveil.nda;

import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.nda.AgreementFacts.AgreementPaperConfirmed;
import io.equiveil.nda.AgreementFacts.AgreementPaperTakenIn;
import io.equiveil.nda.AgreementRepository.Found;
import io.equiveil.nda.AgreementRepository.Paper;
import io.equiveil.nda.AgreementResult.Done;
import io.equiveil.nda.AgreementResult.Fault;
import io.equiveil.nda.AgreementResult.NotNow;
import io.equiveil.nda.AgreementResult.Unacceptable;
import io.equiveil.nda.AgreementResult.Unknown;
import io.equiveil.nda.AgreementSummary.Medium;
import io.equiveil.nda.Agreements.Reading;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Signing on paper: a photograph or scan is taken in by one person and confirmed by another. Counts the same.
@Component
class PaperWay {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final AgreementRepository agreements;
    private final AgreementTexts texts;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PaperWay(
            AgreementRepository agreements,
            AgreementTexts texts,
            Ledger ledger,
            TransactionTemplate transaction,
            Clock clock) {
        this.agreements = agreements;
        this.texts = texts;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    AgreementResult takeIn(Requester.SignedIn who, AgreementRow row, byte[] scan, LocalDate signedOn, Cleartext place) {
        if (row.state() != AgreementState.DRAFT && row.state() != AgreementState.SENT
                || !row.kind().bothSign()) {
            return new NotNow(row.state());
        }
        Instant now = clock.instant();
        if (signedOn.isAfter(now.atZone(SHANGHAI).toLocalDate())) {
            return new Unacceptable(Fault.SIGNED_IN_THE_FUTURE);
        }
        if (place.isBlank()) {
            return new Unacceptable(Fault.PLACE_MISSING);
        }
        Optional<Fault> fault = Scan.faultOf(scan);
        if (fault.isPresent()) {
            return new Unacceptable(fault.get());
        }
        return switch (texts.read(who, row)) {
            case Reading.No no -> no.result();
            case Reading.Text _ ->
                transaction.execute(_ -> {
                    UUID document = texts.keep(row.subject(), scan);
                    texts.keepPlace(row, place);
                    AgreementRow next = row.next(
                            AgreementState.ON_PAPER, Medium.PAPER, document, Optional.empty(), Optional.empty());
                    Receipt receipt = ledger.append(Entry.of(
                                    who,
                                    new AgreementPaperTakenIn(row.id(), row.subject(), signedOn, Digest.sha256(scan)))
                            .about(AgreementRow.rowName(row.id()), next.version()));
                    agreements.update(next, receipt.leafHash());
                    agreements.addPaper(row.id(), new Paper(document, signedOn, who.person(), Optional.empty()), now);
                    return new Done(agreements.summary(new Found(next, true)));
                });
        };
    }

    AgreementResult confirm(Requester.SignedIn who, AgreementRow row) {
        Optional<Paper> paper = agreements.paper(row.id());
        if (paper.isEmpty()) {
            return new Unknown();
        }
        if (row.state() != AgreementState.ON_PAPER) {
            return new NotNow(row.state());
        }
        if (paper.get().takenInBy().equals(who.person())) {
            return new Unacceptable(Fault.SAME_PERSON);
        }
        Instant now = clock.instant();
        return transaction.execute(_ -> {
            AgreementRow next =
                    row.next(AgreementState.IN_FORCE, Medium.PAPER, row.document(), Optional.of(now), Optional.empty());
            Receipt receipt =
                    ledger.append(Entry.of(who, new AgreementPaperConfirmed(row.id(), row.kind(), row.subject(), now))
                            .about(AgreementRow.rowName(row.id()), next.version()));
            agreements.update(next, receipt.leafHash());
            agreements.confirmPaper(row.id(), who.person(), now);
            return new Done(agreements.summary(new Found(next, true)));
        });
    }
}
