package io.equiveil.transfers;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Scope;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.matters.Standing;
import io.equiveil.transfers.Checklist.Step;
import io.equiveil.transfers.Obstacle.Kind;
import io.equiveil.transfers.Preemption.Basis;
import io.equiveil.transfers.Preemption.Outcome;
import io.equiveil.transfers.Shareholder.Reply;
import io.equiveil.transfers.ShareholderRepository.PreemptionRow;
import io.equiveil.transfers.TransferFacts.PreemptionConcluded;
import io.equiveil.transfers.TransferFacts.PreemptionSet;
import io.equiveil.transfers.TransferFacts.ShareholderEntered;
import io.equiveil.transfers.TransferFacts.ShareholderNoticed;
import io.equiveil.transfers.TransferFacts.ShareholderRemoved;
import io.equiveil.transfers.TransferFacts.ShareholderReplied;
import io.equiveil.transfers.TransferResult.Blocked;
import io.equiveil.transfers.TransferResult.Done;
import io.equiveil.vault.Sealer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// The other shareholders: entered under seal, told, and heard (Company Law art. 84).
@Component
class Others {

    /// Name, contact and contribution of another shareholder, and the words of its reply; the row is its id.
    ///
    /// Sealed as contact facts: no rule opens those of a matter to the other side or to a partner.
    static final RecordType SHAREHOLDER = new RecordType("transfers.shareholder");

    static final RecordType REPLY = new RecordType("transfers.reply");

    private static final int MOST = 200;

    private final ShareholderRepository shareholders;
    private final Checklists checklists;
    private final Matters matters;
    private final Sealer sealer;
    private final Ledger ledger;
    private final Clock clock;

    Others(
            ShareholderRepository shareholders,
            Checklists checklists,
            Matters matters,
            Sealer sealer,
            Ledger ledger,
            Clock clock) {
        this.shareholders = shareholders;
        this.checklists = checklists;
        this.matters = matters;
        this.sealer = sealer;
        this.ledger = ledger;
        this.clock = clock;
    }

    static Address address(MatterId matter, ShareholderId id) {
        return new Address(Owner.of(matter), RetentionGroup.DEAL, SHAREHOLDER, id.value(), InformationClass.CONTACT);
    }

    static Address replyAddress(MatterId matter, ShareholderId id) {
        return new Address(Owner.of(matter), RetentionGroup.DEAL, REPLY, id.value(), InformationClass.CONTACT);
    }

    TransferResult basis(Requester.SignedIn who, MatterSummary matter, Basis basis) {
        if (isDone(matter, TransferStep.SHAREHOLDERS_NOTIFIED)) {
            return blocked(Kind.NOTICE_PERIOD_STARTED);
        }
        set(who, matter.id(), new Preemption(basis, Outcome.OPEN));
        return new Done(checklists.of(matter));
    }

    private void set(Requester.SignedIn who, MatterId matter, Preemption preemption) {
        PreemptionRow next = new PreemptionRow(
                matter, preemption, shareholders.preemption(matter).version() + 1);
        Receipt receipt =
                ledger.append(Entry.of(who, new PreemptionSet(matter, preemption.basis(), preemption.outcome()))
                        .raising(Scope.of(matter))
                        .about(PreemptionRow.name(matter), next.version()));
        shareholders.save(next, receipt.leafHash());
    }

    TransferResult enter(
            Requester.SignedIn who, MatterSummary matter, Cleartext name, Cleartext contact, Cleartext share) {
        Optional<String> percent = Percent.tidy(share);
        List<Obstacle> obstacles = new ArrayList<>();
        if (name.isBlank()) {
            obstacles.add(Obstacle.of(Kind.NAME_MISSING));
        }
        if (percent.isEmpty()) {
            obstacles.add(Obstacle.of(Kind.SHARE_UNREADABLE));
        }
        if (checklists.of(matter).preemption().basis() != Basis.STATUTORY) {
            obstacles.add(Obstacle.of(Kind.BASIS_NEEDS_NO_NOTICE));
        }
        if (isDone(matter, TransferStep.SHAREHOLDERS_NOTIFIED)) {
            obstacles.add(Obstacle.of(Kind.NOTICE_PERIOD_STARTED));
        }
        if (shareholders.of(matter.id()).size() >= MOST) {
            obstacles.add(Obstacle.of(Kind.TOO_MANY_SHAREHOLDERS));
        }
        if (!obstacles.isEmpty()) {
            return new Blocked(obstacles);
        }
        ShareholderId id = ShareholderId.random();
        Map<String, Cleartext> fields = new HashMap<>();
        fields.put("name", name);
        fields.put("share", Cleartext.of(percent.get()));
        if (!contact.isBlank()) {
            fields.put("contact", contact);
        }
        sealer.seal(address(matter.id(), id), fields, masks(fields.keySet(), name));
        Receipt receipt = ledger.append(
                Entry.of(who, new ShareholderEntered(matter.id(), id)).about(ShareholderRow.name(id), 1));
        shareholders.insert(ShareholderRow.entered(id, matter.id()), who.person(), clock.instant(), receipt.leafHash());
        return new Done(checklists.of(matter));
    }

    /// The first character of a name; nothing of the rest.
    private static Map<String, Cleartext> masks(Set<String> fields, Cleartext name) {
        Map<String, Cleartext> masks = new HashMap<>();
        fields.forEach(field -> masks.put(field, Cleartext.of("＊＊＊")));
        String said = name.revealForDisplay().strip();
        masks.put("name", Cleartext.of(said.substring(0, said.offsetByCodePoints(0, 1)) + "＊＊"));
        return masks;
    }

    TransferResult remove(Requester.SignedIn who, MatterSummary matter, ShareholderId id) {
        return with(matter, id, row -> {
            if (row.sent().isPresent()) {
                return blocked(Kind.NOTICE_PERIOD_STARTED);
            }
            if (matters.againstRemoval(matter.id()).isPresent()) {
                return blocked(Kind.KEPT_BY_LAW);
            }
            ShareholderRow next = row.gone();
            sealer.remove(address(matter.id(), id));
            update(who, next, Entry.of(who, new ShareholderRemoved(matter.id(), id)));
            return new Done(checklists.of(matter));
        });
    }

    TransferResult notice(
            Requester.SignedIn who,
            MatterSummary matter,
            ShareholderId id,
            LocalDate sent,
            Optional<LocalDate> received) {
        return with(matter, id, row -> {
            LocalDate today = checklists.today();
            if (sent.isAfter(today) || received.filter(today::isBefore).isPresent()) {
                return blocked(Kind.DAY_IN_THE_FUTURE);
            }
            if (received.filter(sent::isAfter).isPresent()) {
                return blocked(Kind.ARRIVED_BEFORE_SENT);
            }
            if (isDone(matter, TransferStep.SHAREHOLDERS_ANSWERED)) {
                return blocked(Kind.STEP_DONE);
            }
            update(
                    who,
                    row.noticed(sent, received),
                    Entry.of(who, new ShareholderNoticed(matter.id(), id, sent, received)));
            return new Done(checklists.of(matter));
        });
    }

    TransferResult reply(
            Requester.SignedIn who,
            MatterSummary matter,
            ShareholderId id,
            Reply reply,
            LocalDate on,
            Cleartext words) {
        return with(matter, id, row -> {
            List<Obstacle> obstacles = replyObstacles(matter, row, reply, on);
            if (!obstacles.isEmpty()) {
                return new Blocked(obstacles);
            }
            if (!words.isBlank()
                    && sealer.holds(replyAddress(matter.id(), id))
                    && matters.againstRemoval(matter.id()).isPresent()) {
                return blocked(Kind.KEPT_BY_LAW);
            }
            if (!words.isBlank()) {
                Map<String, Cleartext> fields = Map.of("words", words);
                sealer.seal(replyAddress(matter.id(), id), fields, Map.of("words", Cleartext.of("＊＊＊")));
            }
            update(who, row.replying(reply, on), Entry.of(who, new ShareholderReplied(matter.id(), id, reply, on)));
            return new Done(checklists.of(matter));
        });
    }

    /// A right is exercised in time or not at all; a waiver may also come late.
    private List<Obstacle> replyObstacles(MatterSummary matter, ShareholderRow row, Reply reply, LocalDate on) {
        List<Obstacle> obstacles = new ArrayList<>();
        if (on.isAfter(checklists.today())) {
            obstacles.add(Obstacle.of(Kind.DAY_IN_THE_FUTURE));
        }
        if (row.sent().isEmpty()) {
            obstacles.add(Obstacle.of(Kind.NOT_NOTIFIED_YET));
        } else if (on.isBefore(row.sent().get())) {
            obstacles.add(Obstacle.of(Kind.REPLY_BEFORE_NOTICE));
        }
        if (isDone(matter, TransferStep.SHAREHOLDERS_ANSWERED)) {
            obstacles.add(Obstacle.of(Kind.STEP_DONE));
        }
        checklists.shareholders(matter.id()).stream()
                .filter(other -> other.id().equals(row.id()))
                .flatMap(other -> other.answerBy().stream())
                .filter(last -> reply == Reply.EXERCISES && on.isAfter(last))
                .forEach(last -> obstacles.add(Obstacle.of(Kind.REPLY_AFTER_TIME, last)));
        return obstacles;
    }

    /// Shareholders who exercised their right buy: outside buyers leave the matter, and it goes on with the
    /// others.
    TransferResult letShareholdersBuy(Requester.SignedIn who, MatterSummary matter) {
        Checklist checklist = checklists.of(matter);
        List<Obstacle> obstacles = new ArrayList<>();
        if (StepConditions.count(checklist, Shareholder.Standing.EXERCISES) == 0) {
            obstacles.add(Obstacle.of(Kind.NOTHING_EXERCISED));
        }
        long waiting = checklist.shareholders().stream()
                .filter(other -> !other.standing().isSettled())
                .count();
        if (waiting > 0) {
            Optional<LocalDate> last = checklist
                    .step(TransferStep.SHAREHOLDERS_ANSWERED)
                    .flatMap(Step::due)
                    .map(Checklist.Deadline::day);
            obstacles.add(last.map(day -> Obstacle.of(Kind.STILL_TIME_TO_ANSWER, waiting, day))
                    .orElseGet(() -> Obstacle.of(Kind.NOTICE_NOT_ARRIVED, waiting)));
        }
        if (!obstacles.isEmpty()) {
            return new Blocked(obstacles);
        }
        set(who, matter.id(), new Preemption(Basis.STATUTORY, Outcome.SHAREHOLDERS_BUY));
        matter.buyers().stream()
                .filter(buyer -> buyer.standing() != Standing.LEFT)
                .forEach(buyer -> matters.dismiss(who, matter.id(), buyer.subject()));
        return new Done(checklists.of(matter));
    }

    /// Writes down what came of asking everybody, once the step about it is done.
    void conclude(Requester.SignedIn who, MatterSummary matter) {
        Checklist checklist = checklists.of(matter);
        if (checklist.preemption().basis() != Basis.STATUTORY) {
            return;
        }
        Outcome outcome = checklist.preemption().outcome() == Outcome.SHAREHOLDERS_BUY
                ? Outcome.SHAREHOLDERS_BUY
                : Outcome.WAIVED;
        ledger.append(Entry.of(
                who,
                new PreemptionConcluded(
                        matter.id(),
                        (int) StepConditions.count(checklist, Shareholder.Standing.WAIVED),
                        (int) StepConditions.count(checklist, Shareholder.Standing.SILENT),
                        (int) StepConditions.count(checklist, Shareholder.Standing.EXERCISES),
                        outcome)));
        if (outcome != checklist.preemption().outcome()) {
            set(who, matter.id(), new Preemption(Basis.STATUTORY, outcome));
        }
    }

    private TransferResult with(MatterSummary matter, ShareholderId id, Function<ShareholderRow, TransferResult> act) {
        return shareholders.of(matter.id()).stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .map(act)
                .orElseGet(() -> blocked(Kind.SHAREHOLDER_UNKNOWN));
    }

    private void update(Requester.SignedIn who, ShareholderRow next, Entry entry) {
        Receipt receipt = ledger.append(
                entry.raising(Scope.of(next.matter())).about(ShareholderRow.name(next.id()), next.version()));
        shareholders.update(next, receipt.leafHash());
    }

    private boolean isDone(MatterSummary matter, TransferStep step) {
        return checklists.of(matter).step(step).filter(Step::isDone).isPresent();
    }

    private static TransferResult blocked(Kind kind) {
        return new Blocked(List.of(Obstacle.of(kind)));
    }
}
