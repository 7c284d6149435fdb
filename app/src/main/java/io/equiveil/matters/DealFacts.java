package io.equiveil.matters;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.MatterFacts.DealFactsSealed;
import io.equiveil.vault.Sealer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Seals the facts of a deal on arrival, each group under the matter's own key with its mask apart.
@Component
class DealFacts {

    private static final Cleartext MASK = Cleartext.of("＊＊＊");

    private final Sealer sealer;
    private final Ledger ledger;

    DealFacts(Sealer sealer, Ledger ledger) {
        this.sealer = sealer;
        this.ledger = ledger;
    }

    void seal(Requester.SignedIn who, MatterId id, Map<String, Cleartext> fields) {
        seal(id, InformationClass.DEAL_INTENT, Matters.INTENT_FIELDS, fields);
        seal(id, InformationClass.DEAL_DETAIL, Matters.DETAIL_FIELDS, fields);
        ledger.append(Entry.of(who, new DealFactsSealed(id, fields.size())));
    }

    private void seal(MatterId id, InformationClass kind, List<String> names, Map<String, Cleartext> fields) {
        Map<String, Cleartext> mine = fields.entrySet().stream()
                .filter(field -> names.contains(field.getKey()))
                .filter(field -> !field.getValue().isBlank())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (!mine.isEmpty()) {
            sealer.seal(
                    address(id, kind),
                    mine,
                    mine.keySet().stream().collect(Collectors.toMap(Function.identity(), _ -> MASK)));
        }
    }

    static Address address(MatterId id, InformationClass kind) {
        return Matters.dealAddress(id, kind);
    }

    boolean intentGiven(MatterId id) {
        return sealer.holds(address(id, InformationClass.DEAL_INTENT));
    }
}
