package io.equiveil.transfers;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.transfers.Shareholder.Standing;
import io.equiveil.vault.Sealer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads what is sealed about the other shareholders, through the gate and for the statutory notice.
@Component
class ShareholderReading {

    private static final Set<String> FACTS = Set.of("name", "contact", "share");
    private static final Set<String> WORDS = Set.of("words");
    private static final Set<String> OFFER = Set.of("quantity", "price", "paymentTerms", "timeLimit");
    private static final int MOST = 120;

    private final Checklists checklists;
    private final Disclosures disclosures;
    private final Sealer sealer;

    ShareholderReading(Checklists checklists, Disclosures disclosures, Sealer sealer) {
        this.checklists = checklists;
        this.disclosures = disclosures;
        this.sealer = sealer;
    }

    Optional<ShareholderFacts> read(Requester.SignedIn who, MatterSummary matter, boolean masked) {
        List<Shareholder> known =
                checklists.shareholders(matter.id()).stream().limit(MOST).toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        List<Wanted> wanted = new ArrayList<>();
        for (Shareholder each : known) {
            wanted.add(new Wanted(Others.address(matter.id(), each.id()), masked, FACTS));
            Address words = Others.replyAddress(matter.id(), each.id());
            if (sealer.holds(words)) {
                wanted.add(new Wanted(words, masked, WORDS));
            }
        }
        Disclosure answer = disclosures.open(who, wanted, Why.of(purpose(who), matter.id()));
        Map<ShareholderId, Map<String, Cleartext>> facts = new LinkedHashMap<>();
        if (answer instanceof Disclosure.Answered answered) {
            for (Shareholder each : known) {
                Map<String, Cleartext> fields = new HashMap<>();
                add(fields, answered.shown().get(Others.address(matter.id(), each.id())));
                add(fields, answered.shown().get(Others.replyAddress(matter.id(), each.id())));
                facts.put(each.id(), fields);
            }
        }
        return Optional.of(new ShareholderFacts(facts, masked ? Map.of() : parts(known, facts), answer));
    }

    private static void add(Map<String, Cleartext> fields, Disclosure.@Nullable Shown shown) {
        if (shown != null) {
            fields.putAll(shown.fields());
        }
    }

    private static Map<ShareholderId, BigDecimal> parts(
            List<Shareholder> known, Map<ShareholderId, Map<String, Cleartext>> facts) {
        Map<ShareholderId, BigDecimal> buying = new LinkedHashMap<>();
        known.stream()
                .filter(each -> each.standing() == Standing.EXERCISES)
                .forEach(each -> Optional.ofNullable(
                                facts.getOrDefault(each.id(), Map.of()).get("share"))
                        .ifPresent(share -> buying.put(each.id(), new BigDecimal(share.revealForDisplay()))));
        Iterator<BigDecimal> split =
                Percent.proRata(List.copyOf(buying.values())).iterator();
        Map<ShareholderId, BigDecimal> parts = new HashMap<>();
        buying.keySet().forEach(id -> parts.put(id, split.next()));
        return parts;
    }

    Optional<Disclosure> letter(Requester.SignedIn who, MatterSummary matter, ShareholderId id) {
        return checklists.shareholders(matter.id()).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .map(_ -> disclosures.open(
                        who,
                        List.of(
                                Wanted.value(Others.address(matter.id(), id), "name"),
                                Wanted.value(Matters.targetAddress(matter.id()), "targetName"),
                                new Wanted(
                                        Matters.dealAddress(matter.id(), InformationClass.DEAL_DETAIL), false, OFFER)),
                        Why.of(Purpose.STATUTORY_NOTICE, matter.id())));
    }

    private static Purpose purpose(Requester.SignedIn who) {
        if (who.has(Role.COMPLIANCE_OFFICER)) {
            return Purpose.COMPLIANCE_REVIEW;
        }
        return who.has(Role.AUDITOR) ? Purpose.AUDIT : Purpose.STATUTORY_NOTICE;
    }
}
