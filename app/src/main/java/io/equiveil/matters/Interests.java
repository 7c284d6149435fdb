package io.equiveil.matters;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.consent.Consents;
import io.equiveil.disclosure.Disclosure;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Wanted;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.InterestResult.Blocked;
import io.equiveil.matters.InterestResult.Kept;
import io.equiveil.matters.InterestResult.Unknown;
import io.equiveil.matters.MatterFacts.InterestGiven;
import io.equiveil.matters.MatterFacts.InterestTakenBack;
import io.equiveil.vault.KeyCustody;
import io.equiveil.vault.Sealer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What clients would buy, sealed under their own keys, and which of an advisor's clients might fit a matter.
///
/// Suggestions go to the advisor of both and to nobody else: matching by machine without a person between, order books
/// and anonymous trading are barred (EXC-37). Nobody is told, nothing is ranked against anybody, nothing is agreed.
@Component
class Interests {

    /// A client's interest; the row is the client's own id.
    static final RecordType INTEREST = new RecordType("matters.interest");

    private static final Requester MATCHER = new Requester.Machine(SystemPrincipal.MATCHER);
    private static final Set<Attribute> ASKED =
            Set.of(Attribute.INDUSTRY, Attribute.REGION, Attribute.STAKE, Attribute.PRICE);
    private static final int MOST_CANDIDATES = 100;

    private final InterestRepository interests;
    private final PartyRepository parties;
    private final Involvement involvement;
    private final Clients clients;
    private final Consents consents;
    private final Disclosures disclosures;
    private final Sealer sealer;
    private final KeyCustody custody;
    private final Ledger ledger;
    private final Standstill standstill;
    private final Bands bands;
    private final Clock clock;

    Interests(
            InterestRepository interests,
            PartyRepository parties,
            Involvement involvement,
            Clients clients,
            Consents consents,
            Disclosures disclosures,
            Sealer sealer,
            KeyCustody custody,
            Ledger ledger,
            Standstill standstill,
            Bands bands,
            Clock clock) {
        this.interests = interests;
        this.parties = parties;
        this.involvement = involvement;
        this.clients = clients;
        this.consents = consents;
        this.disclosures = disclosures;
        this.sealer = sealer;
        this.custody = custody;
        this.ledger = ledger;
        this.standstill = standstill;
        this.bands = bands;
        this.clock = clock;
    }

    /// Kept with the optional facts: gone at once when the client takes it back.
    static Address address(SubjectId subject) {
        return new Address(
                Owner.of(subject), RetentionGroup.OPTIONAL, INTEREST, subject.value(), InformationClass.DEAL_INTENT);
    }

    InterestResult give(Requester.SignedIn who, SubjectId subject, Interest interest) {
        if (!mayGive(who, subject)) {
            return new Unknown();
        }
        if (!consents.stands(Owner.of(subject), Purpose.INTRODUCTION, InformationClass.DEAL_INTENT)) {
            return new Blocked(InterestResult.Why.NO_LEGAL_BASIS);
        }
        Map<String, Cleartext> fields = new HashMap<>();
        for (Map.Entry<Attribute, Cleartext> each : interest.said().entrySet()) {
            if (!ASKED.contains(each.getKey()) || each.getValue().isBlank()) {
                continue;
            }
            Optional<Cleartext> words = coarse(each.getKey(), each.getValue());
            if (words.isEmpty()) {
                return new Blocked(InterestResult.Why.NOT_UNDERSTOOD);
            }
            fields.put(field(each.getKey()), words.get());
        }
        if (fields.isEmpty()) {
            return new Blocked(InterestResult.Why.NOTHING_SAID);
        }
        Map<String, Cleartext> masks = new HashMap<>();
        fields.keySet().forEach(name -> masks.put(name, Cleartext.of("＊＊＊")));
        if (custody.destruction(Owner.of(subject), RetentionGroup.OPTIONAL)
                instanceof KeyCustody.Destruction.NotDestroyed) {
            return sealed(who, subject, fields, masks);
        }
        return new Blocked(InterestResult.Why.DESTROYED);
    }

    private InterestResult sealed(
            Requester.SignedIn who, SubjectId subject, Map<String, Cleartext> fields, Map<String, Cleartext> masks) {
        sealer.seal(address(subject), fields, masks);
        ledger.append(Entry.of(who, new InterestGiven(subject)));
        interests.keep(subject, who.person(), clock.instant());
        return new Kept();
    }

    InterestResult takeBack(Requester.SignedIn who, SubjectId subject) {
        if (!mayGive(who, subject) || !interests.has(subject)) {
            return new Unknown();
        }
        if (standstill.isHeld(subject)) {
            return new Blocked(InterestResult.Why.KEPT_BY_LAW);
        }
        sealer.remove(address(subject));
        interests.forget(subject);
        ledger.append(Entry.of(who, new InterestTakenBack(subject))
                .raising(Owner.of(subject).scope()));
        return new Kept();
    }

    private boolean mayGive(Requester.SignedIn who, SubjectId subject) {
        return who.actsFor().contains(subject) || clients.isInCharge(who.person(), subject);
    }

    boolean given(SubjectId subject) {
        return interests.has(subject);
    }

    /// What was said, through the gate.
    Optional<Disclosure> read(Requester.SignedIn who, SubjectId subject) {
        if (!mayGive(who, subject) || !interests.has(subject)) {
            return Optional.empty();
        }
        Purpose purpose = who.actsFor().contains(subject) ? Purpose.OWN_DATA : Purpose.INTRODUCTION;
        return Optional.of(disclosures.open(who, List.of(wanted(subject)), Why.of(purpose)));
    }

    private static Wanted wanted(SubjectId subject) {
        return new Wanted(
                address(subject), false, ASKED.stream().map(Interests::field).collect(Collectors.toSet()));
    }

    private static String field(Attribute attribute) {
        return attribute.name().toLowerCase(Locale.ROOT);
    }

    /// Clients of this advisor whose interest meets the deal in its line of business or in two other points. Read
    /// by the machine, which is recorded to each of them and to the seller.
    ///
    /// @return empty if there is no such matter for this person, or nothing could be recorded
    Optional<List<Suggestion>> suggest(Requester.SignedIn who, MatterId id) {
        if (!who.isStaff() || !involvement.isOnTeam(who.person(), id)) {
            return Optional.empty();
        }
        List<SubjectId> candidates = interests.all(MOST_CANDIDATES * 5).stream()
                .filter(subject -> clients.isInCharge(who.person(), subject))
                .filter(subject -> parties.find(id, subject).isEmpty())
                .filter(subject ->
                        consents.stands(Owner.of(subject), Purpose.INTRODUCTION, InformationClass.DEAL_INTENT))
                .limit(MOST_CANDIDATES)
                .toList();
        if (candidates.isEmpty()) {
            return Optional.of(List.of());
        }
        Address deal = DealFacts.address(id, InformationClass.DEAL_INTENT);
        List<Wanted> wanted = new ArrayList<>();
        wanted.add(new Wanted(deal, false, Set.copyOf(Matters.INTENT_FIELDS)));
        candidates.forEach(subject -> wanted.add(wanted(subject)));
        if (!(disclosures.open(MATCHER, wanted, Why.of(Purpose.INTRODUCTION, id))
                instanceof Disclosure.Answered read)) {
            return Optional.empty();
        }
        Map<Attribute, List<Band>> offered =
                Coarse.of(text(read, deal), Set.of(), bands).said();
        return Optional.of(candidates.stream()
                .map(subject -> suggestion(subject, offered, text(read, address(subject))))
                .filter(Interests::fits)
                .sorted(Comparator.comparingInt(
                        (Suggestion each) -> -each.fits().size()))
                .toList());
    }

    private static Map<String, String> text(Disclosure.Answered read, Address address) {
        Map<String, String> fields = new HashMap<>();
        Disclosure.Shown shown = read.shown().get(address);
        if (shown != null) {
            shown.fields().forEach((name, value) -> fields.put(name, value.revealForDisplay()));
        }
        return fields;
    }

    private Suggestion suggestion(SubjectId subject, Map<Attribute, List<Band>> offered, Map<String, String> interest) {
        List<Attribute> fits = offered.entrySet().stream()
                .filter(each -> ASKED.contains(each.getKey()))
                .filter(each ->
                        labels(each.getKey(), Cleartext.of(interest.getOrDefault(field(each.getKey()), ""))).stream()
                                .anyMatch(each.getValue()::contains))
                .map(Map.Entry::getKey)
                .toList();
        return new Suggestion(
                subject, clients.find(subject).map(ClientFile::alias).orElse("C-?"), fits);
    }

    private static boolean fits(Suggestion suggestion) {
        return suggestion.fits().contains(Attribute.INDUSTRY)
                || suggestion.fits().size() >= 2;
    }

    /// What was said, in the house's own words; empty if any of it is something else.
    /// Several kinds with 、 between them; a kind's own name may contain one.
    private Optional<Cleartext> coarse(Attribute attribute, Cleartext said) {
        List<String> words = new ArrayList<>();
        String rest = said.revealForDisplay().strip();
        while (!rest.isEmpty()) {
            String here = rest;
            Optional<String> name = bands.of(attribute).stream()
                    .flatMap(band -> Stream.of(band.zh(), band.en()))
                    .filter(each -> here.equals(each) || here.startsWith(each + "、"))
                    .max(Comparator.comparingInt(String::length));
            if (name.isEmpty()) {
                return Optional.empty();
            }
            bands.of(attribute).stream()
                    .filter(band -> band.zh().equals(name.get()) || band.en().equals(name.get()))
                    .map(Band::zh)
                    .findFirst()
                    .ifPresent(words::add);
            rest = here.equals(name.get())
                    ? ""
                    : here.substring(name.get().length() + 1).strip();
        }
        return Optional.of(Cleartext.of(String.join("、", words)));
    }

    private List<Band> labels(Attribute attribute, Cleartext said) {
        String text = said.revealForDisplay();
        return bands.of(attribute).stream()
                .filter(band -> text.contains(band.zh()) || text.contains(band.en()))
                .toList();
    }

    /// The coarse words to choose from, in Chinese or in English.
    List<String> choices(Attribute attribute, Locale locale) {
        boolean english = locale.getLanguage().equals("en");
        return bands.of(attribute).stream()
                .map(band -> english ? band.en() : band.zh())
                .toList();
    }
}
