package io.equiveil.clients;

import io.equiveil.identity.People;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.subjects.spi.LegalStops;
import io.equiveil.subjects.spi.OpenRequests;
import io.equiveil.subjects.spi.SubjectData;
import io.equiveil.vault.KeyCustody;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Erases first contacts: thirty days without a mandate, and the name and number are gone for good. Who sells
/// in an open matter, even one from the old books, gave a mandate; a buyer whom the seller admitted, or whose agreement
/// is
/// in force, is bound as well. With a mandate they stand among the facts,
/// so that the first contact's own copy goes as well.
@Component
class LeadClock {

    private static final Logger LOG = LoggerFactory.getLogger(LeadClock.class);
    private static final Requester RETENTION = new Requester.Machine(SystemPrincipal.RETENTION_CLOCK);
    private static final int AT_ONCE = 100;

    private final ClientRepository files;
    private final FirmAgreements agreements;
    private final People people;
    private final KeyCustody keys;
    private final Ledger ledger;
    private final Signers signers;
    private final ObjectProvider<SubjectData> rooms;
    private final LegalStops stops;
    private final ObjectProvider<OpenRequests> requests;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LeadClock(
            ClientRepository files,
            FirmAgreements agreements,
            People people,
            KeyCustody keys,
            Ledger ledger,
            Signers signers,
            ObjectProvider<SubjectData> rooms,
            LegalStops stops,
            ObjectProvider<OpenRequests> requests,
            TransactionTemplate transaction,
            Clock clock) {
        this.files = files;
        this.agreements = agreements;
        this.people = people;
        this.keys = keys;
        this.ledger = ledger;
        this.signers = signers;
        this.rooms = rooms;
        this.stops = stops;
        this.requests = requests;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Erases what is due.
    ///
    /// @return how many first contacts were erased
    int eraseDue() {
        int erased = 0;
        for (ClientFile file : files.leadsDue(clock.instant(), AT_ONCE)) {
            try {
                if (Boolean.TRUE.equals(transaction.execute(_ -> erase(file.subject())))) {
                    erased++;
                }
            } catch (RuntimeException e) {
                LOG.warn(
                        "lead {} could not be erased: {}",
                        file.subject(),
                        e.getClass().getName());
            }
        }
        return erased;
    }

    private boolean erase(SubjectId subject) {
        Instant now = clock.instant();
        if (!files.lock(subject)) {
            return false;
        }
        ClientFile file = files.find(subject).orElseThrow();
        if (file.leadGone().isPresent() || file.leadUntil().isAfter(now)) {
            return false;
        }
        if (stops.isHeld(subject) || requests.orderedStream().anyMatch(room -> room.anyOf(subject))) {
            // Compliance keeps what there is of a party of this matter, or the person has a case against the firm that
            // no clock may end: look again tomorrow.
            files.leadUntil(subject, now.plus(Duration.ofDays(1)));
            return false;
        }
        boolean stillNeeded = file.nameAddress().equals(ClientFile.leadAddress(subject, InformationClass.BASIC))
                || file.mobileAddress().equals(ClientFile.leadAddress(subject, InformationClass.CONTACT));
        boolean mandated =
                file.state() == ClientState.CLIENT || agreements.anyInForce(subject) || stops.isBound(subject);
        if (mandated && stillNeeded) {
            // The agreement is signed and the facts are on their way: look again tomorrow.
            files.leadUntil(subject, now.plus(Duration.ofDays(1)));
            return false;
        }
        boolean wasClient = mandated || stops.hasSold(subject) || agreements.wasInForce(subject);
        keys.destroyKeyForever(Owner.of(subject), RetentionGroup.LEAD);
        if (mandated) {
            files.forgetIdentifier(subject, ClientRepository.IdentifierKind.LEAD_MOBILE);
        } else if (wasClient) {
            // It was a client, though it never gave more than name and number: the evidence of that has its own clocks.
            files.forgetIdentifiers(subject);
            files.state(subject, ClientState.ENDED);
        } else {
            // A draft agreement, a portal account: nothing of a person that gave no mandate stays anywhere.
            for (RetentionGroup group :
                    List.of(RetentionGroup.RELATION, RetentionGroup.IDENTITY, RetentionGroup.OPTIONAL)) {
                keys.destroyKeyForever(Owner.of(subject), group);
            }
            rooms.orderedStream().forEach(room -> room.forget(subject));
            people.actingFor(subject).forEach(signer -> signers.release(signer, subject, RETENTION));
            files.state(subject, ClientState.LAPSED);
        }
        files.leadGone(subject, now);
        ledger.append(Entry.of(RETENTION, new ClientFacts.LeadErased(subject, wasClient, now))
                .raising(Owner.of(subject).scope()));
        return true;
    }
}
