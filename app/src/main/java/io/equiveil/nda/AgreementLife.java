package io.equiveil.nda;

import io.equiveil.identity.People;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.nda.AgreementFacts.AgreementCancelled;
import io.equiveil.nda.AgreementFacts.AgreementCoversMatter;
import io.equiveil.nda.AgreementFacts.AgreementEnded;
import io.equiveil.nda.AgreementFacts.AgreementTermStarted;
import io.equiveil.nda.AgreementRepository.Found;
import io.equiveil.nda.AgreementResult.Done;
import io.equiveil.nda.AgreementResult.NotNow;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What becomes of an agreement after it was signed: matters that it covers, the clock of its term, its end.
///
/// Whatever narrows what it opens raises the epochs of all whom it concerns in the same transaction, so that no release
/// that was decided before can be recorded after.
@Component
class AgreementLife {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final AgreementRepository agreements;
    private final People people;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AgreementLife(
            AgreementRepository agreements,
            People people,
            Ledger ledger,
            TransactionTemplate transaction,
            Clock clock) {
        this.agreements = agreements;
        this.people = people;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    void coverMatter(Requester who, AgreementRow row, MatterId matter) {
        AgreementId id = row.id();
        if (agreements.covering(matter).contains(id)) {
            return;
        }
        transaction.executeWithoutResult(_ -> {
            Receipt receipt = ledger.append(Entry.of(who, new AgreementCoversMatter(id, row.subject(), matter))
                    .about(AgreementRepository.coverageName(id, matter), 1));
            agreements.cover(id, matter, clock.instant(), receipt.leafHash());
        });
    }

    /// The matter closed: buyers' agreements of it, and a client's agreement for which no other matter is
    /// open, begin their term.
    void matterClosed(Requester who, MatterId matter, Instant closedAt, Set<MatterId> stillOpen) {
        for (Found found : agreements.ofMatter(matter)) {
            AgreementRow row = found.row();
            boolean noOther = row.kind() == AgreementKind.BUYER
                    || stillOpen.stream()
                            .noneMatch(other -> agreements.covering(other).contains(row.id()));
            boolean runs = found.genuine()
                    && row.state() == AgreementState.IN_FORCE
                    && row.standing().endsAt().isEmpty();
            if (runs && noOther) {
                Instant end = closedAt.atZone(SHANGHAI)
                        .plusYears(row.terms().yearsAfterClosing())
                        .toInstant();
                transaction.executeWithoutResult(_ -> narrow(
                        who,
                        row.next(row.standing().until(end)),
                        new AgreementTermStarted(row.id(), row.subject(), matter, end)));
            }
        }
    }

    /// Ends it now.
    AgreementResult end(Requester who, AgreementRow row, EndReason because) {
        if (row.state() != AgreementState.IN_FORCE) {
            return new NotNow(row.state());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return transaction.execute(_ -> {
            AgreementRow next = row.next(row.standing().ended(now, because));
            narrow(who, next, new AgreementEnded(row.id(), row.kind(), row.subject(), because, now));
            return new Done(agreements.summary(new Found(next, true)));
        });
    }

    /// Withdraws it before it came into force.
    AgreementResult cancel(Requester who, AgreementRow row) {
        boolean early = row.state() == AgreementState.DRAFT || row.state() == AgreementState.SENT;
        if (!early) {
            return new NotNow(row.state());
        }
        return transaction.execute(_ -> {
            AgreementRow next = row.next(row.standing().cancelled());
            Receipt receipt = ledger.append(Entry.of(who, new AgreementCancelled(row.id(), row.kind(), row.subject()))
                    .about(AgreementRow.rowName(row.id()), next.version()));
            agreements.update(next, receipt.leafHash());
            return new Done(agreements.summary(new Found(next, true)));
        });
    }

    private void narrow(Requester who, AgreementRow next, Recorded fact) {
        Entry entry = Entry.of(who, fact)
                .raising(concerned(next).toArray(Scope[]::new))
                .about(AgreementRow.rowName(next.id()), next.version());
        Receipt receipt = ledger.append(entry);
        agreements.update(next, receipt.leafHash());
    }

    /// The counterpart, every matter that it opens, and the reader that it binds.
    private Set<Scope> concerned(AgreementRow row) {
        Set<Scope> scopes = new HashSet<>();
        scopes.add(Scope.of(row.subject()));
        row.matter().map(Scope::of).ifPresent(scopes::add);
        agreements.coveredBy(row.id()).keySet().forEach(matter -> scopes.add(Scope.of(matter)));
        if (!row.kind().bothSign()) {
            people.ofFile(row.subject()).map(person -> Scope.of(person.id())).ifPresent(scopes::add);
        }
        return scopes;
    }
}
