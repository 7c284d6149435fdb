package io.equiveil.nda;

import io.equiveil.access.KnownRelations;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.files.SentFiles;
import io.equiveil.firm.FirmProfile;
import io.equiveil.identity.People;
import io.equiveil.identity.SigningProofs.Proof;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.messages.Messages;
import io.equiveil.messages.Template;
import io.equiveil.nda.AgreementFacts.AgreementPrepared;
import io.equiveil.nda.AgreementQuery.Place;
import io.equiveil.nda.AgreementRepository.Found;
import io.equiveil.nda.AgreementResult.Done;
import io.equiveil.nda.AgreementResult.Fault;
import io.equiveil.nda.AgreementResult.Refused;
import io.equiveil.nda.AgreementResult.Unacceptable;
import io.equiveil.nda.AgreementResult.Unknown;
import io.equiveil.nda.AgreementResult.Unrecorded;
import io.equiveil.nda.AgreementRow.Standing;
import io.equiveil.nda.AgreementSummary.Side;
import io.equiveil.subjects.spi.LegalStops;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door of this room: agreements written, signed on screen or on paper, and what they open.
///
/// An agreement opens exactly its scope, from the moment both sides have signed until its term after closing
/// ends. The text is sealed under the counterpart's own key. Every act is a fact in the ledger; signatures are
/// never changed.
@Service
public class Agreements {

    /// Within how long a term ends for a list and a warning to say so.
    public static final Duration SOON = Duration.ofDays(30);

    /// Field of the place of an original.
    public static final String PLACE = "place";

    private static final int LINES = 50;
    private static final int AT_ONCE = 200;
    private static final int MOST_ROUNDS = 10;

    /// Sealed documents of this room.
    public static final RecordType AGREEMENT = new RecordType("nda.agreement");

    private final AgreementRepository agreements;
    private final AgreementWriter writer;
    private final AgreementTexts texts;
    private final AgreementSigning signing;
    private final PaperWay paperWay;
    private final PaperRepository papers;
    private final AgreementLife life;
    private final Disclosures disclosures;
    private final Ledger ledger;
    private final KnownRelations relations;
    private final People people;
    private final FirmProfile firm;
    private final Messages messages;
    private final LegalStops stops;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Agreements(
            AgreementRepository agreements,
            AgreementWriter writer,
            AgreementTexts texts,
            AgreementSigning signing,
            PaperWay paperWay,
            PaperRepository papers,
            AgreementLife life,
            Disclosures disclosures,
            Ledger ledger,
            KnownRelations relations,
            People people,
            FirmProfile firm,
            Messages messages,
            LegalStops stops,
            TransactionTemplate transaction,
            Clock clock) {
        this.agreements = agreements;
        this.writer = writer;
        this.texts = texts;
        this.signing = signing;
        this.paperWay = paperWay;
        this.papers = papers;
        this.life = life;
        this.disclosures = disclosures;
        this.ledger = ledger;
        this.relations = relations;
        this.people = people;
        this.firm = firm;
        this.messages = messages;
        this.stops = stops;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What to write.
    ///
    /// @param partyName  where the counterpart's name is sealed; read through the gate in the caller's name
    /// @param nameField  which field of that group is the name
    /// @param matter     for a buyer's agreement its matter
    /// @param matterCode the matter's code name, as the text shows it; empty for a client's agreement
    public record Preparation(
            AgreementKind kind,
            SubjectId subject,
            Address partyName,
            String nameField,
            Optional<MatterId> matter,
            String matterCode,
            AgreementTerms terms,
            Locale language) {}

    /// Writes an agreement and keeps it as a draft.
    public AgreementResult prepare(Requester.SignedIn who, Preparation wanted) {
        if (!firm.current().isNamed()) {
            return new Unacceptable(Fault.FIRM_UNNAMED);
        }
        Disclosure named = disclosures.open(
                who,
                List.of(Wanted.value(wanted.partyName(), wanted.nameField())),
                new Why(Purpose.AGREEMENT, Optional.empty()));
        return switch (named) {
            case Disclosure.Unrecorded _ -> new Unrecorded();
            case Disclosure.Answered answer -> {
                Disclosure.Refused no = answer.refused().get(wanted.partyName());
                if (no != null) {
                    yield new Refused(no);
                }
                Optional<Cleartext> name = answer.field(wanted.partyName(), wanted.nameField());
                yield name.isEmpty() ? new Unknown() : written(who, wanted, name.get());
            }
        };
    }

    private AgreementResult written(Requester.SignedIn who, Preparation wanted, Cleartext partyName) {
        AgreementId id = AgreementId.random();
        return switch (writer.write(id, wanted, partyName, firm.current())) {
            case AgreementWriter.Outcome.TemplateBroken _ -> new Unacceptable(Fault.TEMPLATE_BROKEN);
            case AgreementWriter.Outcome.NoPages _ -> new Unacceptable(Fault.TEMPLATE_NO_PAGES);
            case AgreementWriter.Outcome.Written text -> new Done(written(who, id, wanted, text));
        };
    }

    /// A newer draft takes the place of those that nobody has signed on paper yet.
    private AgreementSummary written(
            Requester.SignedIn who, AgreementId id, Preparation wanted, AgreementWriter.Outcome.Written text) {
        List<Found> before = ofSame(wanted.subject(), wanted.kind(), wanted.matter());
        AgreementSummary draft = keepDraft(who, id, wanted, text);
        before.forEach(found -> life.cancel(who, found.row()));
        return draft;
    }

    private AgreementSummary keepDraft(
            Requester.SignedIn who, AgreementId id, Preparation wanted, AgreementWriter.Outcome.Written written) {
        AgreementPaper.Printed text = written.printed();
        Instant now = clock.instant();
        return transaction.execute(_ -> {
            AgreementRow row = new AgreementRow(
                    id,
                    wanted.kind(),
                    wanted.subject(),
                    wanted.matter(),
                    wanted.language(),
                    written.textVersion(),
                    wanted.terms(),
                    text.textHash(),
                    text.pages(),
                    who.person(),
                    now,
                    Standing.draft(texts.keep(wanted.subject(), text.pdf())),
                    1);
            Receipt receipt = ledger.append(Entry.of(
                            who,
                            new AgreementPrepared(
                                    id,
                                    wanted.kind(),
                                    wanted.subject(),
                                    wanted.matter(),
                                    Digest.of(HexFormat.of().parseHex(text.textHash()))))
                    .about(AgreementRow.rowName(id), 1));
            agreements.insert(row, receipt.leafHash());
            written.word().ifPresent(word -> texts.keepWord(row, word));
            return agreements.summary(new Found(row, true));
        });
    }

    /// The firm signs, and with that sends it: the counterpart may now read and sign.
    public AgreementResult send(Requester.SignedIn who, AgreementId id, Proof proof) {
        AgreementResult result = agreements
                .find(id)
                .filter(found -> found.genuine() && mayKnow(who, found.row()))
                .map(found -> ifItGoesOn(found.row(), () -> signing.byFirm(who, found.row(), proof)))
                .orElseGet(Unknown::new);
        if (result instanceof AgreementResult.Done(var sent)) {
            people.actingFor(sent.subject())
                    .forEach(person -> messages.announce(
                            person, Template.AGREEMENT_WAITING, Map.of(), Optional.of(id.value()), who));
        }
        return result;
    }

    /// The counterpart signs; the agreement is in force.
    ///
    /// @param handwriting a PNG of what the signer wrote with a finger; required with code and PIN
    public AgreementResult sign(Requester.SignedIn who, AgreementId id, Proof proof, Optional<byte[]> handwriting) {
        return agreements
                .find(id)
                .filter(found ->
                        found.genuine() && who.actsFor().contains(found.row().subject()))
                .map(found ->
                        ifItGoesOn(found.row(), () -> signing.byCounterpart(who, found.row(), proof, handwriting)))
                .orElseGet(Unknown::new);
    }

    /// Begins a signature by passkey: the counterpart's on what was sent, or the firm's on a draft.
    public SigningBegun beginPasskey(Requester.SignedIn who, AgreementId id) {
        Optional<AgreementRow> row = agreements.find(id).filter(Found::genuine).map(Found::row);
        boolean counterpart =
                row.filter(found -> who.actsFor().contains(found.subject())).isPresent();
        boolean mine = counterpart
                || row.filter(found -> found.kind().bothSign() && handles(who, found))
                        .isPresent();
        if (mine && !goesOn(row.get())) {
            return new SigningBegun.No(new Unacceptable(Fault.MATTER_STOPPED));
        }
        if (counterpart) {
            return signing.begin(who, row.get(), Side.COUNTERPART);
        }
        return row.filter(found -> found.kind().bothSign() && handles(who, found))
                .map(found -> signing.begin(who, found, Side.FIRM))
                .orElseGet(() -> new SigningBegun.No(new Unknown()));
    }

    /// Takes in a signed paper: one PDF, or photographs in the order of pages. It waits for a second person.
    /// For staff who are in charge of the counterpart or on the matter's team.
    ///
    /// @param place where the original lies; sealed
    /// @throws IOException if the files cannot be read to their end; nothing is kept
    public AgreementResult takeInPaper(
            Requester.SignedIn who, AgreementId id, SentFiles files, LocalDate signedOn, Cleartext place)
            throws IOException {
        Optional<AgreementRow> row = agreements
                .find(id)
                .filter(found -> found.genuine() && handles(who, found.row()))
                .map(Found::row);
        if (row.isEmpty()) {
            return new Unknown();
        }
        return goesOn(row.get())
                ? paperWay.takeIn(who, row.get(), files, signedOn, place)
                : new Unacceptable(Fault.MATTER_STOPPED);
    }

    /// A signed paper whose text the other side wrote, and what it says.
    ///
    /// @param matter for a buyer's agreement its matter
    /// @param terms  what the text says: classes, term, liability, measures; drives the gate like our own
    public record Theirs(
            AgreementKind kind, SubjectId subject, Optional<MatterId> matter, AgreementTerms terms, Locale language) {

        /// @throws IllegalArgumentException if it is an undertaking, or a buyer's agreement without its matter
        public Theirs {
            if (!kind.bothSign() || (kind == AgreementKind.BUYER) != matter.isPresent()) {
                throw new IllegalArgumentException("not an agreement of the other side: " + kind);
            }
        }
    }

    /// Takes in a signed paper whose text the other side wrote; the scan is the text. It waits for a second person,
    /// who compares it with the answers. Drafts of our own that nobody has signed on paper give way. For staff who
    /// are in charge of the counterpart or on the matter's team; whether the notice was served is the caller's
    /// question.
    ///
    /// @param place where the original lies; sealed
    /// @throws IOException if the files cannot be read to their end; nothing is kept
    public AgreementResult takeInTheirs(
            Requester.SignedIn who, Theirs wanted, SentFiles files, LocalDate signedOn, Cleartext place)
            throws IOException {
        if (!relations.handles(who, Owner.of(wanted.subject()), wanted.matter())) {
            return new Unknown();
        }
        if (wanted.matter().filter(matter -> !stops.isRunning(matter)).isPresent()) {
            return new Unacceptable(Fault.MATTER_STOPPED);
        }
        List<Found> before = ofSame(wanted.subject(), wanted.kind(), wanted.matter());
        AgreementResult result = paperWay.takeInTheirs(who, wanted, files, signedOn, place);
        if (result instanceof Done) {
            before.forEach(found -> life.cancel(who, found.row()));
        }
        return result;
    }

    private List<Found> ofSame(SubjectId subject, AgreementKind kind, Optional<MatterId> matter) {
        return agreements.ofSubject(subject).stream()
                .filter(found -> found.genuine()
                        && found.row().kind() == kind
                        && found.row().matter().equals(matter))
                .toList();
    }

    /// A second person, whom the gate lets see the scan, has compared it with the printed text page by page: the
    /// agreement is in force from now on.
    public AgreementResult confirmPaper(Requester.SignedIn who, AgreementId id) {
        return upon(who, id, row -> ifItGoesOn(row, () -> paperWay.confirm(who, row)));
    }

    /// No agreement of a matter comes further while the matter does not go on.
    private boolean goesOn(AgreementRow row) {
        return row.matter().filter(matter -> !stops.isRunning(matter)).isEmpty();
    }

    private AgreementResult ifItGoesOn(AgreementRow row, Supplier<AgreementResult> act) {
        return goesOn(row) ? act.get() : new Unacceptable(Fault.MATTER_STOPPED);
    }

    /// A second person sends the paper back; another can be taken in.
    public AgreementResult returnPaper(Requester.SignedIn who, AgreementId id, PaperFault because) {
        return upon(who, id, row -> paperWay.sendBack(who, row, because));
    }

    /// Where the paper original lies, through the gate; the value is under [#PLACE]. Empty if there is no paper, or
    /// this person may not know of it.
    public Optional<Disclosure> placeOfOriginal(Requester.SignedIn who, AgreementId id) {
        Optional<AgreementRow> row = agreements
                .find(id)
                .filter(found -> found.genuine() && mayKnow(who, found.row()))
                .map(Found::row);
        Purpose purpose = who.has(Role.CLIENT) ? Purpose.OWN_DATA : Purpose.AGREEMENT;
        return row.filter(found -> found.standing().scan().isPresent())
                .map(found -> disclosures.open(
                        who, List.of(Wanted.value(AgreementTexts.placeOf(found), PLACE)), Why.of(purpose)));
    }

    /// Ends an agreement in force, now. The gate is shut at once; the duty of silence goes on. For those who
    /// handle it, the owner and the compliance officer; an undertaking is ended by the latter two, and not by
    /// the one who gave it.
    public AgreementResult end(Requester.SignedIn who, AgreementId id, EndReason because) {
        return upon(who, id, row -> mayEnd(who, row) ? life.end(who, row, because) : new Unknown());
    }

    /// Withdraws an agreement that is not in force yet.
    public AgreementResult cancel(Requester.SignedIn who, AgreementId id) {
        return upon(who, id, row -> mayEnd(who, row) ? life.cancel(who, row) : new Unknown());
    }

    /// Whether this person may end or withdraw it.
    public boolean mayEnd(Requester.SignedIn who, AgreementSummary agreement) {
        return agreements
                .find(agreement.id())
                .filter(found -> mayEnd(who, found.row()))
                .isPresent();
    }

    private boolean mayEnd(Requester.SignedIn who, AgreementRow row) {
        boolean oversees = who.has(Role.OWNER) || who.has(Role.COMPLIANCE_OFFICER);
        return row.kind().bothSign() ? oversees || handles(who, row) : oversees && !isOwnFile(who, row);
    }

    /// Whether this person may sign for the firm and take papers in.
    public boolean handles(Requester.SignedIn who, AgreementSummary agreement) {
        return relations.handles(who, Owner.of(agreement.subject()), agreement.matter());
    }

    private boolean handles(Requester.SignedIn who, AgreementRow row) {
        return relations.handles(who, Owner.of(row.subject()), row.matter());
    }

    private AgreementResult upon(Requester.SignedIn who, AgreementId id, Function<AgreementRow, AgreementResult> act) {
        return agreements
                .find(id)
                .filter(found -> found.genuine() && mayKnow(who, found.row()))
                .map(Found::row)
                .map(act)
                .orElseGet(Unknown::new);
    }

    /// Extends a client's agreement to one more matter, at its mandate.
    ///
    /// @throws IllegalArgumentException if the agreement is not a client's, or not in force
    public void coverMatter(Requester who, AgreementId id, MatterId matter) {
        AgreementRow row = agreements
                .find(id)
                .filter(Found::genuine)
                .map(Found::row)
                .filter(found -> found.kind() == AgreementKind.CLIENT_FIRM && found.opensAt(clock.instant()))
                .orElseThrow(() -> new IllegalArgumentException("no client agreement in force: " + id));
        life.coverMatter(who, row, matter);
    }

    /// The matter closed: buyers' agreements of it, and a client's agreement for which no other matter is
    /// open, begin their term. Raises the epochs of matter and subject, so no release slips past the end.
    ///
    /// @param stillOpen other matters that are open, so that their agreements do not lapse
    public void matterClosed(Requester who, MatterId matter, Instant closedAt, Set<MatterId> stillOpen) {
        life.matterClosed(who, matter, closedAt, stillOpen);
    }

    /// Whether a client may give facts: its agreement with the firm is in force and genuine.
    public boolean firmAgreementInForce(SubjectId subject) {
        return firmAgreement(subject).isPresent();
    }

    /// The client's agreement with the firm that is in force.
    public Optional<AgreementSummary> firmAgreement(SubjectId subject) {
        return inForce(agreements.ofSubject(subject), AgreementKind.CLIENT_FIRM).findFirst();
    }

    /// The buyer's agreement of a matter that is in force.
    public Optional<AgreementSummary> buyerAgreement(MatterId matter, SubjectId buyer) {
        return inForce(agreements.ofSubject(buyer), AgreementKind.BUYER)
                .filter(agreement -> agreement.matter().equals(Optional.of(matter)))
                .findFirst();
    }

    /// Those of these clients whose agreement with the firm is in force.
    public Set<SubjectId> firmsAgreed(Collection<SubjectId> subjects) {
        Instant now = clock.instant();
        return agreements.firmsOf(subjects).stream()
                .filter(row -> row.opensAt(now))
                .map(AgreementRow::subject)
                .collect(java.util.stream.Collectors.toSet());
    }

    /// Buyers whose agreement for a matter is in force, for many matters at once.
    public Map<MatterId, Set<SubjectId>> buyersAgreed(Collection<MatterId> matters) {
        Instant now = clock.instant();
        Map<MatterId, Set<SubjectId>> agreed = new HashMap<>();
        agreements.buyersOf(matters).stream()
                .filter(row -> row.opensAt(now))
                .forEach(row -> row.matter()
                        .ifPresent(matter -> agreed.computeIfAbsent(matter, _ -> new HashSet<>())
                                .add(row.subject())));
        return agreed;
    }

    private java.util.stream.Stream<AgreementSummary> inForce(List<Found> found, AgreementKind kind) {
        Instant now = clock.instant();
        return found.stream()
                .filter(Found::genuine)
                .filter(each -> each.row().kind() == kind && each.row().opensAt(now))
                .map(agreements::summary);
    }

    /// One agreement, for somebody who has to do with it: its counterpart, who is in charge of the
    /// counterpart or on the matter's team, and the duty of oversight.
    public Optional<AgreementSummary> find(Requester.SignedIn who, AgreementId id) {
        return agreements.find(id).filter(found -> mayKnow(who, found.row())).map(agreements::summary);
    }

    private boolean mayKnow(Requester.SignedIn who, AgreementRow row) {
        return who.actsFor().contains(row.subject())
                || isOwnFile(who, row)
                || who.has(Role.COMPLIANCE_OFFICER)
                || who.has(Role.OWNER)
                || relations.handles(who, Owner.of(row.subject()), row.matter());
    }

    private boolean isOwnFile(Requester.SignedIn who, AgreementRow row) {
        return !row.kind().bothSign()
                && people.find(who.person())
                        .filter(person -> person.file().equals(row.subject()))
                        .isPresent();
    }

    /// The matter that an agreement was made for, whoever asks: for entries of the log, which name it.
    public Optional<MatterId> matterOf(AgreementId id) {
        return agreements.find(id).flatMap(found -> found.row().matter());
    }

    public List<AgreementSummary> ofSubject(SubjectId subject) {
        return agreements.ofSubject(subject).stream().map(agreements::summary).toList();
    }

    public List<AgreementSummary> ofMatter(MatterId matter) {
        return agreements.ofMatter(matter).stream().map(agreements::summary).toList();
    }

    /// Agreements that wait for somebody and that concern this person, newest first.
    public List<AgreementSummary> waiting(Requester.SignedIn who) {
        return list(who, AgreementQuery.waiting()).agreements();
    }

    /// A page of a list.
    ///
    /// @param next where the next page begins; absent on the last one
    public record Listing(List<AgreementSummary> agreements, Optional<AgreementQuery.Place> next) {}

    /// Agreements that this person may know of, newest first, fifty at most. What somebody may not know of is not
    /// counted and leaves no gap.
    public Listing list(Requester.SignedIn who, AgreementQuery query) {
        Instant now = clock.instant();
        List<AgreementSummary> shown = new ArrayList<>();
        AgreementQuery rest = query;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Found> some = agreements.some(rest, now, now.plus(SOON), AT_ONCE);
            for (Found found : some) {
                Place here = new Place(found.row().preparedAt(), found.row().id());
                if (shown.size() == LINES) {
                    return new Listing(shown, rest.after());
                }
                rest = new AgreementQuery(query.filter(), query.kind(), query.number(), Optional.of(here));
                if (mayKnow(who, found.row())) {
                    shown.add(agreements.summary(found));
                }
            }
            if (some.size() < AT_ONCE) {
                return new Listing(shown, Optional.empty());
            }
        }
        return new Listing(shown, rest.after());
    }

    /// What happened to an agreement, for somebody who may know of it.
    public Optional<AgreementHistory> history(Requester.SignedIn who, AgreementId id) {
        return agreements
                .find(id)
                .filter(found -> mayKnow(who, found.row()))
                .map(found -> Histories.of(
                        found.row(), agreements.signatures(found), papers.of(id), agreements.coveredBy(id)));
    }

    /// The current PDF, for the counterpart or for staff whom the gate lets in.
    ///
    /// @return the bytes, or why not
    public Reading read(Requester.SignedIn who, AgreementId id) {
        return agreements
                .find(id)
                .filter(Found::genuine)
                .map(found -> texts.read(who, found.row()))
                .orElseGet(() -> new Reading.No(new Unknown()));
    }

    /// The filled Word document, if it was written from a template of the firm; for whom the gate lets have the file.
    ///
    /// @return the bytes, or why not
    public Reading readWord(Requester.SignedIn who, AgreementId id) {
        return agreements
                .find(id)
                .filter(found -> found.genuine() && found.row().wordTemplate().isPresent())
                .map(found -> texts.readWord(who, found.row()))
                .orElseGet(() -> new Reading.No(new Unknown()));
    }

    /// The scan of the signed paper, as a PDF in memory, for being drawn as marked pages.
    ///
    /// @return the bytes, or why not
    public Reading readScan(Requester.SignedIn who, AgreementId id) {
        return agreements
                .find(id)
                .filter(Found::genuine)
                .flatMap(found -> found.row().standing().scan().map(scan -> texts.read(who, found.row(), scan)))
                .orElseGet(() -> new Reading.No(new Unknown()));
    }

    /// How a reader may have an agreement (docs/spec/agreement-paper.md).
    public enum Showing {
        /// The file itself: to the party whose own agreement it is, and to whoever has it signed on paper.
        FILE,
        /// Its pages on the screen; what leaves is marked.
        PAGES,
        /// Marked pages, wherever it is shown.
        MARKED_PAGES
    }

    /// What came of reading.
    public sealed interface Reading {
        /// @param showing how the reader may have it, by the obligations of the gate
        record Text(AgreementId agreement, byte[] pdf, Showing showing) implements Reading {}

        record No(AgreementResult result) implements Reading {}
    }

    /// Where an agreement's PDF is sealed.
    public static Address addressOf(SubjectId subject, UUID document) {
        return AgreementTexts.addressOf(subject, document);
    }
}
