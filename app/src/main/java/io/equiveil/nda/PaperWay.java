package io.equiveil.nda;

import io.equiveil.files.IncomingFiles;
import io.equiveil.files.SentFiles;
import io.equiveil.files.TakeResult;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.nda.AgreementFacts.AgreementOfTheirs;
import io.equiveil.nda.AgreementFacts.AgreementPaperConfirmed;
import io.equiveil.nda.AgreementFacts.AgreementPaperReturned;
import io.equiveil.nda.AgreementFacts.AgreementPaperTakenIn;
import io.equiveil.nda.AgreementRepository.Found;
import io.equiveil.nda.AgreementResult.Done;
import io.equiveil.nda.AgreementResult.Fault;
import io.equiveil.nda.AgreementResult.FileRefused;
import io.equiveil.nda.AgreementResult.NotNow;
import io.equiveil.nda.AgreementResult.Unacceptable;
import io.equiveil.nda.AgreementResult.Unknown;
import io.equiveil.nda.AgreementRow.Standing;
import io.equiveil.nda.Agreements.Reading;
import io.equiveil.nda.Agreements.Theirs;
import io.equiveil.nda.PaperRepository.Paper;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Signing on paper: photographs or a scan are taken in by one person, compared and confirmed by another, who was
/// let in by the gate to see them. Counts the same as signing on screen.
@Component
class PaperWay {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final int LONGEST_PLACE = 200;

    private final AgreementRepository agreements;
    private final PaperRepository papers;
    private final AgreementTexts texts;
    private final IncomingFiles files;
    private final Ledger ledger;
    private final LedgerReader log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PaperWay(
            AgreementRepository agreements,
            PaperRepository papers,
            AgreementTexts texts,
            IncomingFiles files,
            Ledger ledger,
            LedgerReader log,
            TransactionTemplate transaction,
            Clock clock) {
        this.agreements = agreements;
        this.papers = papers;
        this.texts = texts;
        this.files = files;
        this.ledger = ledger;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Nothing is read of the files before everything else is found right.
    AgreementResult takeIn(
            Requester.SignedIn who, AgreementRow row, SentFiles sent, LocalDate signedOn, Cleartext place)
            throws IOException {
        boolean waits = row.state() == AgreementState.DRAFT || row.state() == AgreementState.SENT;
        if (!waits || !row.kind().bothSign()) {
            return new NotNow(row.state());
        }
        Optional<Fault> fault = fault(signedOn, place);
        if (fault.isPresent()) {
            return new Unacceptable(fault.get());
        }
        return switch (files.take(sent, Optional.empty())) {
            case TakeResult.Refused(var because) -> new FileRefused(because);
            case TakeResult.Taken taken -> {
                try (taken) {
                    if (taken.paper().pages() > PageStack.MOST_PAGES) {
                        yield new Unacceptable(Fault.TOO_MANY_PAGES);
                    }
                    yield keep(who, row, taken.paper().pdf(), taken.paper().pages(), signedOn, place);
                }
            }
        };
    }

    /// Takes a paper in whose text the other side wrote. The scan is the text; the terms are what it says.
    AgreementResult takeInTheirs(
            Requester.SignedIn who, Theirs wanted, SentFiles sent, LocalDate signedOn, Cleartext place)
            throws IOException {
        Optional<Fault> fault = fault(signedOn, place);
        if (fault.isPresent()) {
            return new Unacceptable(fault.get());
        }
        return switch (files.take(sent, Optional.empty())) {
            case TakeResult.Refused(var because) -> new FileRefused(because);
            case TakeResult.Taken taken -> {
                try (taken) {
                    yield keepTheirs(
                            who, wanted, taken.paper().pdf(), taken.paper().pages(), signedOn, place);
                }
            }
        };
    }

    private AgreementResult keepTheirs(
            Requester.SignedIn who, Theirs wanted, byte[] scan, int pages, LocalDate signedOn, Cleartext place) {
        AgreementId id = AgreementId.random();
        Digest hash = Digest.sha256(scan);
        Instant now = clock.instant();
        return transaction.execute(_ -> {
            UUID document = texts.keep(wanted.subject(), scan);
            AgreementRow row = new AgreementRow(
                    id,
                    wanted.kind(),
                    wanted.subject(),
                    wanted.matter(),
                    wanted.language(),
                    AgreementRow.THEIR_TEXT,
                    wanted.terms(),
                    HexFormat.of().formatHex(hash.bytes()),
                    pages,
                    who.person(),
                    now,
                    Standing.draft(document),
                    1);
            Receipt came = ledger.append(
                    Entry.of(who, new AgreementOfTheirs(id, wanted.kind(), wanted.subject(), wanted.matter(), hash))
                            .about(AgreementRow.rowName(id), 1));
            agreements.insert(row, came.leafHash());
            texts.keepPlace(row, place);
            AgreementRow next = row.next(row.standing().onPaper(document));
            Receipt receipt = ledger.append(Entry.of(who, new AgreementPaperTakenIn(id, row.subject(), signedOn, hash))
                    .about(AgreementRow.rowName(id), next.version()));
            agreements.update(next, receipt.leafHash());
            papers.add(Paper.taken(id, document, pages, List.of(), signedOn, who.person(), now));
            return new Done(agreements.summary(new Found(next, true)));
        });
    }

    private Optional<Fault> fault(LocalDate signedOn, Cleartext place) {
        if (signedOn.isAfter(clock.instant().atZone(SHANGHAI).toLocalDate())) {
            return Optional.of(Fault.SIGNED_IN_THE_FUTURE);
        }
        return place.isBlank() || place.revealForDisplay().length() > LONGEST_PLACE
                ? Optional.of(Fault.PLACE_MISSING)
                : Optional.empty();
    }

    private AgreementResult keep(
            Requester.SignedIn who, AgreementRow row, byte[] scan, int pages, LocalDate signedOn, Cleartext place)
            throws IOException {
        List<Integer> seen = files.qrCodes(scan).stream()
                .flatMap(code ->
                        PageCodes.pageOf(code, AgreementSummary.numberOf(row.id()), row.textHash(), row.pages())
                                .stream())
                .distinct()
                .sorted()
                .toList();
        Instant now = clock.instant();
        return transaction.execute(_ -> {
            UUID document = texts.keep(row.subject(), scan);
            texts.keepPlace(row, place);
            AgreementRow next = row.next(row.standing().onPaper(document));
            Receipt receipt = ledger.append(
                    Entry.of(who, new AgreementPaperTakenIn(row.id(), row.subject(), signedOn, Digest.sha256(scan)))
                            .about(AgreementRow.rowName(row.id()), next.version()));
            agreements.update(next, receipt.leafHash());
            papers.add(Paper.taken(row.id(), document, pages, seen, signedOn, who.person(), now));
            return new Done(agreements.summary(new Found(next, true)));
        });
    }

    /// In force from this moment: the second person has seen the scan.
    AgreementResult confirm(Requester.SignedIn who, AgreementRow row) {
        Instant now = clock.instant();
        return asSecondPerson(
                who,
                row,
                paper -> transaction.execute(_ -> {
                    AgreementRow next =
                            row.next(row.standing().inForce(row.standing().document(), now));
                    Receipt receipt = ledger.append(
                            Entry.of(who, new AgreementPaperConfirmed(row.id(), row.kind(), row.subject(), now))
                                    .about(AgreementRow.rowName(row.id()), next.version()));
                    agreements.update(next, receipt.leafHash());
                    papers.confirm(paper.id(), who.person(), now);
                    return new Done(agreements.summary(new Found(next, true)));
                }));
    }

    /// Sends the paper back: the agreement stands as before it came in, and another can be taken in. A text that the
    /// other side wrote is nothing without its paper: it is withdrawn.
    AgreementResult sendBack(Requester.SignedIn who, AgreementRow row, PaperFault because) {
        Instant now = clock.instant();
        boolean firmHasSigned = agreements.firmHasSigned(row.id());
        AgreementState before = firmHasSigned ? AgreementState.SENT : AgreementState.DRAFT;
        return asSecondPerson(
                who,
                row,
                paper -> transaction.execute(_ -> {
                    AgreementRow.Standing without = row.standing().withoutPaper(before);
                    AgreementRow next = row.next(row.isTheirs() ? without.cancelled() : without);
                    Receipt receipt =
                            ledger.append(Entry.of(who, new AgreementPaperReturned(row.id(), row.subject(), because))
                                    .about(AgreementRow.rowName(row.id()), next.version()));
                    agreements.update(next, receipt.leafHash());
                    papers.sendBack(paper.id(), who.person(), now, because);
                    return new Done(agreements.summary(new Found(next, true)));
                }));
    }

    private interface Act {
        AgreementResult upon(Paper paper);
    }

    private AgreementResult asSecondPerson(Requester.SignedIn who, AgreementRow row, Act act) {
        Optional<Paper> paper = papers.latest(row.id()).filter(Paper::waits);
        if (row.state() != AgreementState.ON_PAPER) {
            return new NotNow(row.state());
        }
        if (paper.isEmpty()
                || !row.standing().scan().equals(Optional.of(paper.get().scan()))) {
            return new Unknown();
        }
        if (!takenInByTheLog(row).equals(Optional.of(paper.get().takenInBy()))) {
            return new Unknown();
        }
        if (paper.get().takenInBy().equals(who.person())) {
            return new Unacceptable(Fault.SAME_PERSON);
        }
        return switch (texts.read(who, row, paper.get().scan())) {
            case Reading.No no -> no.result();
            case Reading.Text _ -> act.upon(paper.get());
        };
    }

    /// Who took the latest paper in, as the log says it: a row that names another counts for nothing.
    private Optional<PersonId> takenInByTheLog(AgreementRow row) {
        LedgerReader.Search search = new LedgerReader.Search(
                Optional.empty(),
                Optional.of(row.subject()),
                Optional.empty(),
                Optional.of(AgreementPaperTakenIn.KIND),
                Optional.empty(),
                Optional.empty());
        return log.search(search, OptionalLong.empty(), LedgerReader.MOST).stream()
                .filter(entry -> entry.body()
                        .filter(said -> said.contains(row.id().toString()))
                        .isPresent())
                .findFirst()
                .flatMap(entry -> entry.actor() instanceof LedgerReader.Actor.Person(var person, var _)
                        ? Optional.of(person)
                        : Optional.empty());
    }
}
