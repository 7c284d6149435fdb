package io.equiveil.consent;

import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.GateRows;
import io.equiveil.vault.GateRows.GateRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Writes and checks the one authentication code that covers all present states of an owner's records (promise P7).
///
/// A code per row would not notice that the row of a withdrawal was deleted; a code over all of them does. What it is
/// computed over:
///
///     "owner" <kind> <id>
///     then per record, in order of its id:
///     <id> <version> <subject> <purpose> <recipient> <basis> <kind> <classes> <state> <notice> <item> <rules>
///     <agreement> <means> <by> <at> <until>         an absent value is the empty text
@Component
class OwnerSeals {

    private final ConsentRepository records;
    private final Ledger ledger;
    private final GateRows gateRows;

    OwnerSeals(ConsentRepository records, Ledger ledger, GateRows gateRows) {
        this.records = records;
        this.ledger = ledger;
        this.gateRows = gateRows;
    }

    /// Adds a state: the fact goes into the ledger, then the row, then the renewed seal, in the caller's transaction.
    /// The caller holds the owner's lock.
    void add(Requester who, ConsentRecord state, Recorded fact, Scope... raising) {
        Owner owner = state.owner();
        List<ConsentRecord> present = new ArrayList<>(records.present(List.of(owner)));
        Optional<ConsentRepository.OwnerSeal> before =
                Optional.ofNullable(records.seals(List.of(owner)).get(owner));
        // Never put a new seal over rows that somebody has touched: that would make the touch genuine.
        if (!genuine(owner, present, before)) {
            throw new TamperedConsents(owner);
        }
        present.removeIf(record -> record.id().equals(state.id()));
        present.add(state);
        long version = before.map(ConsentRepository.OwnerSeal::version).orElse(0L) + 1;
        Receipt receipt = ledger.append(Entry.of(who, fact).raising(raising).about(row(owner), version));
        records.add(state, receipt.leafHash());
        byte[] mac = gateRows.mac(new GateRow(row(owner), version, receipt.leafHash(), content(owner, present)));
        records.seal(new ConsentRepository.OwnerSeal(owner, version, receipt.leafHash(), mac));
    }

    /// Present states of these owners' records; an owner whose rows are not what was written is left out.
    Map<Owner, List<ConsentRecord>> genuine(Collection<Owner> owners) {
        Map<Owner, List<ConsentRecord>> answer = read(owners);
        if (!answer.keySet().containsAll(owners)) {
            // Rows and seal are read in two statements: somebody may have committed in between. Look once more.
            List<Owner> again =
                    owners.stream().filter(owner -> !answer.containsKey(owner)).toList();
            answer.putAll(read(again));
        }
        return answer;
    }

    private Map<Owner, List<ConsentRecord>> read(Collection<Owner> owners) {
        Map<Owner, ConsentRepository.OwnerSeal> seals = records.seals(owners);
        Map<Owner, List<ConsentRecord>> byOwner = new HashMap<>();
        owners.forEach(owner -> byOwner.put(owner, new ArrayList<>()));
        records.present(owners)
                .forEach(record -> byOwner.computeIfAbsent(record.owner(), _ -> new ArrayList<>())
                        .add(record));
        byOwner.entrySet()
                .removeIf(each ->
                        !genuine(each.getKey(), each.getValue(), Optional.ofNullable(seals.get(each.getKey()))));
        return byOwner;
    }

    private boolean genuine(Owner owner, List<ConsentRecord> present, Optional<ConsentRepository.OwnerSeal> seal) {
        if (seal.isEmpty()) {
            // Nothing was ever recorded, or everything was deleted: the ledger knows which.
            return present.isEmpty() && !ledger.knows(row(owner));
        }
        var held = seal.get();
        return gateRows.genuine(
                new GateRow(row(owner), held.version(), held.leaf(), content(owner, present)), held.mac());
    }

    static String row(Owner owner) {
        return "consent.owners/" + ConsentRepository.kind(owner).toLowerCase(java.util.Locale.ROOT) + "-" + owner.id();
    }

    static List<String> content(Owner owner, List<ConsentRecord> present) {
        List<String> content = new ArrayList<>();
        content.add("owner");
        content.add(ConsentRepository.kind(owner));
        content.add(owner.id().toString());
        present.stream()
                .sorted(Comparator.comparing(record -> record.id().value()))
                .forEach(record -> {
                    content.add(record.id().toString());
                    content.add(Long.toString(record.version()));
                    content.add(record.subject().toString());
                    content.add(record.purpose().name());
                    content.add(text(record.recipient().map(RecipientId::value)));
                    content.add(record.basis().name());
                    content.add(record.kind().map(Enum::name).orElse(""));
                    content.add(ConsentRepository.classes(record.classes()));
                    content.add(record.state().name());
                    content.add(text(record.notice().map(ServedNoticeId::value)));
                    content.add(record.item().orElse(""));
                    content.add(String.join(" ", record.rules()));
                    content.add(text(record.agreement().map(AgreementId::value)));
                    content.add(record.means().map(Enum::name).orElse(""));
                    content.add(text(record.recordedBy().map(PersonId::value)));
                    content.add(record.at().toString());
                    content.add(record.until().map(Instant::toString).orElse(""));
                });
        return content;
    }

    /// The gate row of a served notice.
    static GateRow row(ServedNotice served, Digest leaf) {
        SubjectId subject = served.subject();
        return new GateRow(
                "consent.served_notices/" + served.id(),
                1,
                leaf,
                List.of(
                        ConsentRepository.kind(served.owner()),
                        served.owner().id().toString(),
                        subject.toString(),
                        text(served.recipient().map(RecipientId::value)),
                        served.contentHash().hex(),
                        served.means().name(),
                        text(served.servedBy().map(PersonId::value)),
                        served.at().toString()));
    }

    private static String text(Optional<UUID> id) {
        return id.map(UUID::toString).orElse("");
    }
}
