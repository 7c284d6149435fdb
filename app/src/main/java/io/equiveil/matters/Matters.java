package io.equiveil.matters;

import io.equiveil.clients.ClientKind;
import io.equiveil.clients.Clients;
import io.equiveil.consent.NoticeLanguage;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.files.SentFiles;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.MatterStage;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.spi.Duty;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.AgreementTerms;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door of this room: matters from mandate to closing.
///
/// Lists are asked for through the person: there is no method that gives all matters to a screen. What is confidential
/// about a deal is sealed under the matter's own key and read only through the gate.
@Service
public class Matters {

    /// Field names of the intention, from which the teaser is written; `highlights` are the only free words that a
    /// teaser may have.
    public static final List<String> INTENT_FIELDS =
            List.of("industry", "region", "sizeBand", "stakeBand", "priceBand", "reason", "highlights");

    /// Field names of the details.
    public static final List<String> DETAIL_FIELDS = List.of("quantity", "price", "paymentTerms", "timeLimit");

    /// Field names of the company whose shares are transferred.
    public static final List<String> TARGET_FIELDS = List.of("targetName", "targetCode");

    /// The notice that names a buyer.
    public static final String BUYER_NOTICE = "buyer-disclosure";

    private final MatterRepository matters;
    private final Involvement involvement;
    private final Mandates mandates;
    private final Conflicts conflicts;
    private final Holds holds;
    private final DealSealing deal;
    private final Teasers teasers;
    private final Interests interests;
    private final Stages stages;
    private final Parties parties;
    private final Admissions admissions;
    private final Teams teams;
    private final Duties duties;
    private final Closing closing;
    private final Retention retention;
    private final Destructions destructions;
    private final Certificates certificates;
    private final MatterNews news;
    private final Standstill standstill;
    private final OldBooks oldBooks;
    private final SimpleMatters simple;
    private final Packs packs;
    private final Clients clients;
    private final Board board;
    private final ListSettings settings;

    Matters(
            MatterRepository matters,
            Involvement involvement,
            Mandates mandates,
            Conflicts conflicts,
            Holds holds,
            DealSealing deal,
            Teasers teasers,
            Interests interests,
            Stages stages,
            Parties parties,
            Admissions admissions,
            Teams teams,
            Duties duties,
            Closing closing,
            Retention retention,
            Destructions destructions,
            Certificates certificates,
            MatterNews news,
            Standstill standstill,
            OldBooks oldBooks,
            SimpleMatters simple,
            Packs packs,
            Clients clients,
            Board board,
            ListSettings settings) {
        this.matters = matters;
        this.involvement = involvement;
        this.mandates = mandates;
        this.conflicts = conflicts;
        this.holds = holds;
        this.deal = deal;
        this.teasers = teasers;
        this.interests = interests;
        this.stages = stages;
        this.parties = parties;
        this.admissions = admissions;
        this.teams = teams;
        this.duties = duties;
        this.closing = closing;
        this.retention = retention;
        this.destructions = destructions;
        this.certificates = certificates;
        this.news = news;
        this.standstill = standstill;
        this.oldBooks = oldBooks;
        this.simple = simple;
        this.packs = packs;
        this.clients = clients;
        this.board = board;
        this.settings = settings;
    }

    /// A mandate.
    ///
    /// @param codeName    what everybody calls it; says nothing of the parties; 1 to 40 characters
    /// @param seller      the client who mandates
    /// @param targetName  the company whose shares are transferred, by its full name
    /// @param targetCode  its unified social credit code, as far as it is known
    /// @param ownInterest whether the one who opens the matter has an interest of its own in it
    public record Mandate(
            String codeName,
            CompanyForm form,
            MandateForm mandate,
            SubjectId seller,
            Cleartext targetName,
            Optional<Cleartext> targetCode,
            boolean ownInterest) {

        Mandate called(String name) {
            return new Mandate(name, form, mandate, seller, targetName, targetCode, ownInterest);
        }
    }

    /// Opens a matter for a client whose agreement is in force. The requester leads it. Other open matters about
    /// the same company are looked for by blind index; whether there are any is for compliance to know, and until
    /// compliance has decided the matter does not go on.
    @Transactional
    public MatterResult open(Requester.SignedIn who, Mandate wanted) {
        return mandates.open(who, wanted);
    }

    /// The one buyer of a simple matter.
    public sealed interface OneBuyer {

        /// A client of the requester.
        record Known(SubjectId subject) implements OneBuyer {}

        /// A first contact, noted as any other: a name and a mobile number.
        record New(ClientKind kind, Cleartext name, Cleartext mobile) implements OneBuyer {}
    }

    /// Opens a simple matter: for the seller as [#open] does, with its one buyer invited at once, who sees nothing
    /// before signing. It is an ordinary matter that passes over the teaser, and can grow into a full one at any
    /// time.
    ///
    /// @param wanted an empty code name has one made
    @Transactional
    public MatterResult openSimple(Requester.SignedIn who, Mandate wanted, OneBuyer buyer) {
        return simple.open(who, wanted, buyer);
    }

    /// Lets a simple matter grow into a full one, where it stands and with everything that is in it; there is no way
    /// back.
    @Transactional
    public MatterResult grow(Requester.SignedIn who, MatterId id) {
        return involvement.onTeam(who, id, row -> simple.grow(who, row));
    }

    /// What comes next in a simple matter, for somebody who has to do with it in the firm.
    public Optional<SimpleNext> simpleNext(Requester.SignedIn who, MatterId id) {
        return involvement
                .find(who, id)
                .filter(matter -> matter.simple() && who.isStaff())
                .map(matter -> SimpleNext.of(matter, packs.of(who, matter), next(matter), duties.of(matter)));
    }

    /// What each party of a matter gets to read, to answer and to sign before the facts, in the order of the law,
    /// and how far it is: for the team all parties, for a party its own.
    public List<Pack> packs(Requester.SignedIn who, MatterId id) {
        return involvement.find(who, id).map(matter -> packs.of(who, matter)).orElse(List.of());
    }

    /// A matter that runs already, as the old books have it.
    ///
    /// @param codeName   empty to have one made
    /// @param seller     a client of the requester
    /// @param stage      where it stands
    /// @param mandatedOn the day of the mandate; not in the future
    /// @param buyers     clients of the requester; invited, see nothing
    public record Running(
            String codeName,
            CompanyForm form,
            SubjectId seller,
            MatterStage stage,
            LocalDate mandatedOn,
            List<SubjectId> buyers) {

        public Running {
            buyers = List.copyOf(buyers);
        }
    }

    /// Brings a running matter in from the old books, led by the requester. Nothing is taken in or opened in it before
    /// it is taken up.
    @Transactional
    public MatterResult bringIn(Requester.SignedIn who, Running running) {
        return oldBooks.bringIn(who, running);
    }

    /// Takes a matter from the old books up: the seller's agreement is in force and its consent to the mandate stands,
    /// as for a new one, and its company is named now, so that conflicts are looked for.
    @Transactional
    public MatterResult takeUp(
            Requester.SignedIn who,
            MatterId id,
            Cleartext targetName,
            Optional<Cleartext> targetCode,
            boolean ownInterest) {
        return involvement.onTeam(who, id, row -> oldBooks.takeUp(who, row, targetName, targetCode, ownInterest));
    }

    /// How a matter stood when it was brought in; for the firm's people who have to do with it.
    public Optional<OldMatter> oldMatter(Requester.SignedIn who, MatterId id) {
        return who.isStaff() || who.has(Role.AUDITOR)
                ? involvement.find(who, id).flatMap(_ -> oldBooks.of(id))
                : Optional.empty();
    }

    /// Whether facts may be taken in: false for a matter from the old books that was not taken up. For rooms above.
    public boolean isTakenUp(MatterId id) {
        return matters.find(id)
                .filter(row -> row.conflict() != ConflictState.NOT_YET)
                .isPresent();
    }

    /// Whether a client of the requester has an open matter from the old books with this day of mandate.
    public boolean isBroughtIn(Requester.SignedIn who, SubjectId seller, LocalDate mandatedOn) {
        return clients.find(who, seller).isPresent() && oldBooks.holds(seller, mandatedOn);
    }

    /// Whether a code name is used already; opening a matter says as much.
    public boolean isCodeNameTaken(String codeName) {
        return oldBooks.codeNameTaken(codeName);
    }

    /// Possible conflicts that wait for this person's decision; empty for everybody who does not decide about them.
    public List<Conflict> conflicts(Requester.SignedIn who) {
        return conflicts.waitingFor(who);
    }

    /// Submits to compliance that somebody beside the parties, a spouse or an actual holder, is a party
    /// elsewhere, if so. Nothing is answered: whoever took the person's number hears at most that something was
    /// submitted.
    ///
    /// @param known clients who are that person
    @Transactional
    public void personBeside(Requester.SignedIn who, MatterId id, Set<SubjectId> known) {
        matters.find(id).ifPresent(row -> conflicts.personBeside(who, row, known));
    }

    /// Decides about everything that was found for a matter; for compliance and the owner, and nobody who works on
    /// it or on the other matter.
    @Transactional
    public MatterResult decideConflict(Requester.SignedIn who, MatterId id, boolean clear) {
        return conflicts.decide(who, id, clear);
    }

    /// Compliance stops a matter, or the destruction of its keys.
    @Transactional
    public MatterResult hold(Requester.SignedIn who, MatterId id, HoldKind kind, HoldReason reason) {
        return holds.place(who, id, kind, reason);
    }

    /// Compliance lets it go on again.
    @Transactional
    public MatterResult lift(Requester.SignedIn who, MatterId id, HoldKind kind) {
        return holds.lift(who, id, kind);
    }

    /// What keeps something of a matter from being removed by hand: a legal hold, its end (from then on retention
    /// destroys), or a suspension. For rooms above, in the transaction that removes: no hold comes in between.
    @Transactional
    public Optional<Blocker> againstRemoval(MatterId id) {
        return standstill.againstRemoval(id);
    }

    /// Stops that stand and stood, newest first; for the firm's people who have to do with the matter.
    public List<Hold> holds(Requester.SignedIn who, MatterId id) {
        return who.isStaff() && involvement.find(who, id).isPresent() ? holds.of(id) : List.of();
    }

    /// Seals facts of the deal: intention, details, the company, or several of them. Each group takes the place of
    /// what stood there; empty fields are left out. What was written from the facts goes out of date.
    @Transactional
    public MatterResult sealDeal(Requester.SignedIn who, MatterId id, Map<String, Cleartext> fields) {
        return involvement.onTeam(who, id, row -> deal.seal(who, row, fields));
    }

    /// Where the facts of a deal are sealed.
    ///
    /// @param kind intention or details
    public static Address dealAddress(MatterId id, InformationClass kind) {
        return DealFacts.address(id, kind);
    }

    /// Where the company is sealed whose shares are transferred.
    public static Address targetAddress(MatterId id) {
        return Targets.address(id);
    }

    /// Has the machine write a blind teaser from the sealed facts, each taken to a coarse word. Refused, with what
    /// to change, where something would give the company away.
    ///
    /// @param leaveOut about which the teaser shall say nothing
    public TeaserResult writeTeaser(Requester.SignedIn who, MatterId id, Set<Attribute> leaveOut) {
        return teasers.write(who, id, leaveOut);
    }

    /// Lets a teaser go out to invited buyers.
    ///
    /// @param draft the draft that was read
    public TeaserResult approveTeaser(Requester.SignedIn who, MatterId id, UUID draft) {
        return teasers.approve(who, id, draft);
    }

    /// The latest teaser that this person may know of.
    public Optional<Teaser> teaser(Requester.SignedIn who, MatterId id) {
        return teasers.latest(who, id);
    }

    /// The words of that teaser, through the gate: fields `zh` and `en`.
    public Optional<Disclosure> readTeaser(Requester.SignedIn who, MatterId id) {
        return teasers.words(who, id);
    }

    /// Keeps, sealed under the client's own key, what it would buy; for the client and whoever is in charge of it.
    @Transactional
    public InterestResult giveInterest(Requester.SignedIn who, SubjectId subject, Interest interest) {
        return interests.give(who, subject, interest);
    }

    /// Takes it back: gone at once.
    @Transactional
    public InterestResult takeBackInterest(Requester.SignedIn who, SubjectId subject) {
        return interests.takeBack(who, subject);
    }

    /// What a client said it would buy, through the gate.
    public Optional<Disclosure> readInterest(Requester.SignedIn who, SubjectId subject) {
        return interests.read(who, subject);
    }

    /// The coarse words to choose from.
    public List<String> interestChoices(Attribute attribute, Locale locale) {
        return interests.choices(attribute, locale);
    }

    /// Clients of this advisor who might fit the matter, for the advisor alone.
    ///
    /// @return empty if there is no such matter for this person, or nothing could be recorded
    public Optional<List<Suggestion>> suggestBuyers(Requester.SignedIn who, MatterId id) {
        return interests.suggest(who, id);
    }

    /// Goes to the next stage if nothing stands in the way.
    @Transactional
    public MatterResult advance(Requester.SignedIn who, MatterId id, MatterStage to) {
        MatterResult result = involvement.onTeam(who, id, row -> stages.advance(who, row, to));
        if (result instanceof MatterResult.Done(var matter)) {
            news.moved(who, matter);
        }
        return result;
    }

    /// The stage that comes next, and what stands in its way; for pages.
    public Optional<NextStage> next(MatterSummary matter) {
        return matters.find(matter.id()).flatMap(stages::next);
    }

    /// What has to be done in the matter, stage by stage, as the rooms say that keep it.
    public List<Duty> duties(MatterSummary matter) {
        return duties.of(matter);
    }

    /// The matter's way, stage by stage: what is behind, where it stands, what lies ahead.
    public List<StagePoint> timeLine(MatterSummary matter) {
        return stages.line(matter);
    }

    /// A stage ahead with what stands in its way.
    public record NextStage(MatterStage stage, List<Blocker> blockers) {}

    /// Invites a buyer, a client that the requester may know of: it may sign its agreement and sees nothing before.
    @Transactional
    public MatterResult invite(Requester.SignedIn who, MatterId id, SubjectId buyer) {
        return involvement.onTeam(who, id, row -> parties.invite(who, row, buyer));
    }

    /// Writes a buyer's own agreement for this matter; room `nda` has it signed.
    public AgreementResult prepareBuyerAgreement(
            Requester.SignedIn who, MatterId id, SubjectId buyer, Locale language) {
        return prepareBuyerAgreement(who, id, buyer, language, AgreementTerms.usual());
    }

    /// The same with other terms than the usual ones.
    public AgreementResult prepareBuyerAgreement(
            Requester.SignedIn who, MatterId id, SubjectId buyer, Locale language, AgreementTerms terms) {
        return parties.prepareBuyerAgreement(who, id, buyer, language, terms);
    }

    /// Takes in a signed paper whose text the buyer wrote, with what it says, for this matter.
    ///
    /// @throws IOException if the files cannot be read to their end; nothing is kept
    public AgreementResult takeInTheirs(
            Requester.SignedIn who,
            MatterId id,
            SubjectId buyer,
            AgreementTerms terms,
            Locale language,
            SentFiles files,
            LocalDate signedOn,
            Cleartext place)
            throws IOException {
        return parties.takeInTheirs(who, id, buyer, terms, language, files, signedOn, place);
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

    /// Another colleague leads the matter from now on.
    @Transactional
    public MatterResult handOver(Requester.SignedIn who, MatterId id, PersonId to) {
        return teams.handOver(who, id, to);
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

    /// Ends the matter without a transfer: access of the other side ends, the clocks of agreements start.
    @Transactional
    public MatterResult abandon(Requester.SignedIn who, MatterId id, AbandonReason reason) {
        return involvement.onTeam(who, id, row -> closing.abandon(who, row, reason));
    }

    /// How long each group of a closed matter's facts is kept; empty as long as it is open.
    public List<RetentionClock> retention(Requester.SignedIn who, MatterId id) {
        return involvement
                .find(who, id)
                .flatMap(_ -> matters.find(id))
                .map(retention::clocks)
                .orElse(List.of());
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
        return certificates.of(id);
    }

    /// The proof of the certificate, to hand to anybody.
    public CertificateEvidence certificateEvidence(Requester.SignedIn who, MatterId id) {
        return involvement.find(who, id).isPresent() ? certificates.evidence(id) : new CertificateEvidence.None();
    }

    /// One matter, for somebody who has to do with it: its team, its parties, its partners, or oversight.
    public Optional<MatterSummary> find(Requester.SignedIn who, MatterId id) {
        return involvement.find(who, id);
    }

    /// The matters that a person has to do with, newest first, at most two hundred.
    public List<MatterSummary> of(Requester.SignedIn who) {
        return involvement.of(who);
    }

    /// The open matters that somebody of the firm has to do with, with what comes next in each, the next date first; at
    /// most two hundred. Nobody else has any here.
    public List<BoardCard> board(Requester.SignedIn who, Whose whose) {
        return board.cards(who, whose);
    }

    /// How this person likes to see open matters.
    public ListSetting listSetting(Requester.SignedIn who) {
        return settings.of(who.person());
    }

    /// Keeps how this person likes to see open matters.
    @Transactional
    public void showAs(Requester.SignedIn who, ListSetting setting) {
        settings.keep(who, setting);
    }

    /// The seller's file, for an admitted buyer who may ask the gate for its name; whether it is shown is the
    /// gate's decision.
    public Optional<SubjectId> sellerFor(Requester.SignedIn buyer, MatterId id) {
        return involvement.sellerForBuyer(buyer, id);
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
