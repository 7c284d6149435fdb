package io.equiveil.dataroom;

import io.equiveil.files.IncomingFiles;
import io.equiveil.files.Paper;
import io.equiveil.files.Progress;
import io.equiveil.files.ReceiveResult;
import io.equiveil.files.ReceiveResult.Received;
import io.equiveil.files.SentFiles;
import io.equiveil.files.TakeResult;
import io.equiveil.files.TakeResult.Taken;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.Sealer;
import io.equiveil.vault.Sealer.StoredDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Documents on their way in: read, made into pages, sealed and entered; or refused, and then nothing of them is kept.
@Component
class Arrivals {

    private static final String FILE_NAME = "fileName";
    private static final int LONGEST_TITLE = 120;

    private final DocumentRepository documents;
    private final IncomingFiles incoming;
    private final Sendings sendings;
    private final Sealer sealer;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Arrivals(
            DocumentRepository documents,
            IncomingFiles incoming,
            Sendings sendings,
            Sealer sealer,
            Ledger ledger,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.documents = documents;
        this.incoming = incoming;
        this.sendings = sendings;
        this.sealer = sealer;
        this.ledger = ledger;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// Takes in, and answers when all is done.
    UploadResult take(Arrival arrival, SentFiles files) throws IOException {
        Optional<UploadResult> objection = arrival.objection().get();
        if (objection.isPresent()) {
            return objection.get();
        }
        return switch (incoming.receive(files)) {
            case ReceiveResult.Refused(var because) -> new UploadResult.FileRefused(because);
            case Received received -> finish(arrival, received, Progress.UNHEARD);
        };
    }

    /// Takes in, and answers when the files are here and nothing is left to do, or when that takes long.
    SendingState begin(Arrival arrival, SentFiles files) throws IOException {
        Optional<UploadResult> objection = arrival.objection().get();
        if (objection.isPresent()) {
            return over(arrival, objection.get());
        }
        return switch (incoming.receive(files)) {
            case ReceiveResult.Refused(var because) -> over(arrival, new UploadResult.FileRefused(because));
            case Received received -> sendings.begin(arrival, progress -> finish(arrival, received, progress));
        };
    }

    private static SendingState over(Arrival arrival, UploadResult result) {
        return new SendingState.Over(result, arrival.owner(), arrival.matter(), arrival.about());
    }

    SendingState state(Requester.SignedIn who, SendingId sending) {
        return sendings.state(who, sending);
    }

    List<SendingState.Going> going(Requester.SignedIn who, Owner owner) {
        return sendings.going(who, owner);
    }

    private UploadResult finish(Arrival arrival, Received received, Progress progress) {
        try {
            return switch (received.make(arrival.stamp(), progress)) {
                case TakeResult.Refused(var because) -> new UploadResult.FileRefused(because);
                case Taken taken -> {
                    try (taken) {
                        progress.at(Progress.Step.SEALING, 1, 1);
                        yield finish(arrival, taken);
                    }
                }
            };
        } catch (Sealer.KeyDestroyed destroyed) {
            return new UploadResult.Refused(Refusal.KEY_DESTROYED);
        }
    }

    private UploadResult finish(Arrival arrival, Taken taken) {
        Optional<String> title = title(arrival.about().title(), taken);
        if (title.isEmpty()) {
            return new UploadResult.Refused(Refusal.TITLE);
        }
        // Making pages takes a while, in which the matter may have been closed or the consent withdrawn.
        return arrival.objection()
                .get()
                .orElseGet(() -> new UploadResult.Stored(
                        keep(arrival, taken, title.get()), taken.paper().pointsElsewhere()));
    }

    /// What was typed, or else the name of the file; empty if that is no title.
    private static Optional<String> title(Cleartext typed, Taken taken) {
        return Optional.of(typed)
                .filter(text -> !text.isBlank())
                .map(text -> text.revealForDisplay().strip())
                .or(taken::title)
                .filter(title -> title.codePointCount(0, title.length()) <= LONGEST_TITLE
                        && title.codePoints().noneMatch(Character::isISOControl));
    }

    private RoomDocument keep(Arrival arrival, Taken taken, String title) {
        Requester.SignedIn who = arrival.who();
        NewDocument about = arrival.about();
        Paper paper = taken.paper();
        DocumentId id = DocumentId.random();
        Address address = RoomDocument.address(arrival.owner(), id, about.informationClass());
        return Objects.requireNonNull(transaction.execute(_ -> {
            Cleartext hidden = Cleartext.of("＊＊＊");
            Cleartext fileName = Cleartext.of(taken.fileName());
            sealer.seal(
                    address,
                    Map.of(DataRoom.TITLE, Cleartext.of(title), FILE_NAME, fileName),
                    Map.of(DataRoom.TITLE, hidden, FILE_NAME, hidden));
            StoredDocument stored = seal(address, paper.pdf());
            Optional<Digest> original = paper.original().map(content -> keepOriginal(who, id, address, content));
            RoomDocument document = new RoomDocument(
                    id,
                    arrival.owner(),
                    arrival.matter(),
                    about.informationClass(),
                    about.shownFrom(),
                    paper.kind(),
                    paper.pages(),
                    Digest.of(HexFormat.of().parseHex(stored.ciphertextHash())),
                    original,
                    who.person(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    Optional.empty(),
                    Optional.empty(),
                    1);
            Receipt receipt = ledger.append(Entry.of(
                            who,
                            new RoomFacts.DocumentAdded(
                                    id,
                                    address,
                                    arrival.matter(),
                                    document.shownFrom(),
                                    document.kind(),
                                    document.pages(),
                                    document.ciphertextHash()))
                    .about(DocumentRepository.name(id), 1));
            documents.insert(document, receipt.leafHash());
            return document;
        }));
    }

    private Digest keepOriginal(Requester.SignedIn who, DocumentId id, Address pages, byte[] content) {
        Address address = RoomDocument.originalOf(pages);
        Digest hash = Digest.of(HexFormat.of().parseHex(seal(address, content).ciphertextHash()));
        ledger.append(Entry.of(who, new RoomFacts.OriginalKept(id, address, hash)));
        return hash;
    }

    private StoredDocument seal(Address address, byte[] pdf) {
        try {
            return sealer.sealDocument(address, new ByteArrayInputStream(pdf), Long.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
