package io.equiveil.consent;

import io.equiveil.access.Clause;
import io.equiveil.access.Fact;
import io.equiveil.access.Question;
import io.equiveil.access.Reason;
import io.equiveil.access.Remedy;
import io.equiveil.access.spi.FactSource;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PartnerId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Answers the gate's question whether there is a legal basis: for this purpose, these facts, and this recipient.
///
/// Reads afresh at every question; one authentication code per owner covers all its records. How it decides for one
/// address:
///
/// 1. Records of the address's owner count; for facts of a subject asked for in a matter, also that subject's records
///    of the matter.
/// 2. Only records for the very purpose and class count; for closing a matter, those for its mandate as well. A first
/// contact's own basis, which precedes the notice,
///    reaches the first contact's own group and nothing else.
/// 3. Who asks for another party needs a record that names that party. Partners work under the firm's orders (PIPL
///    art. 21, another clause checks their contract): a record about them is needed only where one was asked for.
/// 4. Each subject that has such records must have at least one that stands.
@Component
class ConsentFacts implements FactSource {

    /// What the law itself orders the firm to do with facts that it lawfully holds: told, not asked.
    private static final Map<Purpose, String> BY_LAW = Map.of(
            Purpose.RECIPIENT_NOTICE, "PIPL-23",
            Purpose.COMPLIANCE_REVIEW, "PIPL-51",
            Purpose.AUDIT, "PIPL-54",
            Purpose.RIGHTS_REQUEST, "PIPL-45",
            Purpose.OWN_DATA, "PIPL-45");

    /// What a purpose may rest on besides records of its own: work that ends a mandate is part of the mandate, as long
    /// as that stands.
    private static final Map<Purpose, Set<Purpose>> CARRIED_BY = Map.of(Purpose.CLOSING, Set.of(Purpose.MANDATE));

    private final ConsentRepository records;
    private final OwnerSeals seals;

    ConsentFacts(ConsentRepository records, OwnerSeals seals) {
        this.records = records;
        this.seals = seals;
    }

    @Override
    public Clause clause() {
        return Clause.LEGAL_BASIS;
    }

    @Override
    public Map<Address, Fact> facts(Question question) {
        Set<Owner> owners = question.what().stream().map(Address::owner).collect(Collectors.toSet());
        question.matter().map(Owner::of).ifPresent(owners::add);
        Map<Owner, List<ConsentRecord>> known = seals.genuine(owners);
        Set<UUID> told = records.told(subjects(question.what()));
        Map<Address, Fact> facts = new LinkedHashMap<>();
        Map<Key, Fact> memo = new HashMap<>();
        for (Address address : question.what()) {
            Key key = new Key(address.owner(), address.informationClass(), address.group() == RetentionGroup.LEAD);
            facts.put(address, memo.computeIfAbsent(key, _ -> judge(question, key, known, told)));
        }
        return facts;
    }

    private record Key(Owner owner, InformationClass informationClass, boolean firstContact) {}

    private Fact judge(Question question, Key key, Map<Owner, List<ConsentRecord>> known, Set<UUID> told) {
        List<ConsentRecord> own = known.get(key.owner());
        if (own == null) {
            return Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER);
        }
        List<ConsentRecord> candidates = new java.util.ArrayList<>(own);
        if (key.owner() instanceof Owner.OfSubject(var subject)
                && question.matter().isPresent()) {
            MatterId matter = question.matter().get();
            List<ConsentRecord> ofMatter = known.get(Owner.of(matter));
            if (ofMatter == null) {
                return Fact.fails(Reason.ROW_NOT_GENUINE, Remedy.ASK_SECURITY_OFFICER);
            }
            ofMatter.stream().filter(record -> record.subject().equals(subject)).forEach(candidates::add);
        }
        if (BY_LAW.containsKey(question.purpose()) && !candidates.isEmpty()) {
            return Fact.holds();
        }
        List<ConsentRecord> about = candidates.stream()
                .filter(record -> record.purpose() == question.purpose()
                        || CARRIED_BY.getOrDefault(question.purpose(), Set.of()).contains(record.purpose()))
                .filter(record -> record.classes().contains(key.informationClass()))
                .filter(record -> record.notice().isPresent() || key.firstContact())
                .toList();
        return verdict(question, key, about, recipients(question.who(), key.owner()), told);
    }

    private static Fact verdict(
            Question question, Key key, List<ConsentRecord> about, Recipients recipients, Set<UUID> told) {
        List<ConsentRecord> named = about.stream()
                .filter(record ->
                        record.recipient().filter(recipients.ids()::contains).isPresent())
                .toList();
        List<ConsentRecord> general =
                about.stream().filter(record -> record.recipient().isEmpty()).toList();
        if (recipients.mustBeNamed() && named.isEmpty()) {
            return Fact.fails(Reason.RECIPIENT_NOT_CONSENTED, Remedy.ASK_CLIENT_FOR_CONSENT);
        }
        List<ConsentRecord> decisive = named.isEmpty() ? general : named;
        if (decisive.isEmpty()) {
            boolean unaware = key.owner() instanceof Owner.OfSubject(var subject) && !told.contains(subject.value());
            return unaware
                    ? Fact.fails(Reason.NOTICE_NOT_SERVED, Remedy.SERVE_NOTICE)
                    : Fact.fails(Reason.NO_LEGAL_BASIS, Remedy.ASK_CLIENT_FOR_CONSENT);
        }
        Map<SubjectId, List<ConsentRecord>> bySubject =
                decisive.stream().collect(Collectors.groupingBy(ConsentRecord::subject));
        for (List<ConsentRecord> ofOne : bySubject.values()) {
            if (ofOne.stream().noneMatch(record -> suffices(record, key, question))) {
                return Fact.fails(why(ofOne), Remedy.ASK_CLIENT_FOR_CONSENT);
            }
        }
        return Fact.holds();
    }

    /// A consent to handle sensitive facts, or to hand facts to somebody else, is good only as a separate one (PIPL
    /// arts. 23 and 29).
    private static boolean suffices(ConsentRecord record, Key key, Question question) {
        if (!record.standsAt(question.at())) {
            return false;
        }
        boolean separate = key.informationClass() == InformationClass.FINANCIAL
                || key.informationClass() == InformationClass.IDENTITY_DOCUMENT
                || record.recipient().isPresent();
        return record.kind()
                .map(kind -> !separate || kind.suffices(ConsentKind.SEPARATE))
                .orElse(true);
    }

    private static Reason why(List<ConsentRecord> records) {
        boolean withdrawn = records.stream().anyMatch(record -> record.state() == ConsentState.WITHDRAWN);
        boolean refusedToRecipient = records.stream()
                .anyMatch(record -> record.recipient().isPresent() && record.state() != ConsentState.WITHDRAWN);
        return withdrawn
                ? Reason.CONSENT_WITHDRAWN
                : refusedToRecipient ? Reason.RECIPIENT_NOT_CONSENTED : Reason.NO_LEGAL_BASIS;
    }

    /// For whom the requester asks, besides the firm itself.
    private record Recipients(Set<RecipientId> ids, boolean mustBeNamed) {}

    private static Recipients recipients(Requester who, Owner owner) {
        if (!(who instanceof Requester.SignedIn person) || person.isStaff()) {
            return new Recipients(Set.of(), false);
        }
        Set<RecipientId> ids = new HashSet<>();
        person.actsFor().stream().map(RecipientId::of).forEach(ids::add);
        Optional<PartnerId> partner = person.partner();
        partner.map(RecipientId::of).ifPresent(ids::add);
        if (owner instanceof Owner.OfSubject(var subject) && person.actsFor().contains(subject)) {
            return new Recipients(Set.of(), false);
        }
        return new Recipients(ids, person.has(Role.CLIENT));
    }

    private static Collection<UUID> subjects(Collection<Address> addresses) {
        return addresses.stream()
                .map(Address::owner)
                .filter(owner -> owner instanceof Owner.OfSubject)
                .map(Owner::id)
                .collect(Collectors.toSet());
    }
}
