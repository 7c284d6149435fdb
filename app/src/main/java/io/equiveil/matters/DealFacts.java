package io.equiveil.matters;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.Sealer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Seals the facts of a deal on arrival, each group under the matter's own key with its mask apart.
@Component
class DealFacts {

    /// Sealed facts of a deal; the row is the matter's id.
    static final RecordType DEAL = new RecordType("matters.deal");

    private static final Cleartext MASK = Cleartext.of("＊＊＊");

    private final Sealer sealer;
    private final Ledger ledger;

    DealFacts(Sealer sealer, Ledger ledger) {
        this.sealer = sealer;
        this.ledger = ledger;
    }

    /// How the log counts the times that a deal's facts were given.
    static String versionName(MatterId id) {
        return "matters.deal/" + id;
    }

    /// How often the deal's facts were given, as the log says; whoever writes from them names this.
    long version(MatterId id) {
        return ledger.latestAbout(versionName(id))
                .map(Ledger.RowVersion::version)
                .orElse(0L);
    }

    static Address address(MatterId id, InformationClass kind) {
        return new Address(Owner.of(id), RetentionGroup.DEAL, DEAL, id.value(), kind);
    }

    /// Seals those of the fields that belong to the group, in place of what stood there. Nothing if none does.
    ///
    /// @return how many
    int seal(MatterId id, InformationClass kind, List<String> group, Map<String, Cleartext> fields) {
        Map<String, Cleartext> mine = ofGroup(group, fields);
        if (!mine.isEmpty()) {
            sealer.seal(
                    address(id, kind),
                    mine,
                    mine.keySet().stream().collect(Collectors.toMap(Function.identity(), _ -> MASK)));
        }
        return mine.size();
    }

    private static Map<String, Cleartext> ofGroup(List<String> group, Map<String, Cleartext> fields) {
        return fields.entrySet().stream()
                .filter(field -> group.contains(field.getKey()))
                .filter(field -> !field.getValue().isBlank())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Whether sealing these would take the place of what stands.
    boolean replaces(MatterId id, InformationClass kind, List<String> group, Map<String, Cleartext> fields) {
        return !ofGroup(group, fields).isEmpty() && sealer.holds(address(id, kind));
    }

    Set<MatterId> intentGivenIn(Collection<MatterId> ids) {
        Map<Address, MatterId> asked = ids.stream()
                .collect(Collectors.toMap(id -> address(id, InformationClass.DEAL_INTENT), Function.identity()));
        return sealer.held(asked.keySet()).stream().map(asked::get).collect(Collectors.toSet());
    }

    boolean intentGiven(MatterId id) {
        return sealer.holds(address(id, InformationClass.DEAL_INTENT));
    }
}
