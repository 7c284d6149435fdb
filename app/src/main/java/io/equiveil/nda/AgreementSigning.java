package io.equiveil.nda;

import io.equiveil.firm.FirmProfile;
import io.equiveil.identity.Passkeys;
import io.equiveil.identity.SigningProofs;
import io.equiveil.identity.SigningProofs.Proof;
import io.equiveil.identity.SigningProofs.Proven;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.nda.AgreementFacts.AgreementSent;
import io.equiveil.nda.AgreementFacts.AgreementSigned;
import io.equiveil.nda.AgreementRepository.Found;
import io.equiveil.nda.AgreementResult.Done;
import io.equiveil.nda.AgreementResult.Fault;
import io.equiveil.nda.AgreementResult.NotNow;
import io.equiveil.nda.AgreementResult.ProofRefused;
import io.equiveil.nda.AgreementResult.Unacceptable;
import io.equiveil.nda.AgreementSummary.Side;
import io.equiveil.nda.Agreements.Reading;
import io.equiveil.nda.SignatureRepository.Given;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Signing on screen: the text is read through the gate, the signer proves to act now and for exactly this
/// text, a key that signs once signs, and the ledger knows it, all or nothing.
@Component
class AgreementSigning {

    private final AgreementRepository agreements;
    private final SignatureRepository signatures;
    private final AgreementTexts texts;
    private final AgreementWriter writer;
    private final AgreementSigner signer;
    private final SigningProofs proofs;
    private final Passkeys passkeys;
    private final Ledger ledger;
    private final FirmProfile firm;
    private final TransactionTemplate transaction;

    AgreementSigning(
            AgreementRepository agreements,
            SignatureRepository signatures,
            AgreementTexts texts,
            AgreementWriter writer,
            AgreementSigner signer,
            SigningProofs proofs,
            Passkeys passkeys,
            Ledger ledger,
            FirmProfile firm,
            TransactionTemplate transaction) {
        this.agreements = agreements;
        this.signatures = signatures;
        this.texts = texts;
        this.writer = writer;
        this.signer = signer;
        this.proofs = proofs;
        this.passkeys = passkeys;
        this.ledger = ledger;
        this.firm = firm;
        this.transaction = transaction;
    }

    /// The firm signs, and with that sends.
    AgreementResult byFirm(Requester.SignedIn who, AgreementRow row, Proof proof) {
        return row.kind().bothSign()
                ? sign(who, row, AgreementState.DRAFT, Side.FIRM, proof, Optional.empty())
                : new NotNow(row.state());
    }

    /// The counterpart signs, and with that it is in force. Whether this is the counterpart is the caller's
    /// question.
    AgreementResult byCounterpart(Requester.SignedIn who, AgreementRow row, Proof proof, Optional<byte[]> handwriting) {
        if (proof instanceof Proof.CodeAndPin || handwriting.isPresent()) {
            Optional<Fault> fault = Handwriting.faultOf(handwriting.orElse(new byte[0]));
            if (fault.isPresent()) {
                return new Unacceptable(fault.get());
            }
        }
        return sign(who, row, from(row, Side.COUNTERPART), Side.COUNTERPART, proof, handwriting);
    }

    /// Begins a signature by passkey over the text as it stands now; who may sign it is the caller's question.
    SigningBegun begin(Requester.SignedIn who, AgreementRow row, Side side) {
        if (row.state() != from(row, side)) {
            return new SigningBegun.No(new NotNow(row.state()));
        }
        return switch (texts.read(who, row)) {
            case Reading.No no -> new SigningBegun.No(no.result());
            case Reading.Text text ->
                passkeys.newSigning(who, Digest.sha256(text.pdf()))
                        .<SigningBegun>map(asked -> new SigningBegun.Asked(asked.json(), asked.state()))
                        .orElseGet(SigningBegun.NoPasskey::new);
        };
    }

    private static AgreementState from(AgreementRow row, Side side) {
        return side == Side.COUNTERPART && row.kind().bothSign() ? AgreementState.SENT : AgreementState.DRAFT;
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
        return switch (texts.read(who, row)) {
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
        String commonName = byFirm ? firm.current().name() : AgreementSummary.numberOf(row.id());
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
            UUID document = texts.keep(row.subject(), signed);
            AgreementRow next = row.next(
                    byFirm ? row.standing().sent(document) : row.standing().inForce(document, proof.at()));
            Entry entry = byFirm
                    ? Entry.of(who, new AgreementSent(row.id(), row.subject(), who.person(), hash))
                    : Entry.of(
                            who,
                            new AgreementSigned(row.id(), row.kind(), row.subject(), who.person(), hash, proof.at()));
            Given signature =
                    new Given(row.id(), side, who.person(), proof.grade().name(), document, proof.at());
            Receipt receipt = ledger.append(signature.in(entry.about(AgreementRow.rowName(row.id()), next.version())));
            agreements.update(next, receipt.leafHash());
            signatures.add(signature, receipt.leafHash());
            return new Done(agreements.summary(new Found(next, true)));
        });
    }
}
