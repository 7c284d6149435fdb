package io.equiveil.nda;

import io.equiveil.access.KnownRelations;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
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
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.nda.AgreementFacts.AgreementCoversMatter;
import io.equiveil.nda.AgreementFacts.AgreementPrepared;
import io.equiveil.nda.AgreementFacts.AgreementTermStarted;
import io.equiveil.nda.AgreementRepository.Found;
import io.equiveil.nda.AgreementResult.Done;
import io.equiveil.nda.AgreementResult.Fault;
import io.equiveil.nda.AgreementResult.Refused;
import io.equiveil.nda.AgreementResult.Unacceptable;
import io.equiveil.nda.AgreementResult.Unknown;
import io.equiveil.nda.AgreementResult.Unrecorded;
import io.equiveil.nda.AgreementSummary.Medium;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door of this room: agreements written, signed on screen or on paper, and what they open.
///
/// An agreement opens exactly its scope, from the moment both sides have signed until its term after
/// closing ends.
/// The text is sealed under the counterpart's own key. Every act is a fact in the ledger; signatures are
/// never changed.
@Service
public class Agreements {

    /// Sealed documents of this room.
    public static final RecordType AGREEMENT = new RecordType("nda.agreement");

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final AgreementRepository agreements;
    private final AgreementWriter writer;
    private final AgreementTexts texts;
    private final AgreementSigning signing;
    private final PaperWay paperWay;
    private final Disclosures disclosures;
    private final Ledger ledger;
    private final KnownRelations relations;
    private final People people;
    private final FirmProfile firm;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Agreements(
            AgreementRepository agreements,
            AgreementWriter writer,
            AgreementTexts texts,
            AgreementSigning signing,
            PaperWay paperWay,
            Disclosures disclosures,
            Ledger ledger,
            KnownRelations relations,
            People people,
            FirmProfile firm,
            TransactionTemplate transaction,
            Clock clock) {
        this.agreements = agreements;
        this.writer = writer;
        this.texts = texts;
        this.signing = signing;
        this.paperWay = paperWay;
        this.disclosures = disclosures;
        this.ledger = ledger;
        this.relations = relations;
        this.people = people;
        this.firm = firm;
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
                yield name.isEmpty() ? new Unknown() : new Done(keepDraft(who, wanted, name.get()));
            }
        };
    }

    private AgreementSummary keepDraft(Requester.SignedIn who, Preparation wanted, Cleartext partyName) {
        AgreementId id = AgreementId.random();
        AgreementPaper.Printed text = writer.write(id, wanted, partyName, firm.current());
        Instant now = clock.instant();
        return transaction.execute(_ -> {
            AgreementRow row = new AgreementRow(
                    id,
                    wanted.kind(),
                    wanted.subject(),
                    wanted.matter(),
                    wanted.language(),
                    AgreementWriter.TEXT_VERSION,
                    wanted.terms(),
                    texts.keep(wanted.subject(), text.pdf()),
                    text.textHash(),
                    text.pages(),
                    AgreementState.DRAFT,
                    Medium.SCREEN,
                    who.person(),
                    now,
                    Optional.empty(),
                    Optional.empty(),
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
            return agreements.summary(new Found(row, true));
        });
    }

    /// The firm signs, and with that sends it: the counterpart may now read and sign.
    public AgreementResult send(Requester.SignedIn who, AgreementId id, Proof proof) {
        return agreements
                .find(id)
                .filter(found -> found.genuine() && mayKnow(who, found.row()))
                .map(found -> signing.byFirm(who, found.row(), proof))
                .orElseGet(Unknown::new);
    }

    /// The counterpart signs; the agreement is in force.
    ///
    /// @param handwriting a PNG of what the signer wrote with a finger; required with code and PIN
    public AgreementResult sign(Requester.SignedIn who, AgreementId id, Proof proof, Optional<byte[]> handwriting) {
        return agreements
                .find(id)
                .filter(found ->
                        found.genuine() && who.actsFor().contains(found.row().subject()))
                .map(found -> signing.byCounterpart(who, found.row(), proof, handwriting))
                .orElseGet(Unknown::new);
    }

    /// Takes in a signed paper: a photograph or scan, one file. It waits for a second person.
    ///
    /// @param scan  PDF, JPG or PNG; at most 40 MiB
    /// @param place where the original lies; sealed
    public AgreementResult takeInPaper(
            Requester.SignedIn who, AgreementId id, byte[] scan, LocalDate signedOn, Cleartext place) {
        return agreements
                .find(id)
                .filter(found -> found.genuine() && mayKnow(who, found.row()))
                .map(found -> paperWay.takeIn(who, found.row(), scan, signedOn, place))
                .orElseGet(Unknown::new);
    }

    /// A second person has compared the paper with the printed text: the agreement is in force from its
    /// signing day.
    public AgreementResult confirmPaper(Requester.SignedIn who, AgreementId id) {
        return agreements
                .find(id)
                .filter(found -> found.genuine() && mayKnow(who, found.row()))
                .map(found -> paperWay.confirm(who, found.row()))
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
        if (agreements.covering(matter).contains(id)) {
            return;
        }
        transaction.executeWithoutResult(_ -> {
            Receipt receipt = ledger.append(Entry.of(who, new AgreementCoversMatter(id, row.subject(), matter))
                    .about(AgreementRepository.coverageName(id, matter), 1));
            agreements.cover(id, matter, receipt.leafHash());
        });
    }

    /// The matter closed: buyers' agreements of it, and a client's agreement for which no other matter is
    /// open, begin
    /// their term. Raises the epochs of matter and subject, so no release slips past the end.
    ///
    /// @param stillOpen other matters that are open, so that their agreements do not lapse
    public void matterClosed(Requester who, MatterId matter, Instant closedAt, java.util.Set<MatterId> stillOpen) {
        for (Found found : agreements.ofMatter(matter)) {
            AgreementRow row = found.row();
            boolean covers = row.kind() == AgreementKind.BUYER
                    || stillOpen.stream()
                            .noneMatch(other -> agreements.covering(other).contains(row.id()));
            if (!found.genuine()
                    || row.state() != AgreementState.IN_FORCE
                    || row.endsAt().isPresent()
                    || !covers) {
                continue;
            }
            Instant end = closedAt.atZone(SHANGHAI)
                    .plusYears(row.terms().yearsAfterClosing())
                    .toInstant();
            transaction.executeWithoutResult(_ -> {
                AgreementRow next = row.next(
                        AgreementState.IN_FORCE, row.medium(), row.document(), row.inForceFrom(), Optional.of(end));
                Receipt receipt =
                        ledger.append(Entry.of(who, new AgreementTermStarted(row.id(), row.subject(), matter, end))
                                .raising(Scope.of(matter), Scope.of(row.subject()))
                                .about(AgreementRow.rowName(row.id()), next.version()));
                agreements.update(next, receipt.leafHash());
            });
        }
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

    public List<AgreementSummary> ofSubject(SubjectId subject) {
        return agreements.ofSubject(subject).stream().map(agreements::summary).toList();
    }

    public List<AgreementSummary> ofMatter(MatterId matter) {
        return agreements.ofMatter(matter).stream().map(agreements::summary).toList();
    }

    /// Agreements that wait for somebody and that concern this person, newest first.
    public List<AgreementSummary> waiting(Requester.SignedIn who) {
        return agreements.waiting(List.of(AgreementState.DRAFT, AgreementState.SENT, AgreementState.ON_PAPER)).stream()
                .filter(found -> mayKnow(who, found.row()))
                .map(agreements::summary)
                .toList();
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

    /// What came of reading.
    public sealed interface Reading {
        record Text(byte[] pdf) implements Reading {}

        record No(AgreementResult result) implements Reading {}
    }

    /// Where an agreement's PDF is sealed.
    public static Address addressOf(SubjectId subject, UUID document) {
        return AgreementTexts.addressOf(subject, document);
    }
}
