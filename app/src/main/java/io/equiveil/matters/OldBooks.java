package io.equiveil.matters;

import io.equiveil.clients.Clients;
import io.equiveil.consent.Consents;
import io.equiveil.frame.Display;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.ConflictRepository.ConflictRow;
import io.equiveil.matters.MatterFacts.ConflictSubmitted;
import io.equiveil.matters.MatterFacts.MatterBroughtIn;
import io.equiveil.matters.MatterFacts.MatterTakenUp;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterResult.Unknown;
import io.equiveil.matters.Matters.Running;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.Agreements;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Brings running matters in from the old books, at the stage at which they stand, and takes them up once everything is
/// there that a new matter needs. Before that a matter is a code name, a stage and a date: no fact of the deal is taken
/// in, nobody from outside has anything to do with it, and the gate opens nothing, for no agreement covers it.
@Component
class OldBooks {

    private final MatterRepository matters;
    private final PartyRepository partyRows;
    private final Parties parties;
    private final TeamRepository teams;
    private final Targets targets;
    private final Conflicts conflicts;
    private final Mandates mandates;
    private final OldBookRepository books;
    private final Summaries summaries;
    private final Agreements agreements;
    private final Consents consents;
    private final StageHistory history;
    private final Ledger ledger;
    private final Clock clock;
    private final FreeCodeNames codeNames;

    OldBooks(
            MatterRepository matters,
            PartyRepository partyRows,
            Parties parties,
            TeamRepository teams,
            Targets targets,
            Conflicts conflicts,
            Mandates mandates,
            OldBookRepository books,
            Summaries summaries,
            Agreements agreements,
            Consents consents,
            StageHistory history,
            Ledger ledger,
            Clock clock,
            FreeCodeNames codeNames) {
        this.matters = matters;
        this.partyRows = partyRows;
        this.parties = parties;
        this.teams = teams;
        this.targets = targets;
        this.conflicts = conflicts;
        this.mandates = mandates;
        this.books = books;
        this.summaries = summaries;
        this.agreements = agreements;
        this.consents = consents;
        this.history = history;
        this.ledger = ledger;
        this.clock = clock;
        this.codeNames = codeNames;
    }

    MatterResult bringIn(Requester.SignedIn who, Running wanted) {
        boolean own = mayAct(who, wanted.seller()) && wanted.buyers().stream().allMatch(buyer -> mayAct(who, buyer));
        if (!own) {
            return new Unknown();
        }
        String codeName = wanted.codeName().isBlank()
                ? codeNames.free()
                : wanted.codeName().strip();
        List<Blocker> blockers = new ArrayList<>();
        mandates.codeNameFault(codeName).ifPresent(blockers::add);
        if (!StageOrder.of(wanted.form(), false).contains(wanted.stage()) || wanted.stage() == MatterStage.CLOSED) {
            blockers.add(Blocker.NOT_THE_NEXT_STAGE);
        }
        if (wanted.mandatedOn().isAfter(today())) {
            blockers.add(Blocker.NOT_THE_NEXT_STAGE);
        }
        if (wanted.buyers().contains(wanted.seller())
                || new HashSet<>(wanted.buyers()).size() < wanted.buyers().size()) {
            blockers.add(Blocker.ALREADY_A_PARTY);
        }
        return blockers.isEmpty() ? keep(who, wanted, codeName) : new Blocked(blockers);
    }

    private boolean mayAct(Requester.SignedIn who, SubjectId subject) {
        return consents.mayAct(who, Owner.of(subject), subject);
    }

    private MatterResult keep(Requester.SignedIn who, Running wanted, String codeName) {
        MatterId id = MatterId.random();
        Instant now = clock.instant();
        MatterRow row = new MatterRow(
                id,
                codeName,
                wanted.form(),
                MandateForm.SELLER,
                wanted.stage(),
                ConflictState.NOT_YET,
                false,
                false,
                false,
                who.person(),
                now,
                Optional.empty(),
                1);
        Receipt receipt = ledger.append(Entry.of(
                        who,
                        new MatterBroughtIn(
                                id,
                                wanted.form(),
                                row.mandate(),
                                wanted.seller(),
                                who.person(),
                                wanted.stage(),
                                wanted.mandatedOn()))
                .about(MatterRow.name(id), 1)
                .about(PartyRow.name(id, wanted.seller()), 1)
                .about(TeamRow.name(id, who.person()), 1));
        matters.insert(row, receipt.leafHash());
        partyRows.save(new PartyRow(id, wanted.seller(), Side.SELLER, Standing.MANDATED, now, 1), receipt.leafHash());
        teams.save(new TeamRow(id, who.person(), TeamPart.LEAD, now, 1), receipt.leafHash());
        books.add(id, wanted.seller(), new OldMatter(wanted.stage(), wanted.mandatedOn(), now, Optional.empty()));
        ZonedDateTime mandated = wanted.mandatedOn().atStartOfDay(Display.SHANGHAI);
        history.add(id, MatterStage.ENGAGED, who.person(), receipt, mandated.toInstant());
        if (wanted.stage() != MatterStage.ENGAGED) {
            history.add(id, wanted.stage(), who.person(), receipt);
        }
        wanted.buyers().forEach(buyer -> parties.change(who, id, buyer, Standing.INVITED, Optional.empty()));
        return summaries.done(row);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Display.SHANGHAI);
    }

    MatterResult takeUp(
            Requester.SignedIn who,
            MatterRow row,
            Cleartext targetName,
            Optional<Cleartext> targetCode,
            boolean ownInterest) {
        if (row.closedAt().isPresent()) {
            return new Blocked(List.of(Blocker.ALREADY_CLOSED));
        }
        if (row.conflict() != ConflictState.NOT_YET) {
            return new Blocked(List.of(Blocker.TAKEN_UP_ALREADY));
        }
        if (row.suspended()) {
            return new Blocked(List.of(Blocker.ON_HOLD));
        }
        Optional<SubjectId> seller = partyRows.of(row.id()).stream()
                .filter(party -> party.side() == Side.SELLER && party.standing() != Standing.LEFT)
                .map(PartyRow::subject)
                .findFirst();
        if (seller.isEmpty() || !mayAct(who, seller.get())) {
            return new Unknown();
        }
        Optional<AgreementSummary> agreement = agreements.firmAgreement(seller.get());
        List<Blocker> blockers = mandates.missing(seller.get(), agreement.isPresent(), targetName, targetCode);
        return blockers.isEmpty()
                ? takeUp(who, row, seller.get(), agreement.orElseThrow(), targetName, targetCode, ownInterest)
                : new Blocked(blockers);
    }

    private MatterResult takeUp(
            Requester.SignedIn who,
            MatterRow row,
            SubjectId seller,
            AgreementSummary agreement,
            Cleartext targetName,
            Optional<Cleartext> targetCode,
            boolean ownInterest) {
        Optional<Cleartext> code = targetCode.flatMap(Clients::creditCode);
        List<ConflictRow> found = conflicts.about(row.id(), targetName, code, ownInterest);
        MatterRow next = row.with(found.isEmpty() ? ConflictState.NONE : ConflictState.SUBMITTED);
        Receipt receipt = ledger.append(Entry.of(who, new MatterTakenUp(row.id(), seller, agreement.id()))
                .raising(Scope.of(row.id()))
                .about(MatterRow.name(row.id()), next.version()));
        matters.update(next, receipt.leafHash());
        targets.seal(row.id(), targetName, code);
        if (!found.isEmpty()) {
            conflicts.submit(found);
            ledger.append(Entry.of(who, new ConflictSubmitted(row.id(), found.size())));
        }
        mandates.cover(who, row.id(), seller, agreement);
        books.takenUp(row.id(), clock.instant());
        return summaries.done(next);
    }

    Optional<OldMatter> of(MatterId id) {
        return books.of(id);
    }

    boolean holds(SubjectId seller, LocalDate mandatedOn) {
        return books.holds(seller, mandatedOn);
    }

    boolean codeNameTaken(String codeName) {
        return matters.codeNameTaken(codeName);
    }
}
