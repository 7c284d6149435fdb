package io.equiveil.dataroom;

import io.equiveil.access.Relation;
import io.equiveil.consent.Consents;
import io.equiveil.dataroom.DocumentRepository.Row;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.files.SentFiles;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.subjects.spi.LegalStops;
import io.equiveil.vault.Sealer;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door of this room: documents of a matter, and identity documents of clients.
///
/// What comes in is sealed as a stream, and nothing of a refused file is kept. What goes out are pictures of single
/// pages with the reader's mark burned in, never the file: opening a document is one release by
/// the gate, recorded once for the whole viewing, and a viewing ends at once when anything that it relied on moves.
///
/// Does not promise that nobody photographs a screen; it promises that the photograph says whose screen it was.
@Service
public class DataRoom {

    /// Title, file name and the document itself; the row is the document's id.
    public static final RecordType DOCUMENT = new RecordType("dataroom.document");

    /// The office file of which a document was made; the row is the document's id.
    public static final RecordType ORIGINAL = new RecordType("dataroom.original");

    /// Lines of one list.
    public static final int LINES = 100;

    /// Classes under which a document of a matter can be kept.
    public static final List<InformationClass> CLASSES = List.of(InformationClass.DOCUMENT, InformationClass.FINANCIAL);

    /// Stages from which the other side may see a document of a matter.
    public static final List<MatterStage> STAGES =
            List.of(MatterStage.DUE_DILIGENCE, MatterStage.AGREEMENT, MatterStage.PAYMENT, MatterStage.REGISTRATION);

    /// Widths in pixels in which a page is drawn.
    public static final List<Integer> WIDTHS = List.of(480, 800, 1200, 1600);

    static final String TITLE = "title";

    private final DocumentRepository documents;
    private final PageTurns turns;
    private final ViewRepository views;
    private final Viewings viewings;
    private final Standings standings;
    private final Marks marks;
    private final Matters matters;
    private final LegalStops stops;
    private final Consents consents;
    private final Arrivals arrivals;
    private final Sealer sealer;
    private final Ledger ledger;
    private final Disclosures disclosures;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DataRoom(
            DocumentRepository documents,
            PageTurns turns,
            ViewRepository views,
            Viewings viewings,
            Standings standings,
            Marks marks,
            Matters matters,
            LegalStops stops,
            Consents consents,
            Arrivals arrivals,
            Sealer sealer,
            Ledger ledger,
            Disclosures disclosures,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.documents = documents;
        this.turns = turns;
        this.views = views;
        this.viewings = viewings;
        this.standings = standings;
        this.marks = marks;
        this.matters = matters;
        this.stops = stops;
        this.consents = consents;
        this.arrivals = arrivals;
        this.sealer = sealer;
        this.ledger = ledger;
        this.disclosures = disclosures;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// Takes a document into a matter: one PDF or office file, or photographs in the order of their pages.
    /// For its team and for the client whose matter it is. Answers when it is kept or refused, which an
    /// office file can make last a minute and a half.
    public UploadResult add(Requester.SignedIn who, MatterId id, NewDocument about, SentFiles files)
            throws IOException {
        return arrivals.take(toMatter(who, id, about), files);
    }

    /// The same, answering as soon as the files are here; [#sending] says how far they have come.
    public SendingState send(Requester.SignedIn who, MatterId id, NewDocument about, SentFiles files)
            throws IOException {
        return arrivals.begin(toMatter(who, id, about), files);
    }

    private Arrival toMatter(Requester.SignedIn who, MatterId id, NewDocument about) {
        return new Arrival(
                who, Owner.of(id), Optional.of(id), about, Optional.empty(), () -> objection(who, id, about));
    }

    private Optional<UploadResult> objection(Requester.SignedIn who, MatterId id, NewDocument about) {
        Optional<MatterSummary> matter =
                matters.find(who, id).filter(_ -> mayAdd(who, relations(who, Owner.of(id), id)));
        if (matter.isEmpty()) {
            return Optional.of(new UploadResult.NotYours());
        }
        if (matter.get().closedAt().isPresent() || matter.get().stage() == MatterStage.ABANDONED) {
            return Optional.of(new UploadResult.Refused(Refusal.MATTER_CLOSED));
        }
        if (matter.get().suspended()) {
            return Optional.of(new UploadResult.Refused(Refusal.MATTER_SUSPENDED));
        }
        if (!matters.isTakenUp(id)) {
            return Optional.of(new UploadResult.Refused(Refusal.MATTER_NOT_TAKEN_UP));
        }
        return CLASSES.contains(about.informationClass()) && STAGES.contains(about.shownFrom())
                ? Optional.empty()
                : Optional.of(new UploadResult.Refused(Refusal.CHOICE));
    }

    /// Takes an identity document of a client: stamped with what it is for, on every page, before it is sealed. For the
    /// client and for whoever is in charge of the client or the matter.
    ///
    /// @param matter the matter that the stamp names
    public UploadResult addIdentityDocument(
            Requester.SignedIn who, SubjectId subject, Optional<MatterId> matter, Cleartext title, SentFiles files)
            throws IOException {
        return arrivals.take(ofSubject(who, subject, matter, title), files);
    }

    /// The same, answering as soon as the files are here; [#sending] says how far they have come.
    public SendingState sendIdentityDocument(
            Requester.SignedIn who, SubjectId subject, Optional<MatterId> matter, Cleartext title, SentFiles files)
            throws IOException {
        return arrivals.begin(ofSubject(who, subject, matter, title), files);
    }

    private Arrival ofSubject(Requester.SignedIn who, SubjectId subject, Optional<MatterId> matter, Cleartext title) {
        Owner owner = Owner.of(subject);
        Optional<String> codeName = matter.flatMap(id -> matters.find(who, id)).map(MatterSummary::codeName);
        return new Arrival(
                who,
                owner,
                matter,
                new NewDocument(title, InformationClass.IDENTITY_DOCUMENT, MatterStage.CLOSED),
                Optional.of(Marks.stamp(codeName)),
                () -> objection(who, owner, matter));
    }

    private Optional<UploadResult> objection(Requester.SignedIn who, Owner owner, Optional<MatterId> matter) {
        boolean isThere = matter.isEmpty() || matters.find(who, matter.get()).isPresent();
        if (!isThere || !mayAdd(who, standings.of(who, owner, matter))) {
            return Optional.of(new UploadResult.NotYours());
        }
        return consents.stands(owner, Purpose.IDENTITY_CHECK, InformationClass.IDENTITY_DOCUMENT)
                ? Optional.empty()
                : Optional.of(new UploadResult.Refused(Refusal.NO_LEGAL_BASIS));
    }

    /// How far files that this person sent have come.
    public SendingState sending(Requester.SignedIn who, SendingId sending) {
        return arrivals.state(who, sending);
    }

    /// What this person has sent to an owner and is still being worked on.
    public List<SendingState.Going> sendings(Requester.SignedIn who, Owner owner) {
        return arrivals.going(who, owner);
    }

    /// Documents of a matter with their titles, as far as the gate shows them; one entry of the ledger for the list.
    /// Empty if the matter is not the requester's affair.
    ///
    /// @param before only documents from before this moment
    public Optional<Listing> list(Requester.SignedIn who, MatterId id, Instant before) {
        return matters.find(who, id).map(_ -> {
            Instant from = before;
            while (true) {
                List<Row> rows = documents.ofMatter(id, from, LINES + 1);
                Listing page = listing(who, Owner.of(id), Optional.of(id), rows, false);
                if (!page.lines().isEmpty() || !page.more() || !page.recorded()) {
                    return page;
                }
                // Not one of these may be known to this person; there may be such further back.
                from = rows.get(LINES - 1).document().uploadedAt();
            }
        });
    }

    /// Identity documents of a client. Empty if the client is not the requester's affair.
    ///
    /// @param matter in which matter they are asked for
    public Optional<Listing> identityDocuments(Requester.SignedIn who, SubjectId subject, Optional<MatterId> matter) {
        Owner owner = Owner.of(subject);
        if (standings.of(who, owner, matter).isEmpty()) {
            return Optional.empty();
        }
        List<Row> rows = documents.ofSubject(subject).stream()
                .filter(row -> !row.document().isRemoved())
                .toList();
        return Optional.of(listing(who, owner, matter, rows, false));
    }

    private Listing listing(
            Requester.SignedIn who, Owner owner, Optional<MatterId> matter, List<Row> rows, boolean ownIsShown) {
        Set<Relation> relations = standings.of(who, owner, matter);
        List<RoomDocument> shown = rows.stream().limit(LINES).map(Row::document).toList();
        Map<Purpose, List<RoomDocument>> byPurpose = shown.stream()
                .collect(Collectors.groupingBy(
                        document -> standings.purpose(who, relations, document.informationClass())));
        Map<Address, Disclosure.Shown> titles = new HashMap<>();
        Map<Address, Disclosure.Refused> refusals = new HashMap<>();
        boolean recorded = true;
        for (Map.Entry<Purpose, List<RoomDocument>> group : byPurpose.entrySet()) {
            List<Wanted> wanted = group.getValue().stream()
                    .map(RoomDocument::address)
                    .map(address -> standings.seesMasksOnly(who, relations)
                            ? Wanted.mask(address, TITLE)
                            : Wanted.value(address, TITLE))
                    .toList();
            switch (disclosures.open(who, wanted, new Why(group.getKey(), matter))) {
                case Disclosure.Answered answered -> {
                    titles.putAll(answered.shown());
                    refusals.putAll(answered.refused());
                }
                case Disclosure.Unrecorded _ -> recorded = false;
            }
        }
        List<Listed> all = shown.stream()
                .map(document -> new Listed(
                        document,
                        Optional.ofNullable(titles.get(document.address()))
                                .map(values -> values.fields().get(TITLE)),
                        Optional.ofNullable(refusals.get(document.address()))))
                .toList();
        // What is refused outside the firm is not even there: neither when it came nor how many pages it has.
        List<Listed> lines = who.isStaff() || ownIsShown && Standings.isOwn(relations)
                ? all
                : all.stream().filter(line -> line.title().isPresent()).toList();
        Optional<Disclosure.Refused> refusedAltogether =
                all.stream().allMatch(line -> line.refusal().isPresent())
                        ? all.stream().findFirst().flatMap(Listed::refusal)
                        : Optional.empty();
        InformationClass usual =
                owner instanceof Owner.OfSubject ? InformationClass.IDENTITY_DOCUMENT : InformationClass.DOCUMENT;
        return new Listing(
                lines,
                rows.size() > LINES,
                recorded,
                refusedAltogether,
                mayAdd(who, relations),
                standings.handles(who, relations),
                standings.purpose(who, relations, usual));
    }

    /// Whether a document lies in a matter's data room, genuine and not taken out; for rooms that point to it.
    public boolean holds(MatterId matter, DocumentId id) {
        return documents
                .find(id)
                .filter(row -> row.document().owner().equals(Owner.of(matter)))
                .filter(row -> !row.document().isRemoved())
                .filter(documents::isGenuine)
                .isPresent();
    }

    /// One document with its title, for its own page. Empty where it is not the requester's affair; outside the
    /// firm also where the gate refuses it, unless it is of the requester's own side, which may take it out.
    public Optional<Listing> one(Requester.SignedIn who, DocumentId id) {
        return visible(who, id)
                .map(row -> listing(who, row.document().owner(), row.document().matter(), List.of(row), true))
                .filter(found -> !found.lines().isEmpty());
    }

    /// Takes a document out: its content and title are destroyed at once, what happened to it stays in the ledger. For
    /// the team, and for the client who sent it. Refused under a legal hold and once the matter is over, where
    /// retention alone destroys.
    public ChangeResult remove(Requester.SignedIn who, DocumentId id) {
        return change(who, id, this::againstRemoval, row -> {
            RoomDocument removed = row.document().removed(who.person(), now());
            Receipt receipt =
                    ledger.append(Entry.of(who, new RoomFacts.DocumentRemoved(id, removed.address(), removed.matter()))
                            .raising(removed.owner().scope())
                            .about(DocumentRepository.name(id), removed.version()));
            sealer.remove(removed.address());
            removed.originalAddress().ifPresent(sealer::remove);
            documents.update(removed, receipt.leafHash());
            return removed;
        });
    }

    /// Shows a document of a matter from another stage on. Viewings that relied on the earlier one end.
    ///
    /// @throws IllegalArgumentException if the stage is not one of [#STAGES]
    public ChangeResult showFrom(Requester.SignedIn who, DocumentId id, MatterStage stage) {
        if (!STAGES.contains(stage)) {
            throw new IllegalArgumentException("not a stage from which documents are shown: " + stage);
        }
        return change(who, id, row -> againstStaging(who, row), row -> {
            RoomDocument changed = row.document().shownFrom(stage);
            Receipt receipt = ledger.append(Entry.of(
                            who,
                            new RoomFacts.DocumentStaged(
                                    id, changed.matter(), row.document().shownFrom(), stage))
                    .raising(changed.owner().scope())
                    .about(DocumentRepository.name(id), changed.version()));
            documents.update(changed, receipt.leafHash());
            return changed;
        });
    }

    /// Shows a page turned from now on, to everybody. For the team, and for the client who sent it.
    ///
    /// @param page     from 1
    /// @param quarters to the right, counted from how the page came in
    /// @throws IllegalArgumentException if there is no such page
    public ChangeResult turn(Requester.SignedIn who, DocumentId id, int page, int quarters) {
        return change(who, id, _ -> Optional.empty(), row -> {
            if (page < 1 || page > row.document().pages()) {
                throw new IllegalArgumentException("no page " + page);
            }
            int turned = Math.floorMod(quarters, 4);
            ledger.append(Entry.of(who, new RoomFacts.PageTurned(id, page, turned)));
            turns.set(id, page, turned);
            return row.document();
        });
    }

    /// By how many quarters to the right a page is shown turned; for those who may turn it.
    ///
    /// @return empty if the requester may not turn it
    public Optional<Integer> turnOf(Requester.SignedIn who, DocumentId id, int page) {
        return visible(who, id).filter(row -> mayChange(who, row.document())).map(_ -> turns.of(id, page));
    }

    private ChangeResult change(
            Requester.SignedIn who,
            DocumentId id,
            Function<RoomDocument, Optional<Refusal>> objection,
            Function<Row, RoomDocument> act) {
        Optional<Row> found = visible(who, id).filter(row -> mayChange(who, row.document()));
        if (found.isEmpty()) {
            return new ChangeResult.NotYours();
        }
        if (found.get().document().isRemoved()) {
            return new ChangeResult.AlreadyRemoved();
        }
        if (!documents.isGenuine(found.get())) {
            // Never put a new seal over a row that somebody has touched.
            return new ChangeResult.NotGenuine();
        }
        return Objects.requireNonNull(transaction.execute(_ -> objection
                .apply(found.get().document())
                .<ChangeResult>map(ChangeResult.Refused::new)
                .orElseGet(() -> new ChangeResult.Done(act.apply(found.get())))));
    }

    private Optional<Refusal> againstRemoval(RoomDocument document) {
        return switch (document.owner()) {
            case Owner.OfMatter(var matter) ->
                matters.againstRemoval(matter).map(blocker -> switch (blocker) {
                    case ALREADY_CLOSED -> Refusal.MATTER_CLOSED;
                    case ON_HOLD -> Refusal.MATTER_SUSPENDED;
                    default -> Refusal.KEPT_BY_LAW;
                });
            case Owner.OfSubject(var subject) ->
                stops.isHeld(subject) ? Optional.of(Refusal.KEPT_BY_LAW) : Optional.empty();
        };
    }

    private Optional<Refusal> againstStaging(Requester.SignedIn who, RoomDocument document) {
        return document.matter()
                .flatMap(matter -> matters.find(who, matter))
                .filter(MatterSummary::suspended)
                .map(_ -> Refusal.MATTER_SUSPENDED);
    }

    /// Opens a document for looking at: asks the gate once, which records the release, and keeps the pages ready for a
    /// few minutes.
    public Opening open(Requester.SignedIn who, DocumentId id) {
        Optional<Row> found = visible(who, id);
        if (found.isEmpty()) {
            return new Opening.Unknown();
        }
        RoomDocument document = found.get().document();
        Set<Relation> relations = standings.of(who, document.owner(), document.matter());
        Why why = new Why(standings.purpose(who, relations, document.informationClass()), document.matter());
        return viewings.open(who, document, why, codeNameFor(who, document));
    }

    /// The matter that the marks name. A copy of an identity document that came before there was one is
    /// used for the only open one that the client is in.
    private Optional<String> codeNameFor(Requester.SignedIn who, RoomDocument document) {
        if (document.matter().isPresent() || !(document.owner() instanceof Owner.OfSubject(var subject))) {
            return document.matter()
                    .flatMap(matter -> matters.find(who, matter))
                    .map(MatterSummary::codeName);
        }
        List<MatterSummary> open = matters.of(who).stream()
                .filter(matter ->
                        matter.party(subject).isPresent() && matter.closedAt().isEmpty())
                .toList();
        return open.size() == 1 ? Optional.of(open.getFirst().codeName()) : Optional.empty();
    }

    /// A page of an open viewing as a picture.
    ///
    /// @param page  from 1
    /// @param width one of [#WIDTHS]
    /// @throws IllegalArgumentException if the width is another
    public PageResult page(Requester.SignedIn who, ViewId view, int page, int width) {
        if (!WIDTHS.contains(width)) {
            throw new IllegalArgumentException("pages are drawn in fixed widths, not in " + width);
        }
        return viewings.page(who, view, page, width);
    }

    /// How a viewing stands; asks everything that a page would ask.
    ///
    /// @param page which page is on the screen; empty if that is not said
    public ViewState state(Requester.SignedIn who, ViewId view, Optional<Integer> page) {
        return viewings.state(who, view, page);
    }

    /// Ends one's own viewing.
    public void close(Requester.SignedIn who, ViewId view) {
        viewings.close(who, view);
    }

    /// Which document a viewing of this person was about, so that it can be opened again.
    public Optional<RoomDocument> documentOf(Requester.SignedIn who, ViewId view) {
        return views.documentOf(view, who.person())
                .flatMap(id -> visible(who, id))
                .map(Row::document)
                .filter(document -> !document.isRemoved());
    }

    /// Who looked at a document, which pages, for how long; newest first, at most two hundred. For the team, and for
    /// oversight.
    public List<Reading> readings(Requester.SignedIn who, DocumentId id) {
        return visible(who, id)
                .filter(row -> {
                    Set<Relation> relations = standings.of(
                            who, row.document().owner(), row.document().matter());
                    return standings.handles(who, relations) || relations.contains(Relation.OVERSIGHT);
                })
                .map(_ -> views.of(id, 200))
                .orElse(List.of());
    }

    /// What a reader is called where it is shown who looked: a code name, or the alias of a client.
    public String nameOf(PersonId reader) {
        return marks.nameOf(reader);
    }

    /// The row, for somebody whose affair it is: what may be seen of it is for the gate to say.
    private Optional<Row> visible(Requester.SignedIn who, DocumentId id) {
        return documents
                .find(id)
                .filter(row -> row.document().isIdentityDocument()
                        ? !standings
                                .of(who, row.document().owner(), row.document().matter())
                                .isEmpty()
                        : row.document()
                                .matter()
                                .flatMap(matter -> matters.find(who, matter))
                                .isPresent());
    }

    private boolean mayAdd(Requester.SignedIn who, Set<Relation> relations) {
        return standings.handles(who, relations) || Standings.isOwn(relations);
    }

    private boolean mayChange(Requester.SignedIn who, RoomDocument document) {
        Set<Relation> relations = standings.of(who, document.owner(), document.matter());
        return standings.handles(who, relations)
                || (Standings.isOwn(relations) && document.uploadedBy().equals(who.person()));
    }

    private Set<Relation> relations(Requester.SignedIn who, Owner owner, MatterId matter) {
        return standings.of(who, owner, Optional.of(matter));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
