package io.equiveil.matters;

import io.equiveil.clients.ClientFile;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.ledger.LedgerReader.Opening;
import io.equiveil.ledger.LedgerReader.Proving;
import io.equiveil.matters.MatterFacts.OwnFileDestructionMeasured;
import io.equiveil.matters.OwnFileRepository.Destroyed;
import io.equiveil.vault.KeyCustody;
import io.equiveil.vault.KeyCustody.Destruction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Certificates of the destruction of clients' own files, and the proof that lets anybody check one without us.
@Component
class OwnFileCertificates {

    private static final int AT_ONCE = 50;

    private final OwnFileRepository destructions;
    private final OwnFileReading reading;
    private final KeyCustody custody;
    private final Ledger ledger;
    private final LedgerReader reader;
    private final TransactionTemplate transaction;

    OwnFileCertificates(
            OwnFileRepository destructions,
            OwnFileReading reading,
            KeyCustody custody,
            Ledger ledger,
            LedgerReader reader,
            TransactionTemplate transaction) {
        this.destructions = destructions;
        this.reading = reading;
        this.custody = custody;
        this.ledger = ledger;
        this.reader = reader;
        this.transaction = transaction;
    }

    boolean exists(SubjectId subject) {
        return !destructions.of(subject).isEmpty();
    }

    Optional<OwnFileCertificate> of(ClientFile file) {
        List<Destroyed> rows = destructions.of(file.subject());
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new OwnFileCertificate(
                        file.subject(),
                        file.alias(),
                        rows.stream().map(this::group).toList(),
                        reading.clocks(file).stream()
                                .filter(clock -> clock.state() != RetentionClock.State.DESTROYED)
                                .toList()));
    }

    private DestructionCertificate.Group group(Destroyed row) {
        return new DestructionCertificate.Group(
                row.group(),
                custody.destruction(Owner.of(row.subject()), row.group()),
                row.askedBy(),
                row.approvedBy(),
                OptionalLong.of(row.certified()),
                row.measured());
    }

    /// The machine's entries about both stages, with the firm's part open: identifiers, groups and times.
    CertificateEvidence evidence(SubjectId subject) {
        List<Long> entries = destructions.of(subject).stream()
                .flatMapToLong(row -> LongStream.concat(
                        LongStream.of(row.certified()),
                        row.measured().isPresent()
                                ? LongStream.of(row.measured().getAsLong())
                                : LongStream.empty()))
                .distinct()
                .boxed()
                .toList();
        if (entries.isEmpty()) {
            return new CertificateEvidence.None();
        }
        return switch (reader.prove(entries, Set.of(new Opening.Firm()))) {
            case Proving.NotYet _ -> new CertificateEvidence.NotYet();
            case Proving.Proven(var file, var notYet) ->
                notYet.isEmpty() ? new CertificateEvidence.Ready(file) : new CertificateEvidence.NotYet();
        };
    }

    /// Groups that were destroyed and certified and whose key lives nevertheless.
    long alive(int sample) {
        return destructions.latest(sample).stream()
                .filter(row ->
                        custody.destruction(Owner.of(row.subject()), row.group()) instanceof Destruction.NotDestroyed)
                .count();
    }

    /// Writes the second stage down wherever it has been measured.
    void writeDownMeasured() {
        for (Destroyed row : destructions.unmeasured(AT_ONCE)) {
            if (custody.destruction(Owner.of(row.subject()), row.group())
                    instanceof Destruction.Unrecoverable(var closedAt, var since)) {
                transaction.executeWithoutResult(_ -> {
                    Receipt receipt = ledger.append(Entry.of(
                            Destructions.CLOCK,
                            new OwnFileDestructionMeasured(row.subject(), row.group(), closedAt, since)));
                    destructions.measured(row.subject(), row.group(), receipt.intake());
                });
            }
        }
    }
}
