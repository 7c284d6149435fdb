package io.equiveil.matters;

import io.equiveil.clients.Clients;
import io.equiveil.clients.LeadResult;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.MatterFacts.MatterGrown;
import io.equiveil.matters.MatterResult.Blocked;
import io.equiveil.matters.MatterResult.Blocker;
import io.equiveil.matters.MatterResult.Done;
import io.equiveil.matters.MatterResult.Unknown;
import io.equiveil.matters.Matters.Mandate;
import io.equiveil.matters.Matters.OneBuyer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Simple matters (简易项目): one seller and one buyer, both named when the matter is opened. Nothing is
/// kept in another way than for any other matter; only the teaser is passed over, since there is nobody to look for.
@Component
class SimpleMatters {

    private final MatterRepository matters;
    private final Mandates mandates;
    private final Parties parties;
    private final Summaries summaries;
    private final FreeCodeNames codeNames;
    private final Clients clients;
    private final Ledger ledger;

    SimpleMatters(
            MatterRepository matters,
            Mandates mandates,
            Parties parties,
            Summaries summaries,
            FreeCodeNames codeNames,
            Clients clients,
            Ledger ledger) {
        this.matters = matters;
        this.mandates = mandates;
        this.parties = parties;
        this.summaries = summaries;
        this.codeNames = codeNames;
        this.clients = clients;
        this.ledger = ledger;
    }

    /// The buyer is invited even while compliance looks at a conflict: invited, it sees nothing, and nothing has to be
    /// typed again afterwards.
    MatterResult open(Requester.SignedIn who, Mandate typed, OneBuyer buyer) {
        if (buyer instanceof OneBuyer.Known(var subject)
                && clients.find(who, subject).isEmpty()) {
            return new Unknown();
        }
        Mandate wanted = typed.codeName().isBlank() ? typed.called(codeNames.free()) : typed;
        MatterResult result = mandates.open(who, wanted, true, faults(wanted.seller(), buyer));
        if (!(result instanceof Done(var matter))) {
            return result;
        }
        parties.change(who, matter.id(), subject(who, buyer), Standing.INVITED, Optional.empty());
        return summaries.done(matters.find(matter.id()).orElseThrow());
    }

    private static List<Blocker> faults(SubjectId seller, OneBuyer buyer) {
        return switch (buyer) {
            case OneBuyer.Known(var subject) -> subject.equals(seller) ? List.of(Blocker.ALREADY_A_PARTY) : List.of();
            case OneBuyer.New added -> {
                Map<String, ?> faults = Clients.leadFaults(added.name(), added.mobile());
                yield Stream.of(
                                faults.containsKey("name") ? Blocker.BUYER_NAME_WRONG : null,
                                faults.containsKey("mobile") ? Blocker.BUYER_MOBILE_WRONG : null)
                        .filter(Objects::nonNull)
                        .toList();
            }
        };
    }

    private SubjectId subject(Requester.SignedIn who, OneBuyer buyer) {
        return switch (buyer) {
            case OneBuyer.Known(var subject) -> subject;
            case OneBuyer.New(var kind, var name, var mobile) ->
                switch (clients.newLead(who, kind, name, mobile)) {
                    case LeadResult.Submitted noted -> noted.subject();
                    case LeadResult.Invalid _ -> throw new IllegalStateException("faults were looked for before");
                };
        };
    }

    MatterResult grow(Requester.SignedIn who, MatterRow row) {
        if (row.closedAt().isPresent()) {
            return new Blocked(List.of(Blocker.ALREADY_CLOSED));
        }
        if (!row.simple()) {
            return new Blocked(List.of(Blocker.NOT_SIMPLE));
        }
        MatterRow next = row.grown();
        Receipt receipt = ledger.append(Entry.of(who, new MatterGrown(row.id(), row.stage()))
                .raising(Scope.of(row.id()))
                .about(MatterRow.name(row.id()), next.version()));
        matters.update(next, receipt.leafHash());
        return summaries.done(next);
    }
}
