package io.equiveil.matters;

import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Receipt;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.ledger.LedgerReader.Opening;
import io.equiveil.ledger.LedgerReader.Proving;
import io.equiveil.matters.DestructionRepository.DestructionRow;
import io.equiveil.matters.MatterFacts.DestructionMeasured;
import io.equiveil.vault.KeyCustody;
import io.equiveil.vault.KeyCustody.Destruction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Certificates of destruction, and the proof that lets anybody check one without us.
@Component
class Certificates {

    private static final int AT_ONCE = 50;

    private final MatterRepository matters;
    private final DestructionRepository destructions;
    private final Retention retention;
    private final KeyCustody custody;
    private final Ledger ledger;
    private final LedgerReader reader;
    private final TransactionTemplate transaction;

    Certificates(
            MatterRepository matters,
            DestructionRepository destructions,
            Retention retention,
            KeyCustody custody,
            Ledger ledger,
            LedgerReader reader,
            TransactionTemplate transaction) {
        this.matters = matters;
        this.destructions = destructions;
        this.retention = retention;
        this.custody = custody;
        this.ledger = ledger;
        this.reader = reader;
        this.transaction = transaction;
    }

    Optional<DestructionCertificate> of(MatterId id) {
        List<DestructionRow> rows = destructions.of(id).stream()
                .filter(row -> row.certified().isPresent())
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : matters.find(id)
                        .map(row -> new DestructionCertificate(
                                id,
                                row.codeName(),
                                rows.stream().map(this::group).toList(),
                                retention.clocks(row).stream()
                                        .filter(clock -> clock.state() != RetentionClock.State.DESTROYED)
                                        .toList()));
    }

    private DestructionCertificate.Group group(DestructionRow row) {
        return new DestructionCertificate.Group(
                row.group(),
                custody.destruction(Owner.of(row.matter()), row.group()),
                row.askedBy(),
                row.approvedBy(),
                row.certified(),
                row.measured());
    }

    /// The machine's entries about both stages, with the firm's part open: identifiers, groups and times.
    CertificateEvidence evidence(MatterId id) {
        List<Long> entries = destructions.of(id).stream()
                .flatMapToLong(row -> Stream.of(row.certified(), row.measured())
                        .flatMapToLong(
                                number -> number.isPresent() ? LongStream.of(number.getAsLong()) : LongStream.empty()))
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

    /// Writes the second stage down wherever it has been measured.
    ///
    /// @return how many groups
    int writeDownMeasured() {
        int written = 0;
        for (DestructionRow row : destructions.unmeasured(AT_ONCE)) {
            if (custody.destruction(Owner.of(row.matter()), row.group())
                    instanceof Destruction.Unrecoverable(var closedAt, var since)) {
                transaction.executeWithoutResult(_ -> {
                    Receipt receipt = ledger.append(Entry.of(
                            Destructions.CLOCK, new DestructionMeasured(row.matter(), row.group(), closedAt, since)));
                    destructions.measured(row.matter(), row.group(), receipt.intake());
                });
                written++;
            }
        }
        return written;
    }
}
