package io.equiveil.transfers;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.DocumentId;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.transfers.Shareholder.Reply;
import io.equiveil.transfers.TransferResult.Blocked;
import io.equiveil.transfers.TransferResult.Done;
import io.equiveil.transfers.TransferResult.Unknown;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door of this room: the legal steps of a transfer, by when each is due and what shows that it was done, and
/// the other shareholders who have to be asked.
///
/// Guarantees: a step that has to be shown by a document is not done without one that lies in the matter's data room;
/// nobody's right to buy first is passed over while its time runs; what stands in the way is said all at once, with the
/// way out. Does not promise that a document says what it should: a person looks at it.
@Service
public class Transfers {

    private final Matters matters;
    private final Checklists checklists;
    private final Steps steps;
    private final Others others;
    private final ShareholderReading reading;
    private final OfficeForms offices;
    private final OfficeReading sheets;
    private final History history;

    Transfers(
            Matters matters,
            Checklists checklists,
            Steps steps,
            Others others,
            ShareholderReading reading,
            OfficeForms offices,
            OfficeReading sheets,
            History history) {
        this.matters = matters;
        this.checklists = checklists;
        this.steps = steps;
        this.others = others;
        this.reading = reading;
        this.offices = offices;
        this.sheets = sheets;
        this.history = history;
    }

    /// The legal steps of a matter, for the firm's people who have to do with it. Parties see how far each has come
    /// on the matter's own page.
    public Optional<Checklist> of(Requester.SignedIn who, MatterId id) {
        return forTheFirm(who, id).map(checklists::of);
    }

    /// What happened to one step, oldest first.
    public List<StepEvent> history(Requester.SignedIn who, MatterId id, TransferStep step) {
        return forTheFirm(who, id).map(_ -> history.of(id, step)).orElse(List.of());
    }

    /// Calls a step done.
    ///
    /// @param on        the day on which it was done, not in the future
    /// @param documents documents of the matter's data room that show it, besides those attached before
    @Transactional
    public TransferResult complete(
            Requester.SignedIn who, MatterId id, TransferStep step, LocalDate on, List<DocumentId> documents) {
        return onTeam(who, id, matter -> {
            TransferResult result = steps.complete(who, matter, step, on, documents);
            if (result instanceof Done && step == TransferStep.SHAREHOLDERS_ANSWERED) {
                others.conclude(who, matter);
                return new Done(checklists.of(matter));
            }
            return result;
        });
    }

    /// Opens a step again that was called done by mistake, as long as its stage has not been left.
    @Transactional
    public TransferResult reopen(Requester.SignedIn who, MatterId id, TransferStep step) {
        return onTeam(who, id, matter -> steps.reopen(who, matter, step));
    }

    /// Sets the day by which an open step is to be done; never later than the law's own.
    @Transactional
    public TransferResult schedule(Requester.SignedIn who, MatterId id, TransferStep step, LocalDate due) {
        return onTeam(who, id, matter -> steps.schedule(who, matter, step, due));
    }

    /// Gives an open step to a member of the team.
    @Transactional
    public TransferResult assign(Requester.SignedIn who, MatterId id, TransferStep step, PersonId person) {
        return onTeam(who, id, matter -> steps.assign(who, matter, step, person));
    }

    /// Adds a document of the matter's data room to what shows a step.
    @Transactional
    public TransferResult attach(Requester.SignedIn who, MatterId id, TransferStep step, DocumentId document) {
        return onTeam(who, id, matter -> steps.document(who, matter, step, document));
    }

    /// Says why the other shareholders are asked or not, before the first notice went out.
    @Transactional
    public TransferResult setBasis(Requester.SignedIn who, MatterId id, Preemption.Basis basis) {
        return onTeam(who, id, matter -> others.basis(who, matter, basis));
    }

    /// Enters another shareholder; sealed before this returns.
    ///
    /// @param share its share of the capital in percent, above 0 and at most 100, up to four places
    @Transactional
    public TransferResult enterShareholder(
            Requester.SignedIn who, MatterId id, Cleartext name, Cleartext contact, Cleartext share) {
        return onTeam(who, id, matter -> others.enter(who, matter, name, contact, share));
    }

    /// Takes a shareholder out again who was entered by mistake, before a notice went out.
    @Transactional
    public TransferResult removeShareholder(Requester.SignedIn who, MatterId id, ShareholderId shareholder) {
        return onTeam(who, id, matter -> others.remove(who, matter, shareholder));
    }

    /// Records that the notice went out, and when it arrived: from that day on the time to answer runs.
    ///
    /// @param received empty as long as it is on its way
    @Transactional
    public TransferResult recordNotice(
            Requester.SignedIn who,
            MatterId id,
            ShareholderId shareholder,
            LocalDate sent,
            Optional<LocalDate> received) {
        return onTeam(who, id, matter -> others.notice(who, matter, shareholder, sent, received));
    }

    /// Records a reply.
    ///
    /// @param words what was said, sealed; may be blank
    @Transactional
    public TransferResult recordReply(
            Requester.SignedIn who,
            MatterId id,
            ShareholderId shareholder,
            Reply reply,
            LocalDate on,
            Cleartext words) {
        return onTeam(who, id, matter -> others.reply(who, matter, shareholder, reply, on, words));
    }

    /// Lets the shareholders who exercised their right buy instead of the outside buyers, who leave the matter
    /// at once.
    @Transactional
    public TransferResult letShareholdersBuy(Requester.SignedIn who, MatterId id) {
        return onTeam(who, id, matter -> others.letShareholdersBuy(who, matter));
    }

    /// Names, contributions and replies of the other shareholders, through the gate; one entry for all.
    ///
    /// @param masked whether masks are enough
    /// @return empty if there is no such matter for this person, or nobody was entered
    public Optional<ShareholderFacts> readShareholders(Requester.SignedIn who, MatterId id, boolean masked) {
        return forTheFirm(who, id).flatMap(matter -> reading.read(who, matter, masked));
    }

    /// The notice to one shareholder: name, quantity, price, payment and time limit, through the gate.
    ///
    /// @return empty if there is no such matter or shareholder for this person
    public Optional<Disclosure> readLetter(Requester.SignedIn who, MatterId id, ShareholderId shareholder) {
        return forTheFirm(who, id).flatMap(matter -> reading.letter(who, matter, shareholder));
    }

    /// What an office asks for in this matter.
    ///
    /// @param documents what is brought along, for this kind of seller
    public record Filing(OfficeForm form, List<OfficeForm.Paper> documents) {
        public Filing {
            documents = List.copyOf(documents);
        }
    }

    /// What an office asks for, for the firm's people who have to do with the matter.
    ///
    /// @return empty if there is no such matter for this person, or the office has nothing to do with it
    public Optional<Filing> filing(Requester.SignedIn who, MatterId id, Office office) {
        OfficeForm form = offices.of(office);
        return forTheFirm(who, id)
                .filter(matter -> form.forms().contains(matter.form()))
                .map(matter -> new Filing(form, form.documentsOf(checklists.sellerOf(matter))));
    }

    /// The sheet of an office with what is known filled in, through the gate for the office's purpose; for
    /// the team.
    ///
    /// @return empty if there is no such matter for this person, or the office has nothing to do with it
    public Optional<OfficeSheet> sheet(Requester.SignedIn who, MatterId id, Office office) {
        return filing(who, id, office)
                .flatMap(_ -> forTheFirm(who, id))
                .filter(matter -> matter.team().stream()
                        .anyMatch(member -> member.person().equals(who.person())))
                .map(matter -> sheets.fill(who, matter, office));
    }

    private Optional<MatterSummary> forTheFirm(Requester.SignedIn who, MatterId id) {
        return matters.find(who, id)
                .filter(_ -> who.partner().isEmpty() && who.actsFor().isEmpty());
    }

    private TransferResult onTeam(Requester.SignedIn who, MatterId id, Function<MatterSummary, TransferResult> act) {
        Optional<MatterSummary> matter = matters.find(who, id)
                .filter(found -> who.isStaff()
                        && found.team().stream()
                                .anyMatch(member -> member.person().equals(who.person())));
        if (matter.isEmpty()) {
            return new Unknown();
        }
        if (matter.get().closedAt().isPresent()) {
            return new Blocked(List.of(Obstacle.of(Obstacle.Kind.MATTER_CLOSED)));
        }
        if (!matters.isTakenUp(id)) {
            return new Blocked(List.of(Obstacle.of(Obstacle.Kind.MATTER_NOT_TAKEN_UP)));
        }
        return matter.get().suspended()
                ? new Blocked(List.of(Obstacle.of(Obstacle.Kind.MATTER_SUSPENDED)))
                : act.apply(matter.get());
    }
}
