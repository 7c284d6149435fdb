package io.equiveil.matters;

import io.equiveil.consent.NoticeLanguage;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.spi.Duty;
import io.equiveil.nda.AgreementResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door of this room: matters from mandate to closing.
///
/// Lists are asked for through the person: there is no method that gives all matters to a screen. What is confidential
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

    private final MatterRepository matters;
    private final Involvement involvement;
    private final Summaries summaries;
    private final Mandates mandates;
    private final DealFacts deal;
    private final Stages stages;
    private final Parties parties;
    private final Admissions admissions;
    private final Teams teams;
    private final Duties duties;
    private final Closing closing;
    private final Destructions destructions;

    Matters(
            MatterRepository matters,
            Involvement involvement,
            Summaries summaries,
            Mandates mandates,
            DealFacts deal,
            Stages stages,
            Parties parties,
            Admissions admissions,
            Teams teams,
            Duties duties,
            Closing closing,
            Destructions destructions) {
        this.matters = matters;
        this.involvement = involvement;
        this.summaries = summaries;
        this.mandates = mandates;
        this.deal = deal;
        this.stages = stages;
        this.parties = parties;
        this.admissions = admissions;
        this.teams = teams;
        this.duties = duties;
        this.closing = closing;
        this.destructions = destructions;
    }

    /// A mandate.
    ///
    /// @param codeName what everybody calls it; says nothing of the parties; 1 to 40 characters
    /// @param seller   the client who mandates
    public record Mandate(String codeName, CompanyForm form, MandateForm mandate, SubjectId seller) {}

    /// Opens a matter for a client whose agreement is in force. The requester leads it.
    @Transactional
    public MatterResult open(Requester.SignedIn who, Mandate wanted) {
        return mandates.open(who, wanted);
    }

    /// Seals facts of the deal: the bands of the intention, the details, or both. Empty fields are left out.
    @Transactional
    public MatterResult sealDeal(Requester.SignedIn who, MatterId id, Map<String, Cleartext> fields) {
        return involvement.onTeam(who, id, row -> {
            if (row.closedAt().isPresent()) {
                return new Blocked(List.of(Blocker.ALREADY_CLOSED));
            }
            deal.seal(who, id, fields);
            return summaries.done(row);
        });
    }

    /// Where the facts of a deal are sealed.
    public static Address dealAddress(MatterId id, InformationClass kind) {
        return new Address(Owner.of(id), RetentionGroup.DEAL, DEAL, id.value(), kind);
    }

    /// Goes to the next stage if nothing stands in the way.
    @Transactional
    public MatterResult advance(Requester.SignedIn who, MatterId id, MatterStage to) {
        return involvement.onTeam(who, id, row -> stages.advance(who, row, to));
    }

    /// The stage that comes next, and what stands in its way; for pages.
    public Optional<NextStage> next(MatterSummary matter) {
        return matters.find(matter.id()).flatMap(stages::next);
    }

    /// What has to be done in the matter, stage by stage, as the rooms say that keep it.
    public List<Duty> duties(MatterSummary matter) {
        return duties.of(matter);
    }

    /// A stage ahead with what stands in its way.
    public record NextStage(MatterStage stage, List<Blocker> blockers) {}

    /// Invites a buyer: it may sign its agreement and sees nothing before.
    @Transactional
    public MatterResult invite(Requester.SignedIn who, MatterId id, SubjectId buyer) {
        return involvement.onTeam(who, id, row -> parties.invite(who, row, buyer));
    }

    /// Writes a buyer's own agreement for this matter; room `nda` has it signed.
    public AgreementResult prepareBuyerAgreement(
            Requester.SignedIn who, MatterId id, SubjectId buyer, Locale language) {
        return parties.prepareBuyerAgreement(who, id, buyer, language);
    }

    /// The seller answers about one or several buyers, having been shown the notice that names each of them. A yes
    /// needs the buyer's agreement in force; each answer is a separate consent for this one buyer and this one
    /// purpose (PIPL arts. 14 and 23), and the first yes admits the buyer. A no where a yes stood takes it back at
    /// once.
    ///
    /// @param shown hash of the notice's text as it was shown
    public MatterResult decideOnBuyers(
            Requester.SignedIn who, MatterId id, List<BuyerAnswer> answers, NoticeLanguage language, Digest shown) {
        return admissions.decide(who, id, answers, language, shown);
    }

    /// The seller takes one answer about one buyer back; the other stands. Acts on the very next reading.
    @Transactional
    public MatterResult takeBack(Requester.SignedIn who, MatterId id, SubjectId buyer, BuyerConsent.Item item) {
        return admissions.takeBack(who, id, buyer, item);
    }

    /// How the seller has answered about each buyer; empty for anybody but the seller.
    public List<BuyerConsent> buyerConsents(Requester.SignedIn who, MatterId id) {
        return admissions.answers(who, id);
    }

    /// The buyer as the notice to the seller names it: only for the seller of an open matter, and only about a
    /// buyer whose agreement is in force. Keys are `recipientName` and `recipientContact`. Every reading is
    /// recorded.
    public Optional<Map<String, Cleartext>> buyerAsNoticed(Requester.SignedIn who, MatterId id, SubjectId buyer) {
        return admissions.buyerAsNoticed(who, id, buyer);
    }

    /// A buyer leaves, or is sent away: from this commit on it sees nothing.
    @Transactional
    public MatterResult dismiss(Requester.SignedIn who, MatterId id, SubjectId buyer) {
        return parties.dismiss(who, id, buyer);
    }

    /// Records that a party was told that the firm acts for both sides (Civil Code art. 962).
    @Transactional
    public MatterResult tellOfBoth(Requester.SignedIn who, MatterId id, SubjectId subject) {
        return involvement.onTeam(who, id, row -> parties.tellOfBoth(who, row, subject));
    }

    /// Takes a colleague onto the team.
    @Transactional
    public MatterResult join(Requester.SignedIn who, MatterId id, PersonId colleague) {
        return involvement.onTeam(who, id, row -> teams.join(who, row, colleague));
    }

    /// A colleague leaves the team; from this commit on the matter is closed to them.
    @Transactional
    public MatterResult leave(Requester.SignedIn who, MatterId id, PersonId colleague) {
        return involvement.onTeam(who, id, row -> teams.leave(who, row, colleague));
    }

    /// Engages a partner firm for the matter. Whether it may see anything is the gate's question every time.
    @Transactional
    public MatterResult engage(Requester.SignedIn who, MatterId id, PartnerId partner) {
        return involvement.onTeam(who, id, row -> teams.engage(who, row, partner));
    }

    /// Ends a partner's engagement.
    @Transactional
    public MatterResult release(Requester.SignedIn who, MatterId id, PartnerId partner) {
        return involvement.onTeam(who, id, row -> teams.release(who, row, partner));
    }

    /// Closes the matter once every step is done: stages end, buyers' access ends, the clocks of agreements
    /// start.
    @Transactional
    public MatterResult close(Requester.SignedIn who, MatterId id) {
        return involvement.onTeam(who, id, row -> closing.close(who, row));
    }

    /// Asks for the destruction of what is past its retention after closing. A second person approves.
    @Transactional
    public MatterResult askDestruction(Requester.SignedIn who, MatterId id) {
        return involvement.onTeam(who, id, row -> destructions.ask(who, row));
    }

    /// First stage of forgetting, by a second person: destroys the keys. What must stay, stays, and the certificate
    /// names the rule.
    @Transactional
    public MatterResult approveDestruction(Requester.SignedIn who, MatterId id) {
        return destructions.approve(who, id);
    }

    /// Who asked for the destruction that waits for a second person, if somebody did.
    public Optional<PersonId> destructionAskedBy(MatterId id) {
        return destructions.askedBy(id);
    }

    /// What became of the matter's keys, for the certificate.
    public Optional<DestructionCertificate> certificate(MatterId id) {
        return destructions.certificate(id);
    }

    /// One matter, for somebody who has to do with it: its team, its parties, its partners, or oversight.
    public Optional<MatterSummary> find(Requester.SignedIn who, MatterId id) {
        return involvement.find(who, id);
    }

    /// The matters that a person has to do with, newest first, at most two hundred.
    public List<MatterSummary> of(Requester.SignedIn who) {
        return involvement.of(who);
    }

    /// Buyers whom the seller has admitted; for other rooms, which answer for who hears of it.
    public Set<SubjectId> admittedBuyers(MatterId id) {
        return involvement.admittedBuyers(id);
    }

    /// The newest open matters, for checks of controls; never for a screen.
    public List<MatterSummary> openForControls(int limit) {
        return involvement.open(limit);
    }
}
