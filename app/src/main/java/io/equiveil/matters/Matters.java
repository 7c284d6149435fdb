package io.equiveil.matters;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.consent.Answer;
import io.equiveil.consent.AnswerResult;
import io.equiveil.consent.BasisNote;
import io.equiveil.consent.BasisResult;
import io.equiveil.consent.ConsentKind;
import io.equiveil.consent.Consents;
import io.equiveil.consent.Means;
import io.equiveil.consent.NoticeLanguage;
import io.equiveil.consent.RecipientId;
import io.equiveil.consent.ServeNotice;
import io.equiveil.consent.ServeResult;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SubjectId;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.MatterFacts.DealFactsSealed;
import io.equiveil.matters.MatterFacts.DestructionAsked;
import io.equiveil.matters.MatterFacts.MatterAdvanced;
import io.equiveil.matters.MatterFacts.MatterClosed;
import io.equiveil.matters.MatterFacts.MatterKeysDestroyed;
import io.equiveil.matters.MatterFacts.MatterOpened;
import io.equiveil.matters.MatterFacts.PartnerEngaged;
import io.equiveil.matters.MatterFacts.PartnerReleased;
import io.equiveil.matters.MatterFacts.PartyChanged;
import io.equiveil.matters.MatterFacts.StepDone;
import io.equiveil.matters.MatterFacts.StepScheduled;
import io.equiveil.matters.MatterFacts.TeamJoined;
import io.equiveil.matters.MatterFacts.TeamLeft;
import io.equiveil.matters.MatterFacts.ToldOfBothMandates;
import io.equiveil.matters.MatterRepository.DestructionRow;
import io.equiveil.matters.MatterRepository.EngagementRow;
import io.equiveil.matters.MatterRepository.MatterRow;
import io.equiveil.matters.MatterRepository.PartyRow;
import io.equiveil.matters.MatterRepository.TeamRow;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterResult.Done;
import io.equiveil.matters.MatterResult.Unknown;
import io.equiveil.nda.AgreementKind;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.AgreementSummary;
import io.equiveil.nda.AgreementTerms;
import io.equiveil.nda.Agreements;
import io.equiveil.vault.KeyCustody;
import io.equiveil.vault.Sealer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door of this room: matters from mandate to closing.
///
/// Lists are asked for through the person: there is no method that gives all matters to a screen. What is
/// confidential
/// about a deal is sealed under the matter's own key and read only through the gate.
@Service
public class Matters {

    /// Sealed facts of a deal; the row is the matter's id.
    public static final RecordType DEAL = new RecordType("matters.deal");

    /// Field names of the intention (the teaser is written from these): all bands, none exact.
    public static final List<String> INTENT_FIELDS =
            List.of("industry", "region", "sizeBand", "stakeBand", "priceBand", "reason");

    /// Field names of the details.
    public static final List<String> DETAIL_FIELDS =
            List.of("targetName", "targetCode", "quantity", "price", "paymentTerms", "timeLimit");

    /// The notice that names a buyer.
    public static final String BUYER_NOTICE = "buyer-disclosure";

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final List<MatterStage> WAY = Arrays.stream(MatterStage.values())
            .filter(stage -> stage != MatterStage.ABANDONED)
            .toList();

    private final MatterRepository matters;
    private final Agreements agreements;
    private final Consents consents;
    private final Clients clients;
    private final Disclosures disclosures;
    private final Sealer sealer;
    private final Ledger ledger;
    private final KeyCustody custody;
    private final Clock clock;

    Matters(
            MatterRepository matters,
            Agreements agreements,
            Consents consents,
            Clients clients,
            Disclosures disclosures,
            Sealer sealer,
            Ledger ledger,
            KeyCustody custody,
            Clock clock) {
        this.matters = matters;
        this.agreements = agreements;
        this.consents = consents;
        this.clients = clients;
        this.disclosures = disclosures;
        this.sealer = sealer;
        this.ledger = ledger;
        this.custody = custody;
        this.clock = clock;
    }

    /// A mandate.
    ///
    /// @param codeName what everybody calls it; says nothing of the parties; 1 to 40 characters
    /// @param seller   the client who mandates
    public record Mandate(String codeName, CompanyForm form, MandateForm mandate, SubjectId seller) {}

    /// Opens a matter for a client whose agreement is in force. The requester leads it.
    @Transactional
    public MatterResult open(Requester.SignedIn who, Mandate wanted) {
        List<Blocker> blockers = new ArrayList<>();
        String codeName = wanted.codeName().strip();
        if (codeName.isEmpty() || codeName.length() > 40) {
            blockers.add(Blocker.CODE_NAME_EMPTY);
        } else if (matters.codeNameTaken(codeName)) {
            blockers.add(Blocker.CODE_NAME_TAKEN);
        }
        Optional<AgreementSummary> agreement = agreements.firmAgreement(wanted.seller());
        if (agreement.isEmpty()) {
            blockers.add(Blocker.NO_FIRM_AGREEMENT);
        }
        Owner seller = Owner.of(wanted.seller());
        if (!consents.mayAct(who, seller, wanted.seller())) {
            return new Unknown();
        }
        if (!consents.stands(seller, Purpose.MANDATE, InformationClass.BASIC)) {
            blockers.add(Blocker.NO_LEGAL_BASIS);
        }
        if (!blockers.isEmpty()) {
            return new Blocked(blockers);
        }
        AgreementSummary firmAgreement = agreement.orElseThrow();
        MatterId id = MatterId.random();
        Instant now = clock.instant();
        MatterRow row = new MatterRow(
                id,
                codeName,
                wanted.form(),
                wanted.mandate(),
                MatterStage.ENGAGED,
                who.person(),
                now,
                Optional.empty(),
                1);
        PartyRow party = new PartyRow(id, wanted.seller(), Side.SELLER, Standing.MANDATED, now, 1);
        TeamRow lead = new TeamRow(id, who.person(), "LEAD", now, 1);
        Receipt receipt = ledger.append(Entry.of(
                        who,
                        new MatterOpened(
                                id, wanted.form(), wanted.mandate(), wanted.seller(), who.person(), firmAgreement.id()))
                .about(MatterRow.name(id), 1)
                .about(PartyRow.name(id, wanted.seller()), 1)
                .about(TeamRow.name(id, who.person()), 1));
        matters.insert(row, receipt.leafHash());
        matters.save(party, receipt.leafHash());
        matters.save(lead, receipt.leafHash());
        matters.addSteps(
                id,
                Arrays.stream(LegalStep.values())
                        .filter(step -> step.appliesTo(wanted.form()))
                        .toList());
        agreements.coverMatter(who, firmAgreement.id(), id);
        BasisResult basis = consents.note(
                who,
                BasisNote.contract(
                        Owner.of(id),
                        wanted.seller(),
                        firmAgreement.id(),
                        Set.of(
                                Purpose.CONTACT,
                                Purpose.MANDATE,
                                Purpose.INTRODUCTION,
                                Purpose.AGREEMENT,
                                Purpose.SETTLEMENT,
                                Purpose.STATUTORY_NOTICE,
                                Purpose.TAX,
                                Purpose.REGISTRATION,
                                Purpose.PROFESSIONAL_SERVICE),
                        Set.of(InformationClass.values())));
        if (basis instanceof BasisResult.NoticeNotServed) {
            throw new IllegalStateException("a matter cannot open before the notice was served");
        }
        return new Done(summary(row));
    }

    /// Seals facts of the deal: the bands of the intention, the details, or both. Empty fields are left out.
    ///
    /// @throws IllegalArgumentException if a field is not one of [#INTENT_FIELDS] or [#DETAIL_FIELDS]
    @Transactional
    public MatterResult sealDeal(Requester.SignedIn who, MatterId id, Map<String, Cleartext> fields) {
        return onTeam(who, id, row -> {
            if (row.closedAt().isPresent()) {
                return new Blocked(List.of(Blocker.ALREADY_CLOSED));
            }
            seal(id, InformationClass.DEAL_INTENT, INTENT_FIELDS, fields);
            seal(id, InformationClass.DEAL_DETAIL, DETAIL_FIELDS, fields);
            ledger.append(Entry.of(who, new DealFactsSealed(id, fields.size())));
            return new Done(summary(row));
        });
    }

    private void seal(MatterId id, InformationClass kind, List<String> names, Map<String, Cleartext> fields) {
        Map<String, Cleartext> mine = fields.entrySet().stream()
                .filter(field -> names.contains(field.getKey()))
                .filter(field -> !field.getValue().isBlank())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (mine.isEmpty()) {
            return;
        }
        Map<String, Cleartext> masks =
                mine.keySet().stream().collect(Collectors.toMap(Function.identity(), _ -> Cleartext.of("＊＊＊")));
        sealer.seal(dealAddress(id, kind), mine, masks);
    }

    /// Where the facts of a deal are sealed.
    public static Address dealAddress(MatterId id, InformationClass kind) {
        return new Address(Owner.of(id), RetentionGroup.DEAL, DEAL, id.value(), kind);
    }

    /// Goes to the next stage if nothing stands in the way.
    @Transactional
    public MatterResult advance(Requester.SignedIn who, MatterId id, MatterStage to) {
        return onTeam(who, id, row -> {
            List<Blocker> blockers = blockers(row, to);
            if (!blockers.isEmpty()) {
                return new Blocked(blockers);
            }
            MatterRow next = row.at(to, Optional.empty());
            Receipt receipt = ledger.append(Entry.of(who, new MatterAdvanced(id, row.stage(), to))
                    .raising(Scope.of(id))
                    .about(MatterRow.name(id), next.version()));
            matters.update(next, receipt.leafHash());
            return new Done(summary(next));
        });
    }

    /// The stage that comes next, and what stands in its way; for pages.
    public Optional<NextStage> next(MatterSummary matter) {
        int at = WAY.indexOf(matter.stage());
        if (matter.closedAt().isPresent() || at < 0 || at + 2 >= WAY.size()) {
            return Optional.empty();
        }
        MatterStage to = nextOf(matter.stage(), matter.form());
        return matters.find(matter.id()).map(row -> new NextStage(to, blockers(row, to)));
    }

    /// A stage ahead with what stands in its way.
    public record NextStage(MatterStage stage, List<Blocker> blockers) {}

    private static MatterStage nextOf(MatterStage from, CompanyForm form) {
        MatterStage next = WAY.get(Math.min(WAY.indexOf(from) + 1, WAY.size() - 1));
        boolean skip = next == MatterStage.SHAREHOLDER_NOTICE && form == CompanyForm.JOINT_STOCK;
        return skip ? MatterStage.PAYMENT : next;
    }

    private List<Blocker> blockers(MatterRow row, MatterStage to) {
        List<Blocker> blockers = new ArrayList<>();
        if (row.closedAt().isPresent()) {
            return List.of(Blocker.ALREADY_CLOSED);
        }
        if (to != nextOf(row.stage(), row.form()) || to == MatterStage.CLOSED) {
            return List.of(Blocker.NOT_THE_NEXT_STAGE);
        }
        MatterId id = row.id();
        List<PartyRow> parties = matters.parties(id);
        List<PartyRow> buyers = parties.stream()
                .filter(party -> party.side() == Side.BUYER && party.standing() != Standing.LEFT)
                .toList();
        switch (to) {
            case BLIND_TEASER -> {
                if (!sealer.holds(dealAddress(id, InformationClass.DEAL_INTENT))) {
                    blockers.add(Blocker.NO_DEAL_FACTS);
                }
                if (row.mandate() == MandateForm.BOTH
                        && parties.stream()
                                .anyMatch(party -> party.side() == Side.SELLER && !matters.told(id, party.subject()))) {
                    blockers.add(Blocker.SELLER_NOT_TOLD_OF_BOTH);
                }
            }
            case BUYER_NDA -> {
                if (buyers.isEmpty()) {
                    blockers.add(Blocker.NO_BUYER_INVITED);
                }
                if (row.mandate() == MandateForm.BOTH
                        && buyers.stream().anyMatch(party -> !matters.told(id, party.subject()))) {
                    blockers.add(Blocker.BUYER_NOT_TOLD_OF_BOTH);
                }
            }
            case SELLER_APPROVES_BUYER -> {
                if (buyers.stream()
                        .noneMatch(buyer ->
                                agreements.buyerAgreement(id, buyer.subject()).isPresent())) {
                    blockers.add(Blocker.NO_BUYER_AGREEMENT);
                }
            }
            case DUE_DILIGENCE -> {
                if (buyers.stream().noneMatch(buyer -> buyer.standing() == Standing.ADMITTED)) {
                    blockers.add(Blocker.NO_BUYER_ADMITTED);
                }
            }
            default -> {}
        }
        if (!stepsDone(id, row.stage())) {
            blockers.add(Blocker.STEPS_OPEN);
        }
        return blockers;
    }

    private boolean stepsDone(MatterId id, MatterStage stage) {
        return matters.steps(id).stream()
                .filter(step -> step.step().stage() == stage)
                .allMatch(step -> step.done().isPresent());
    }

    /// Invites a buyer: it may sign its agreement and sees nothing before.
    @Transactional
    public MatterResult invite(Requester.SignedIn who, MatterId id, SubjectId buyer) {
        return onTeam(who, id, row -> {
            if (row.closedAt().isPresent()) {
                return new Blocked(List.of(Blocker.ALREADY_CLOSED));
            }
            Optional<PartyRow> known = party(id, buyer);
            if (known.filter(party -> party.standing() != Standing.LEFT).isPresent()) {
                return new Blocked(List.of(Blocker.ALREADY_A_PARTY));
            }
            change(who, id, buyer, Side.BUYER, Standing.INVITED, known);
            return new Done(summary(row));
        });
    }

    /// Writes a buyer's own agreement for this matter; room `nda` has it signed.
    public AgreementResult prepareBuyerAgreement(
            Requester.SignedIn who, MatterId id, SubjectId buyer, Locale language) {
        Optional<MatterRow> row = matters.find(id).filter(_ -> isOnTeam(who.person(), id));
        Optional<ClientFile> file = party(id, buyer)
                .filter(party -> party.side() == Side.BUYER && party.standing() != Standing.LEFT)
                .flatMap(_ -> clients.find(who, buyer));
        if (row.isEmpty() || file.isEmpty()) {
            return new AgreementResult.Unknown();
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
                        AgreementTerms.usual(),
                        language));
    }

    /// The seller admits a buyer, having been shown the notice that names this buyer: needs the buyer's
    /// agreement in
    /// force, and records the seller's separate consent for this one buyer (PIPL art. 23).
    ///
    /// @param shown hash of the notice's text as it was shown
    @Transactional
    public MatterResult admit(
            Requester.SignedIn who, MatterId id, SubjectId buyer, NoticeLanguage language, Digest shown) {
        Optional<MatterRow> row = matters.find(id);
        Optional<PartyRow> known = party(id, buyer);
        boolean seller = row.isPresent()
                && matters.parties(id).stream()
                        .anyMatch(party ->
                                party.side() == Side.SELLER && who.actsFor().contains(party.subject()));
        if (row.isEmpty() || !seller) {
            return new Unknown();
        }
        List<Blocker> blockers = new ArrayList<>();
        if (row.get().closedAt().isPresent()) {
            blockers.add(Blocker.ALREADY_CLOSED);
        }
        if (known.filter(party -> party.standing() == Standing.INVITED).isEmpty()) {
            blockers.add(Blocker.NOT_A_PARTY);
        }
        if (agreements.buyerAgreement(id, buyer).isEmpty()) {
            blockers.add(Blocker.NO_BUYER_AGREEMENT);
        }
        if (!blockers.isEmpty()) {
            return new Blocked(blockers);
        }
        Optional<Map<String, Cleartext>> named = nameOf(id, buyer);
        if (named.isEmpty()) {
            return new Blocked(List.of(Blocker.NO_BUYER_AGREEMENT));
        }
        SubjectId sellerId = matters.parties(id).stream()
                .filter(party -> party.side() == Side.SELLER && who.actsFor().contains(party.subject()))
                .map(PartyRow::subject)
                .findFirst()
                .orElseThrow();
        ServeResult served = consents.serve(
                who,
                new ServeNotice(
                        Owner.of(id),
                        sellerId,
                        BUYER_NOTICE,
                        language,
                        shown,
                        Means.SCREEN,
                        Optional.of(RecipientId.of(buyer)),
                        named.get()));
        if (!(served instanceof ServeResult.Served(var notice))) {
            return new Blocked(List.of(Blocker.NOTICE_CHANGED));
        }
        for (String item : List.of("disclose", "complete")) {
            AnswerResult answer = consents.answer(
                    who, new Answer(notice.id(), item, true, ConsentKind.SEPARATE, Means.SCREEN, Optional.empty()));
            if (!(answer instanceof AnswerResult.Answered)) {
                throw new IllegalStateException("a consent could not be recorded");
            }
        }
        change(who, id, buyer, Side.BUYER, Standing.ADMITTED, known);
        return new Done(summary(row.get()));
    }

    /// The buyer's name and number, as the notice to the seller must say them (PIPL art. 23); read by the
    /// machine that fills
    /// in texts, and recorded as such.
    private Optional<Map<String, Cleartext>> nameOf(MatterId id, SubjectId buyer) {
        Optional<ClientFile> file = clients.find(buyer);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Address name = file.get().nameAddress();
        Address mobile = file.get().mobileAddress();
        Disclosure read = disclosures.open(
                new Requester.Machine(SystemPrincipal.AGREEMENT_RENDERER),
                List.of(
                        Disclosures.Wanted.value(name, file.get().nameField()),
                        Disclosures.Wanted.value(mobile, file.get().mobileField())),
                Disclosures.Why.of(Purpose.AGREEMENT, id));
        if (!(read instanceof Disclosure.Answered answered)) {
            return Optional.empty();
        }
        return answered.field(name, file.get().nameField())
                .flatMap(found -> answered.field(mobile, file.get().mobileField())
                        .map(number -> Map.of("recipientName", found, "recipientContact", number)));
    }

    /// The buyer as the notice to the seller names it, before the seller decides: only for the seller of an
    /// open
    /// matter, and only about an invited buyer whose agreement is in force. Keys are `recipientName` and
    /// `recipientContact`. Every reading is recorded.
    public Optional<Map<String, Cleartext>> buyerAsNoticed(Requester.SignedIn who, MatterId id, SubjectId buyer) {
        boolean seller = matters.parties(id).stream()
                .anyMatch(party -> party.side() == Side.SELLER
                        && party.standing() != Standing.LEFT
                        && who.actsFor().contains(party.subject()));
        boolean waiting =
                matters.find(id).filter(row -> row.closedAt().isEmpty()).isPresent()
                        && party(id, buyer)
                                .filter(party -> party.side() == Side.BUYER && party.standing() == Standing.INVITED)
                                .isPresent()
                        && agreements.buyerAgreement(id, buyer).isPresent();
        return seller && waiting ? nameOf(id, buyer) : Optional.empty();
    }

    /// A buyer leaves, or is sent away: from this commit on it sees nothing.
    @Transactional
    public MatterResult dismiss(Requester.SignedIn who, MatterId id, SubjectId buyer) {
        Optional<MatterRow> row = matters.find(id);
        Optional<PartyRow> known = party(id, buyer).filter(party -> party.standing() != Standing.LEFT);
        boolean self = who.actsFor().contains(buyer);
        boolean seller = matters.parties(id).stream()
                .anyMatch(party -> party.side() == Side.SELLER && who.actsFor().contains(party.subject()));
        if (row.isEmpty() || !(self || seller || isOnTeam(who.person(), id))) {
            return new Unknown();
        }
        if (known.isEmpty() || known.get().side() == Side.SELLER) {
            return new Blocked(List.of(Blocker.NOT_A_PARTY));
        }
        change(who, id, buyer, Side.BUYER, Standing.LEFT, known);
        return new Done(summary(row.get()));
    }

    private Optional<PartyRow> party(MatterId id, SubjectId subject) {
        return matters.parties(id).stream()
                .filter(party -> party.subject().equals(subject))
                .findFirst();
    }

    private void change(
            Requester.SignedIn who,
            MatterId id,
            SubjectId subject,
            Side side,
            Standing standing,
            Optional<PartyRow> known) {
        long version = known.map(party -> party.version() + 1).orElse(1L);
        Receipt receipt = ledger.append(Entry.of(who, new PartyChanged(id, subject, side, standing))
                .raising(Scope.of(id))
                .about(PartyRow.name(id, subject), version));
        matters.save(new PartyRow(id, subject, side, standing, clock.instant(), version), receipt.leafHash());
    }

    /// Records that a party was told that the firm acts for both sides (Civil Code art. 962).
    @Transactional
    public MatterResult tellOfBoth(Requester.SignedIn who, MatterId id, SubjectId subject) {
        return onTeam(who, id, row -> {
            if (party(id, subject).isEmpty()) {
                return new Blocked(List.of(Blocker.NOT_A_PARTY));
            }
            ledger.append(Entry.of(who, new ToldOfBothMandates(id, subject)));
            matters.tell(id, subject, clock.instant());
            return new Done(summary(row));
        });
    }

    /// Takes a colleague onto the team.
    @Transactional
    public MatterResult join(Requester.SignedIn who, MatterId id, PersonId colleague) {
        return onTeam(who, id, row -> {
            setTeam(who, id, colleague, "MEMBER", new TeamJoined(id, colleague));
            return new Done(summary(row));
        });
    }

    /// A colleague leaves the team; from this commit on the matter is closed to them.
    @Transactional
    public MatterResult leave(Requester.SignedIn who, MatterId id, PersonId colleague) {
        return onTeam(who, id, row -> {
            setTeam(who, id, colleague, "LEFT", new TeamLeft(id, colleague));
            return new Done(summary(row));
        });
    }

    private void setTeam(Requester.SignedIn who, MatterId id, PersonId person, String part, Recorded fact) {
        long version = matters.team(id).stream()
                .filter(member -> member.person().equals(person))
                .mapToLong(member -> member.version() + 1)
                .findFirst()
                .orElse(1L);
        Receipt receipt = ledger.append(
                Entry.of(who, fact).raising(Scope.of(id), Scope.of(person)).about(TeamRow.name(id, person), version));
        matters.save(new TeamRow(id, person, part, clock.instant(), version), receipt.leafHash());
    }

    /// Engages a partner firm for the matter. Whether it may see anything is the gate's question every time.
    @Transactional
    public MatterResult engage(Requester.SignedIn who, MatterId id, PartnerId partner) {
        return onTeam(who, id, row -> {
            setEngagement(who, id, partner, true, new PartnerEngaged(id, partner));
            return new Done(summary(row));
        });
    }

    /// Ends a partner's engagement.
    @Transactional
    public MatterResult release(Requester.SignedIn who, MatterId id, PartnerId partner) {
        return onTeam(who, id, row -> {
            setEngagement(who, id, partner, false, new PartnerReleased(id, partner));
            return new Done(summary(row));
        });
    }

    private void setEngagement(Requester.SignedIn who, MatterId id, PartnerId partner, boolean active, Recorded fact) {
        long version = matters.engagements(id).stream()
                .filter(row -> row.partner().equals(partner))
                .mapToLong(row -> row.version() + 1)
                .findFirst()
                .orElse(1L);
        Receipt receipt = ledger.append(
                Entry.of(who, fact).raising(Scope.of(id)).about(EngagementRow.name(id, partner), version));
        matters.save(new EngagementRow(id, partner, active, clock.instant(), version), receipt.leafHash());
    }

    /// Ticks a step of the checklist off.
    @Transactional
    public MatterResult completeStep(
            Requester.SignedIn who, MatterId id, LegalStep step, LocalDate on, Optional<DocumentId> document) {
        return onTeam(who, id, row -> {
            if (on.isAfter(clock.instant().atZone(SHANGHAI).toLocalDate())) {
                return new Blocked(List.of(Blocker.STEP_IN_THE_FUTURE));
            }
            if (!matters.doStep(id, step, on, who.person(), document)) {
                return new Blocked(List.of(Blocker.STEP_UNKNOWN));
            }
            ledger.append(Entry.of(who, new StepDone(id, step, on, document)));
            return new Done(summary(row));
        });
    }

    /// Sets the day on which an open step is due.
    @Transactional
    public MatterResult scheduleStep(Requester.SignedIn who, MatterId id, LegalStep step, LocalDate due) {
        return onTeam(who, id, row -> {
            if (!matters.dueStep(id, step, due)) {
                return new Blocked(List.of(Blocker.STEP_UNKNOWN));
            }
            ledger.append(Entry.of(who, new StepScheduled(id, step, due)));
            return new Done(summary(row));
        });
    }

    /// Closes the matter once every step is done: stages end, buyers' access ends, the clocks of agreements
    /// start.
    @Transactional
    public MatterResult close(Requester.SignedIn who, MatterId id) {
        return onTeam(who, id, row -> {
            List<Blocker> blockers = new ArrayList<>();
            if (row.closedAt().isPresent()) {
                blockers.add(Blocker.ALREADY_CLOSED);
            }
            if (row.stage() != MatterStage.REGISTRATION) {
                blockers.add(Blocker.NOT_THE_NEXT_STAGE);
            }
            if (matters.steps(id).stream().anyMatch(step -> step.done().isEmpty())) {
                blockers.add(Blocker.STEPS_OPEN);
            }
            if (!blockers.isEmpty()) {
                return new Blocked(blockers);
            }
            Instant now = clock.instant();
            MatterRow next = row.at(MatterStage.CLOSED, Optional.of(now));
            Receipt receipt = ledger.append(Entry.of(who, new MatterClosed(id, now))
                    .raising(Scope.of(id))
                    .about(MatterRow.name(id), next.version()));
            matters.update(next, receipt.leafHash());
            Set<MatterId> stillOpen = matters.parties(id).stream()
                    .flatMap(party -> matters.ofSubject(party.subject()).stream())
                    .filter(other -> other.closedAt().isEmpty() && !other.id().equals(id))
                    .map(MatterRow::id)
                    .collect(Collectors.toSet());
            agreements.matterClosed(who, id, now, stillOpen);
            return new Done(summary(next));
        });
    }

    /// Asks for the destruction of what is past its retention after closing. A second person approves.
    @Transactional
    public MatterResult askDestruction(Requester.SignedIn who, MatterId id) {
        return onTeam(who, id, row -> {
            List<Blocker> blockers = destructionBlockers(row);
            if (!blockers.isEmpty()) {
                return new Blocked(blockers);
            }
            ledger.append(Entry.of(who, new DestructionAsked(id)));
            matters.askDestruction(id, who.person(), clock.instant());
            return new Done(summary(row));
        });
    }

    /// First stage of forgetting, by a second person: destroys the keys. What must stay, stays, and the
    /// certificate names
    /// the rule.
    @Transactional
    public MatterResult approveDestruction(Requester.SignedIn who, MatterId id) {
        Optional<MatterRow> found = matters.find(id);
        Optional<PersonId> askedBy = matters.destructionAskedBy(id);
        boolean entitled = who.has(Role.COMPLIANCE_OFFICER) || who.has(Role.OWNER) || isOnTeam(who.person(), id);
        if (found.isEmpty() || askedBy.isEmpty() || !entitled) {
            return new Unknown();
        }
        MatterRow row = found.get();
        List<Blocker> blockers = new ArrayList<>(destructionBlockers(row));
        if (askedBy.get().equals(who.person())) {
            blockers.add(Blocker.SAME_PERSON);
        }
        if (!blockers.isEmpty()) {
            return new Blocked(blockers);
        }
        Set<RetentionGroup> groups = due(row);
        ledger.append(Entry.of(who, new MatterKeysDestroyed(id, groups, askedBy.get()))
                .raising(Scope.of(id)));
        for (RetentionGroup group : groups) {
            Instant at = custody.destroyKeyForever(Owner.of(id), group).orElse(clock.instant());
            matters.addDestruction(id, new DestructionRow(group, at, askedBy.get(), who.person()));
        }
        matters.destructionAnswered(id);
        return new Done(summary(row));
    }

    private List<Blocker> destructionBlockers(MatterRow row) {
        if (row.closedAt().isEmpty()) {
            return List.of(Blocker.NOT_CLOSED);
        }
        return due(row).isEmpty() ? List.of(Blocker.ALREADY_DESTROYED) : List.of();
    }

    /// Who asked for the destruction that waits for a second person, if somebody did.
    public Optional<PersonId> destructionAskedBy(MatterId id) {
        return matters.destructionAskedBy(id);
    }

    /// Matters whose destruction waits for this person's approval.
    List<MatterRow> destructionsFor(Requester.SignedIn who) {
        return matters.destructionsAskedFor().stream()
                .filter(row -> matters.destructionAskedBy(row.id())
                        .filter(asked -> !asked.equals(who.person()))
                        .isPresent())
                .filter(row ->
                        who.has(Role.COMPLIANCE_OFFICER) || who.has(Role.OWNER) || isOnTeam(who.person(), row.id()))
                .toList();
    }

    private Set<RetentionGroup> due(MatterRow row) {
        Set<RetentionGroup> gone = matters.destructions(row.id()).stream()
                .map(DestructionRow::group)
                .collect(Collectors.toSet());
        return dueForDestruction(row).stream()
                .filter(group -> !gone.contains(group))
                .collect(Collectors.toSet());
    }

    /// Documents of a data room go with the closing, as the agreements say; the facts of the deal stay for
    /// three years
    /// (RET-TXN), agreements and their evidence as long as claims may arise (RET-CLAIM).
    private static Set<RetentionGroup> dueForDestruction(MatterRow row) {
        return row.closedAt().isPresent() ? Set.of(RetentionGroup.DOCUMENTS, RetentionGroup.OPTIONAL) : Set.of();
    }

    /// What became of the matter's keys, for the certificate.
    public Optional<DestructionCertificate> certificate(MatterId id) {
        List<DestructionRow> rows = matters.destructions(id);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return matters.find(id)
                .map(row -> new DestructionCertificate(
                        id,
                        row.codeName(),
                        rows.stream()
                                .map(destroyed -> new DestructionCertificate.Group(
                                        destroyed.group(), custody.destruction(Owner.of(id), destroyed.group())))
                                .toList(),
                        Map.of(RetentionGroup.DEAL, "RET-TXN", RetentionGroup.RELATION, "RET-CLAIM")));
    }

    /// One matter, for somebody who has to do with it: its team, its parties, its partners, or oversight.
    public Optional<MatterSummary> find(Requester.SignedIn who, MatterId id) {
        return matters.find(id).filter(row -> concerns(who, row)).map(row -> summaryFor(who, row));
    }

    /// The matters that a person has to do with, newest first, at most two hundred.
    public List<MatterSummary> of(Requester.SignedIn who) {
        List<MatterRow> rows;
        if (who.has(Role.COMPLIANCE_OFFICER) || who.has(Role.AUDITOR)) {
            rows = matters.all();
        } else if (who.isStaff()) {
            rows = matters.ofPerson(who.person());
        } else if (who.partner().isPresent()) {
            rows = matters.ofPartner(who.partner().get());
        } else {
            rows = who.actsFor().stream()
                    .flatMap(subject -> matters.ofSubject(subject).stream())
                    .distinct()
                    .toList();
        }
        return rows.stream().map(row -> summaryFor(who, row)).toList();
    }

    /// What a matter shows to this person: a party sees itself and, once admitted, that there is another
    /// side; never who.
    private MatterSummary summaryFor(Requester.SignedIn who, MatterRow row) {
        MatterSummary whole = summary(row);
        if (who.isStaff() || who.has(Role.AUDITOR)) {
            return whole;
        }
        boolean seller = whole.seller().filter(who.actsFor()::contains).isPresent();
        return new MatterSummary(
                whole.id(),
                whole.codeName(),
                whole.form(),
                whole.mandate(),
                whole.stage(),
                whole.openedAt(),
                whole.closedAt(),
                whole.parties().stream()
                        .filter(party -> who.actsFor().contains(party.subject()) || seller)
                        .toList(),
                List.of(),
                List.of(),
                seller ? whole.steps() : List.of());
    }

    private boolean concerns(Requester.SignedIn who, MatterRow row) {
        boolean party = matters.parties(row.id()).stream()
                .anyMatch(each ->
                        each.standing() != Standing.LEFT && who.actsFor().contains(each.subject()));
        boolean partner = who.partner().isPresent()
                && matters.engagements(row.id()).stream()
                        .anyMatch(each -> each.active()
                                && each.partner().equals(who.partner().get()));
        return party
                || partner
                || isOnTeam(who.person(), row.id())
                || who.has(Role.COMPLIANCE_OFFICER)
                || who.has(Role.AUDITOR);
    }

    boolean isOnTeam(PersonId person, MatterId id) {
        return matters.team(id).stream()
                .anyMatch(member ->
                        member.person().equals(person) && !member.part().equals("LEFT"));
    }

    private MatterResult onTeam(Requester.SignedIn who, MatterId id, Function<MatterRow, MatterResult> act) {
        return matters.find(id)
                .filter(_ -> who.isStaff() && isOnTeam(who.person(), id))
                .map(act)
                .orElseGet(Unknown::new);
    }

    private MatterSummary summary(MatterRow row) {
        MatterId id = row.id();
        return new MatterSummary(
                id,
                row.codeName(),
                row.form(),
                row.mandate(),
                row.stage(),
                row.openedAt(),
                row.closedAt(),
                matters.parties(id).stream()
                        .map(party -> new MatterSummary.Party(
                                party.subject(),
                                party.side(),
                                party.standing(),
                                party.since(),
                                matters.told(id, party.subject())))
                        .toList(),
                matters.team(id).stream()
                        .filter(member -> !member.part().equals("LEFT"))
                        .map(member -> new MatterSummary.Member(
                                member.person(), member.part().equals("LEAD")))
                        .toList(),
                matters.engagements(id).stream()
                        .filter(EngagementRow::active)
                        .map(EngagementRow::partner)
                        .toList(),
                matters.steps(id).stream()
                        .map(step -> new MatterSummary.Step(step.step(), step.due(), step.done()))
                        .toList());
    }
}
