package io.equiveil.matters;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.consent.Consents;
import io.equiveil.files.SentFiles;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.MatterFacts.PartyChanged;
import io.equiveil.matters.MatterFacts.ToldOfBothMandates;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterResult.Unknown;
import io.equiveil.nda.AgreementKind;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.AgreementTerms;
import io.equiveil.nda.Agreements;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Brings parties into a matter and lets them go.
@Component
class Parties {

    private final MatterRepository matters;
    private final PartyRepository parties;
    private final Involvement involvement;
    private final Summaries summaries;
    private final Agreements agreements;
    private final Clients clients;
    private final Consents consents;
    private final Ledger ledger;
    private final Clock clock;

    Parties(
            MatterRepository matters,
            PartyRepository parties,
            Involvement involvement,
            Summaries summaries,
            Agreements agreements,
            Clients clients,
            Consents consents,
            Ledger ledger,
            Clock clock) {
        this.matters = matters;
        this.parties = parties;
        this.involvement = involvement;
        this.summaries = summaries;
        this.agreements = agreements;
        this.clients = clients;
        this.consents = consents;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Whoever is on a matter's team comes to its parties' own files, so nobody brings in another's client.
    MatterResult invite(Requester.SignedIn who, MatterRow row, SubjectId buyer) {
        if (row.closedAt().isPresent()) {
            return new Blocked(List.of(Blocker.ALREADY_CLOSED));
        }
        if (row.isStopped()) {
            return new Blocked(row.stops());
        }
        if (clients.find(who, buyer).isEmpty()) {
            return new Unknown();
        }
        Optional<PartyRow> known = parties.find(row.id(), buyer);
        if (known.filter(party -> party.standing() != Standing.LEFT).isPresent()) {
            return new Blocked(List.of(Blocker.ALREADY_A_PARTY));
        }
        if (row.simple() && hasBuyer(row)) {
            return new Blocked(List.of(Blocker.ONE_BUYER_ONLY));
        }
        change(who, row.id(), buyer, Standing.INVITED, known);
        return summaries.done(row);
    }

    private boolean hasBuyer(MatterRow row) {
        return parties.of(row.id()).stream()
                .anyMatch(party -> party.side() == Side.BUYER && party.standing() != Standing.LEFT);
    }

    AgreementResult prepareBuyerAgreement(
            Requester.SignedIn who, MatterId id, SubjectId buyer, Locale language, AgreementTerms terms) {
        Optional<MatterRow> row = matters.find(id).filter(_ -> involvement.isOnTeam(who.person(), id));
        Optional<ClientFile> file = parties.find(id, buyer)
                .filter(party -> party.side() == Side.BUYER && party.standing() != Standing.LEFT)
                .flatMap(_ -> clients.find(who, buyer));
        if (row.isEmpty() || file.isEmpty()) {
            return new AgreementResult.Unknown();
        }
        if (row.get().closedAt().isPresent() || row.get().isStopped()) {
            return new AgreementResult.Unacceptable(AgreementResult.Fault.MATTER_STOPPED);
        }
        return agreements.prepare(
                who,
                new Agreements.Preparation(
                        AgreementKind.BUYER,
                        buyer,
                        file.get().nameAddress(),
                        file.get().nameField(),
                        Optional.of(id),
                        row.get().codeName(),
                        terms,
                        language));
    }

    /// Takes in a signed paper whose text the buyer wrote, for this matter.
    AgreementResult takeInTheirs(
            Requester.SignedIn who,
            MatterId id,
            SubjectId buyer,
            AgreementTerms terms,
            Locale language,
            SentFiles files,
            LocalDate signedOn,
            Cleartext place)
            throws IOException {
        Optional<MatterRow> row = matters.find(id).filter(_ -> who.isStaff() && involvement.isOnTeam(who.person(), id));
        boolean party = parties.find(id, buyer)
                .filter(found -> found.side() == Side.BUYER && found.standing() != Standing.LEFT)
                .isPresent();
        if (row.isEmpty() || !party) {
            return new AgreementResult.Unknown();
        }
        if (row.get().closedAt().isPresent() || row.get().isStopped()) {
            return new AgreementResult.Unacceptable(AgreementResult.Fault.MATTER_STOPPED);
        }
        return consents.servedTo(buyer).isEmpty()
                ? new AgreementResult.Unacceptable(AgreementResult.Fault.NOTICE_FIRST)
                : agreements.takeInTheirs(
                        who,
                        new Agreements.Theirs(AgreementKind.BUYER, buyer, Optional.of(id), terms, language),
                        files,
                        signedOn,
                        place);
    }

    MatterResult dismiss(Requester.SignedIn who, MatterId id, SubjectId buyer) {
        Optional<MatterRow> row = matters.find(id);
        Optional<PartyRow> known = parties.find(id, buyer).filter(party -> party.standing() != Standing.LEFT);
        boolean may = who.actsFor().contains(buyer)
                || involvement.sellerFor(who, id).isPresent()
                || involvement.isOnTeam(who.person(), id);
        if (row.isEmpty() || !may) {
            return new Unknown();
        }
        if (known.isEmpty() || known.get().side() == Side.SELLER) {
            return new Blocked(List.of(Blocker.NOT_A_PARTY));
        }
        change(who, id, buyer, Standing.LEFT, known);
        return summaries.done(row.get());
    }

    /// Gives a buyer another standing, from this transaction's commit on.
    void change(Requester.SignedIn who, MatterId id, SubjectId buyer, Standing standing, Optional<PartyRow> known) {
        long version = known.map(party -> party.version() + 1).orElse(1L);
        Receipt receipt = ledger.append(Entry.of(who, new PartyChanged(id, buyer, Side.BUYER, standing))
                .raising(Scope.of(id))
                .about(PartyRow.name(id, buyer), version));
        parties.save(new PartyRow(id, buyer, Side.BUYER, standing, clock.instant(), version), receipt.leafHash());
    }

    MatterResult tellOfBoth(Requester.SignedIn who, MatterRow row, SubjectId subject) {
        if (parties.find(row.id(), subject).isEmpty()) {
            return new Blocked(List.of(Blocker.NOT_A_PARTY));
        }
        ledger.append(Entry.of(who, new ToldOfBothMandates(row.id(), subject)));
        parties.tell(row.id(), subject, clock.instant());
        return summaries.done(row);
    }
}
