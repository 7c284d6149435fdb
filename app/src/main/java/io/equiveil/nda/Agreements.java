package io.equiveil.nda;

import io.equiveil.access.KnownRelations;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.disclosure.DocumentDisclosure;
import io.equiveil.frame.Firm;
import io.equiveil.identity.SigningProofs;
import io.equiveil.identity.SigningProofs.Proof;
import io.equiveil.identity.SigningProofs.Proven;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.nda.AgreementFacts.AgreementCoversMatter;
import io.equiveil.nda.AgreementFacts.AgreementPaperConfirmed;
import io.equiveil.nda.AgreementFacts.AgreementPaperTakenIn;
import io.equiveil.nda.AgreementFacts.AgreementPrepared;
import io.equiveil.nda.AgreementFacts.AgreementSent;
import io.equiveil.nda.AgreementFacts.AgreementSigned;
import io.equiveil.nda.AgreementFacts.AgreementTermStarted;
import io.equiveil.nda.AgreementRepository.Found;
import io.equiveil.nda.AgreementRepository.Paper;
import io.equiveil.nda.AgreementResult.Done;
import io.equiveil.nda.AgreementResult.Fault;
import io.equiveil.nda.AgreementResult.NotNow;
import io.equiveil.nda.AgreementResult.ProofRefused;
import io.equiveil.nda.AgreementResult.Refused;
import io.equiveil.nda.AgreementResult.Unacceptable;
import io.equiveil.nda.AgreementResult.Unknown;
import io.equiveil.nda.AgreementResult.Unrecorded;
import io.equiveil.nda.AgreementSummary.Medium;
import io.equiveil.nda.AgreementSummary.Side;
import io.equiveil.vault.Sealer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /// Where the paper original lies.
    static final RecordType PAPER = new RecordType("nda.paper");

    private static final long LARGEST = 40L * 1024 * 1024;
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final AgreementRepository agreements;
    private final AgreementWriter writer;
    private final AgreementSigner signer;
    private final Disclosures disclosures;
    private final Sealer sealer;
    private final Ledger ledger;
    private final SigningProofs proofs;
    private final KnownRelations relations;
    private final Firm firm;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Agreements(
            AgreementRepository agreements,
            AgreementWriter writer,
            AgreementSigner signer,
            Disclosures disclosures,
            Sealer sealer,
            Ledger ledger,
            SigningProofs proofs,
            KnownRelations relations,
            Firm firm,
            TransactionTemplate transaction,
            Clock clock) {
        this.agreements = agreements;
        this.writer = writer;
        this.signer = signer;
        this.disclosures = disclosures;
        this.sealer = sealer;
        this.ledger = ledger;
        this.proofs = proofs;
        this.relations = relations;
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
        AgreementWriter.Written text = writer.write(id, wanted, partyName, firm);
        Digest hash = Digest.sha256(text.pdf());
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
                    keep(wanted.subject(), text.pdf()),
                    hash.hex(),
                    text.pages(),
                    AgreementState.DRAFT,
                    Medium.SCREEN,
                    who.person(),
                    now,
                    Optional.empty(),
                    Optional.empty(),
                    1);
            Receipt receipt = ledger.append(
                    Entry.of(who, new AgreementPrepared(id, wanted.kind(), wanted.subject(), wanted.matter(), hash))
                            .about(AgreementRow.rowName(id), 1));
            agreements.insert(row, receipt.leafHash());
            return summary(new Found(row, true));
        });
    }

    /// The firm signs, and with that sends it: the counterpart may now read and sign.
    public AgreementResult send(Requester.SignedIn who, AgreementId id, Proof proof) {
        return agreements
                .find(id)
                .filter(Found::genuine)
                .map(found -> sign(who, found.row(), AgreementState.DRAFT, Side.FIRM, proof, Optional.empty()))
                .orElseGet(Unknown::new);
    }

    /// The counterpart signs; the agreement is in force.
    ///
    /// @param handwriting a PNG of what the signer wrote with a finger; required with code and PIN
    public AgreementResult sign(Requester.SignedIn who, AgreementId id, Proof proof, Optional<byte[]> handwriting) {
        Optional<AgreementRow> row = agreements.find(id).filter(Found::genuine).map(Found::row);
        if (row.isEmpty() || !who.actsFor().contains(row.get().subject())) {
            return new Unknown();
        }
        if (proof instanceof Proof.CodeAndPin || handwriting.isPresent()) {
            Optional<Fault> fault = Handwriting.faultOf(handwriting.orElse(new byte[0]));
            if (fault.isPresent()) {
                return new Unacceptable(fault.get());
            }
        }
        return sign(who, row.get(), AgreementState.SENT, Side.COUNTERPART, proof, handwriting);
    }

    private AgreementResult sign(
            Requester.SignedIn who,
            AgreementRow row,
            AgreementState from,
            Side side,
            Proof proof,
            Optional<byte[]> handwriting) {
        if (row.state() != from) {
            return new NotNow(row.state());
        }
        return switch (read(who, row)) {
            case Reading.No no -> no.result();
            case Reading.Text text -> {
                Digest toBeSigned = Digest.sha256(text.pdf());
                yield switch (proofs.prove(who, toBeSigned, proof)) {
                    case Proven.Refused _ -> new ProofRefused();
                    case Proven.Accepted yes -> keepSigned(who, row, side, text.pdf(), yes, handwriting);
                };
            }
        };
    }

    private AgreementResult keepSigned(
            Requester.SignedIn who,
            AgreementRow row,
            Side side,
            byte[] pdf,
            Proven.Accepted proof,
            Optional<byte[]> handwriting) {
        boolean byFirm = side == Side.FIRM;
        String commonName = byFirm ? firm.name() : AgreementSummary.numberOf(row.id());
        byte[] signed = signer.sign(
                pdf,
                row.pages(),
                new AgreementSigner.Signing(
                        byFirm ? AgreementPaper.FIRM_BOX : AgreementPaper.PARTY_BOX,
                        commonName,
                        writer.manner(proof.grade(), row.language()),
                        handwriting,
                        proof.at()));
        Digest hash = Digest.sha256(signed);
        return transaction.execute(_ -> {
            UUID document = keep(row.subject(), signed);
            AgreementRow next = byFirm
                    ? row.next(AgreementState.SENT, Medium.SCREEN, document, Optional.empty(), Optional.empty())
                    : row.next(
                            AgreementState.IN_FORCE,
                            Medium.SCREEN,
                            document,
                            Optional.of(proof.at()),
                            Optional.empty());
            Entry entry = byFirm
                    ? Entry.of(who, new AgreementSent(row.id(), row.subject(), who.person(), hash))
                    : Entry.of(
                            who,
                            new AgreementSigned(row.id(), row.kind(), row.subject(), who.person(), hash, proof.at()));
            Receipt receipt = ledger.append(entry.about(AgreementRow.rowName(row.id()), next.version()));
            agreements.update(next, receipt.leafHash());
            agreements.addSignature(row.id(), side, who.person(), proof.grade().name(), document, proof.at());
            return new Done(summary(new Found(next, true)));
        });
    }

    /// Takes in a signed paper: a photograph or scan, one file. It waits for a second person.
    ///
    /// @param scan  PDF, JPG or PNG; at most 40 MiB
    /// @param place where the original lies; sealed
    public AgreementResult takeInPaper(
            Requester.SignedIn who, AgreementId id, byte[] scan, LocalDate signedOn, Cleartext place) {
        Optional<AgreementRow> found =
                agreements.find(id).filter(Found::genuine).map(Found::row);
        if (found.isEmpty()) {
            return new Unknown();
        }
        AgreementRow row = found.get();
        if (row.state() != AgreementState.DRAFT && row.state() != AgreementState.SENT) {
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
        return switch (read(who, row)) {
            case Reading.No no -> no.result();
            case Reading.Text _ ->
                transaction.execute(_ -> {
                    UUID document = keep(row.subject(), scan);
                    sealer.seal(placeOf(row), Map.of("place", place), Map.of("place", Cleartext.of("＊")));
                    AgreementRow next = row.next(
                            AgreementState.ON_PAPER, Medium.PAPER, document, Optional.empty(), Optional.empty());
                    Receipt receipt = ledger.append(
                            Entry.of(who, new AgreementPaperTakenIn(id, row.subject(), signedOn, Digest.sha256(scan)))
                                    .about(AgreementRow.rowName(id), next.version()));
                    agreements.update(next, receipt.leafHash());
                    agreements.addPaper(id, new Paper(document, signedOn, who.person(), Optional.empty()), now);
                    return new Done(summary(new Found(next, true)));
                });
        };
    }

    /// A second person has compared the paper with the printed text: the agreement is in force from its
    /// signing day.
    public AgreementResult confirmPaper(Requester.SignedIn who, AgreementId id) {
        Optional<AgreementRow> found =
                agreements.find(id).filter(Found::genuine).map(Found::row);
        Optional<Paper> paper = agreements.paper(id);
        if (found.isEmpty() || paper.isEmpty() || !mayKnow(who, found.get())) {
            return new Unknown();
        }
        AgreementRow row = found.get();
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
                    ledger.append(Entry.of(who, new AgreementPaperConfirmed(id, row.kind(), row.subject(), now))
                            .about(AgreementRow.rowName(id), next.version()));
            agreements.update(next, receipt.leafHash());
            agreements.confirmPaper(id, who.person(), now);
            return new Done(summary(new Found(next, true)));
        });
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
                .map(this::summary);
    }

    /// One agreement, for somebody who has to do with it: its counterpart, who is in charge of the counterpart or on
    /// the
    /// matter's team, and the duty of oversight.
    public Optional<AgreementSummary> find(Requester.SignedIn who, AgreementId id) {
        return agreements.find(id).filter(found -> mayKnow(who, found.row())).map(this::summary);
    }

    private boolean mayKnow(Requester.SignedIn who, AgreementRow row) {
        return who.actsFor().contains(row.subject())
                || who.has(Role.COMPLIANCE_OFFICER)
                || who.has(Role.OWNER)
                || relations.handles(who, Owner.of(row.subject()), row.matter());
    }

    public List<AgreementSummary> ofSubject(SubjectId subject) {
        return agreements.ofSubject(subject).stream().map(this::summary).toList();
    }

    public List<AgreementSummary> ofMatter(MatterId matter) {
        return agreements.ofMatter(matter).stream().map(this::summary).toList();
    }

    /// Agreements that wait for somebody and that concern this person, newest first.
    public List<AgreementSummary> waiting(Requester.SignedIn who) {
        return agreements.waiting(List.of(AgreementState.DRAFT, AgreementState.SENT, AgreementState.ON_PAPER)).stream()
                .filter(found -> mayKnow(who, found.row()))
                .map(this::summary)
                .toList();
    }

    /// The current PDF, for the counterpart or for staff whom the gate lets in.
    ///
    /// @return the bytes, or why not
    public Reading read(Requester.SignedIn who, AgreementId id) {
        return agreements
                .find(id)
                .filter(Found::genuine)
                .map(found -> read(who, found.row()))
                .orElseGet(() -> new Reading.No(new Unknown()));
    }

    private Reading read(Requester.SignedIn who, AgreementRow row) {
        Purpose purpose = who.has(Role.CLIENT) ? Purpose.OWN_DATA : Purpose.AGREEMENT;
        return switch (disclosures.openDocument(who, addressOf(row.subject(), row.document()), Why.of(purpose))) {
            case DocumentDisclosure.Unrecorded _ -> new Reading.No(new Unrecorded());
            case DocumentDisclosure.Refused no -> new Reading.No(new Refused(no.refusal()));
            case DocumentDisclosure.Open open -> {
                try (var content = open.content()) {
                    yield new Reading.Text(content.readAllBytes());
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
        };
    }

    /// What came of reading.
    public sealed interface Reading {
        record Text(byte[] pdf) implements Reading {}

        record No(AgreementResult result) implements Reading {}
    }

    /// Where an agreement's PDF is sealed.
    public static Address addressOf(SubjectId subject, UUID document) {
        return new Address(Owner.of(subject), RetentionGroup.RELATION, AGREEMENT, document, InformationClass.DOCUMENT);
    }

    private static Address placeOf(AgreementRow row) {
        return new Address(
                Owner.of(row.subject()),
                RetentionGroup.RELATION,
                PAPER,
                row.id().value(),
                InformationClass.BASIC);
    }

    private UUID keep(SubjectId subject, byte[] content) {
        UUID document = UUID.randomUUID();
        try {
            sealer.sealDocument(addressOf(subject, document), new ByteArrayInputStream(content), LARGEST);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return document;
    }

    private AgreementSummary summary(Found found) {
        AgreementRow row = found.row();
        return new AgreementSummary(
                row.id(),
                row.kind(),
                row.subject(),
                row.matter(),
                row.language(),
                row.terms(),
                row.state(),
                row.medium(),
                row.textHash(),
                row.document(),
                row.pages(),
                row.preparedBy(),
                row.preparedAt(),
                row.inForceFrom(),
                row.endsAt(),
                agreements.signatures(row.id()),
                found.genuine());
    }
}
