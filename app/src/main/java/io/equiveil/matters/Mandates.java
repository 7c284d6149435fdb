package io.equiveil.matters;

import io.equiveil.clients.Clients;
import io.equiveil.consent.BasisNote;
import io.equiveil.consent.BasisResult;
import io.equiveil.consent.Consents;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.ConflictRepository.ConflictRow;
import io.equiveil.matters.MatterFacts.ConflictSubmitted;
import io.equiveil.matters.MatterFacts.MatterOpened;
import io.equiveil.matters.MatterFacts.SimpleMatterOpened;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterResult.Unknown;
import io.equiveil.matters.Matters.Mandate;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.Agreements;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Opens matters: no mandate, no matter; and none goes on before a possible conflict of interest was decided about.
@Component
class Mandates {

    private static final int LONGEST_CODE_NAME = 40;

    /// What the client's contract makes lawful in the matter.
    private static final Set<Purpose> BY_CONTRACT = Set.of(
            Purpose.CONTACT,
            Purpose.MANDATE,
            Purpose.INTRODUCTION,
            Purpose.AGREEMENT,
            Purpose.SETTLEMENT,
            Purpose.STATUTORY_NOTICE,
            Purpose.TAX,
            Purpose.REGISTRATION,
            Purpose.PROFESSIONAL_SERVICE);

    private final MatterRepository matters;
    private final PartyRepository parties;
    private final TeamRepository teams;
    private final Targets targets;
    private final Conflicts conflicts;
    private final Summaries summaries;
    private final Agreements agreements;
    private final Consents consents;
    private final StageHistory history;
    private final Ledger ledger;
    private final Clock clock;

    Mandates(
            MatterRepository matters,
            PartyRepository parties,
            TeamRepository teams,
            Targets targets,
            Conflicts conflicts,
            Summaries summaries,
            Agreements agreements,
            Consents consents,
            StageHistory history,
            Ledger ledger,
            Clock clock) {
        this.matters = matters;
        this.parties = parties;
        this.teams = teams;
        this.targets = targets;
        this.conflicts = conflicts;
        this.summaries = summaries;
        this.agreements = agreements;
        this.consents = consents;
        this.history = history;
        this.ledger = ledger;
        this.clock = clock;
    }

    MatterResult open(Requester.SignedIn who, Mandate wanted) {
        return open(who, wanted, false, List.of());
    }

    /// @param simple whether it is run as a simple matter
    /// @param others what else stands in the way
    MatterResult open(Requester.SignedIn who, Mandate wanted, boolean simple, List<Blocker> others) {
        if (!consents.mayAct(who, Owner.of(wanted.seller()), wanted.seller())) {
            return new Unknown();
        }
        Optional<AgreementSummary> agreement = agreements.firmAgreement(wanted.seller());
        List<Blocker> blockers = blockers(wanted, agreement.isPresent());
        blockers.addAll(others);
        return blockers.isEmpty() ? open(who, wanted, simple, agreement.orElseThrow()) : new Blocked(blockers);
    }

    private List<Blocker> blockers(Mandate wanted, boolean agreed) {
        List<Blocker> blockers = new ArrayList<>();
        codeNameFault(wanted.codeName().strip()).ifPresent(blockers::add);
        blockers.addAll(missing(wanted.seller(), agreed, wanted.targetName(), wanted.targetCode()));
        return blockers;
    }

    Optional<Blocker> codeNameFault(String codeName) {
        if (codeName.isEmpty() || codeName.length() > LONGEST_CODE_NAME) {
            return Optional.of(Blocker.CODE_NAME_EMPTY);
        }
        return matters.codeNameTaken(codeName) ? Optional.of(Blocker.CODE_NAME_TAKEN) : Optional.empty();
    }

    /// What a matter for this seller lacks before anything may be done in it.
    List<Blocker> missing(SubjectId seller, boolean agreed, Cleartext targetName, Optional<Cleartext> targetCode) {
        List<Blocker> blockers = new ArrayList<>();
        if (!agreed) {
            blockers.add(Blocker.NO_FIRM_AGREEMENT);
        }
        if (!consents.stands(Owner.of(seller), Purpose.MANDATE, InformationClass.BASIC)) {
            blockers.add(Blocker.NO_LEGAL_BASIS);
        }
        if (targetName.isBlank()) {
            blockers.add(Blocker.TARGET_MISSING);
        }
        if (targetCode.filter(code -> Clients.creditCode(code).isEmpty()).isPresent()) {
            blockers.add(Blocker.TARGET_CODE_WRONG);
        }
        return blockers;
    }

    private MatterResult open(Requester.SignedIn who, Mandate wanted, boolean simple, AgreementSummary agreement) {
        MatterId id = MatterId.random();
        Instant now = clock.instant();
        Optional<Cleartext> code = wanted.targetCode().flatMap(Clients::creditCode);
        List<ConflictRow> found = conflicts.about(id, wanted.targetName(), code, wanted.ownInterest());
        MatterRow row = new MatterRow(
                id,
                wanted.codeName().strip(),
                wanted.form(),
                wanted.mandate(),
                MatterStage.ENGAGED,
                found.isEmpty() ? ConflictState.NONE : ConflictState.SUBMITTED,
                false,
                false,
                simple,
                who.person(),
                now,
                Optional.empty(),
                1);
        Receipt receipt = ledger.append(Entry.of(who, opened(row, wanted.seller(), agreement))
                .about(MatterRow.name(id), 1)
                .about(PartyRow.name(id, wanted.seller()), 1)
                .about(TeamRow.name(id, who.person()), 1));
        matters.insert(row, receipt.leafHash());
        history.add(id, MatterStage.ENGAGED, who.person(), receipt);
        parties.save(new PartyRow(id, wanted.seller(), Side.SELLER, Standing.MANDATED, now, 1), receipt.leafHash());
        teams.save(new TeamRow(id, who.person(), TeamPart.LEAD, now, 1), receipt.leafHash());
        targets.seal(id, wanted.targetName(), code);
        if (!found.isEmpty()) {
            conflicts.submit(found);
            ledger.append(Entry.of(who, new ConflictSubmitted(id, found.size())));
        }
        cover(who, id, wanted.seller(), agreement);
        return summaries.done(row);
    }

    private static Recorded opened(MatterRow row, SubjectId seller, AgreementSummary agreement) {
        return row.simple()
                ? new SimpleMatterOpened(row.id(), row.form(), row.mandate(), seller, row.openedBy(), agreement.id())
                : new MatterOpened(row.id(), row.form(), row.mandate(), seller, row.openedBy(), agreement.id());
    }

    /// Extends the seller's agreement to the matter, and notes that the contract makes its work lawful.
    void cover(Requester.SignedIn who, MatterId id, SubjectId seller, AgreementSummary agreement) {
        agreements.coverMatter(who, agreement.id(), id);
        BasisResult basis = consents.note(
                who,
                BasisNote.contract(
                        Owner.of(id), seller, agreement.id(), BY_CONTRACT, Set.of(InformationClass.values())));
        if (basis instanceof BasisResult.NoticeNotServed) {
            throw new IllegalStateException("a matter cannot open before the notice was served");
        }
    }
}
