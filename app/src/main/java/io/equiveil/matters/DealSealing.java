package io.equiveil.matters;

import io.equiveil.clients.Clients;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.ConflictRepository.ConflictRow;
import io.equiveil.matters.MatterFacts.ConflictSubmitted;
import io.equiveil.matters.MatterFacts.DealFactsSealed;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Takes in the facts of a deal while the matter runs: what was written from them goes out of date, and a company that
/// is named anew is checked for conflicts as at the opening.
@Component
class DealSealing {

    private final MatterRepository matters;
    private final DealFacts deal;
    private final Targets targets;
    private final Conflicts conflicts;
    private final Teasers teasers;
    private final Standstill standstill;
    private final Summaries summaries;
    private final Ledger ledger;

    DealSealing(
            MatterRepository matters,
            DealFacts deal,
            Targets targets,
            Conflicts conflicts,
            Teasers teasers,
            Standstill standstill,
            Summaries summaries,
            Ledger ledger) {
        this.matters = matters;
        this.deal = deal;
        this.targets = targets;
        this.conflicts = conflicts;
        this.teasers = teasers;
        this.standstill = standstill;
        this.summaries = summaries;
        this.ledger = ledger;
    }

    MatterResult seal(Requester.SignedIn who, MatterRow row, Map<String, Cleartext> fields) {
        if (row.closedAt().isPresent()) {
            return new Blocked(List.of(Blocker.ALREADY_CLOSED));
        }
        if (row.suspended()) {
            return new Blocked(List.of(Blocker.ON_HOLD));
        }
        if (row.conflict() == ConflictState.NOT_YET) {
            return new Blocked(List.of(Blocker.NOT_TAKEN_UP));
        }
        Optional<Cleartext> name = given(fields, "targetName");
        Optional<Cleartext> typedCode = given(fields, "targetCode");
        Optional<Cleartext> code = typedCode.flatMap(Clients::creditCode);
        if (typedCode.isPresent() && code.isEmpty()) {
            return new Blocked(List.of(Blocker.TARGET_CODE_WRONG));
        }
        if (typedCode.isPresent() && name.isEmpty()) {
            return new Blocked(List.of(Blocker.TARGET_MISSING));
        }
        MatterId id = row.id();
        if (standstill.isHeldAndLocked(id) && (name.isPresent() || replaces(id, fields))) {
            return new Blocked(List.of(Blocker.LEGAL_HOLD));
        }
        int sealed = deal.seal(id, InformationClass.DEAL_INTENT, Matters.INTENT_FIELDS, fields)
                + deal.seal(id, InformationClass.DEAL_DETAIL, Matters.DETAIL_FIELDS, fields);
        boolean renamed =
                name.filter(target -> !targets.isFiledAs(id, target, code)).isPresent();
        ledger.append(Entry.of(who, new DealFactsSealed(id, sealed + (name.isPresent() ? 1 : 0)))
                .about(DealFacts.versionName(id), deal.version(id) + 1));
        if (sealed > 0 || renamed) {
            teasers.outdate(who, id);
        }
        return name.map(target -> rename(who, row, target, code)).orElseGet(() -> summaries.done(row));
    }

    /// Whether something that stands sealed would give way: under a legal hold it may not.
    private boolean replaces(MatterId id, Map<String, Cleartext> fields) {
        return deal.replaces(id, InformationClass.DEAL_INTENT, Matters.INTENT_FIELDS, fields)
                || deal.replaces(id, InformationClass.DEAL_DETAIL, Matters.DETAIL_FIELDS, fields);
    }

    private static Optional<Cleartext> given(Map<String, Cleartext> fields, String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isBlank());
    }

    /// A decision about one company says nothing of another: whatever is found about a new one is submitted again.
    private MatterResult rename(Requester.SignedIn who, MatterRow row, Cleartext name, Optional<Cleartext> code) {
        boolean same = targets.isFiledAs(row.id(), name, code);
        List<ConflictRow> found = same ? List.of() : conflicts.about(row.id(), name, code, false);
        targets.seal(row.id(), name, code);
        if (found.isEmpty() || row.conflict() == ConflictState.REFUSED) {
            return summaries.done(row);
        }
        MatterRow next = row.with(ConflictState.SUBMITTED);
        Receipt receipt = ledger.append(Entry.of(who, new ConflictSubmitted(row.id(), found.size()))
                .raising(Scope.of(row.id()))
                .about(MatterRow.name(row.id()), next.version()));
        matters.update(next, receipt.leafHash());
        conflicts.submit(found);
        return summaries.done(next);
    }
}
