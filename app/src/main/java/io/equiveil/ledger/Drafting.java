package io.equiveil.ledger;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.FieldName;
import io.equiveil.kernel.FieldsAt;
import io.equiveil.kernel.Identifier;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Purpose;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.IntakeRow.ActorKind;
import io.equiveil.ledger.IntakeRow.SubjectRow;
import io.equiveil.ledger.spi.EntrySealer;
import io.equiveil.ledger.spi.LedgerKeys;
import io.equiveil.proofs.CanonicalJson;
import io.equiveil.proofs.Commitment;
import io.equiveil.proofs.EntryPart;
import io.equiveil.proofs.LeafHash;
import io.equiveil.proofs.PartHash;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// Turns a fact into an entry: spells it, gives every part its nonce, seals the parts, hashes and authenticates.
///
/// Runs in the caller's thread, before any connection of the recorder is taken.
final class Drafting {

    /// Of the spelling of parts.
    static final long VERSION = 1;

    /// How a subject's part calls a client who does not act for that subject.
    static final String OTHER_CLIENT = "OTHER_CLIENT";

    private final EntrySealer sealer;
    private final LedgerKeys keys;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Drafting(EntrySealer sealer, LedgerKeys keys, Clock clock) {
        this.sealer = sealer;
        this.keys = keys;
        this.clock = clock;
    }

    /// @throws IllegalArgumentException if the fact does not belong into a ledger
    EntryDraft draft(Entry entry, Map<Scope, Long> expected, Digest binding) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Concerned concerned = Concerned.by(entry.fact());
        String kind = FactShape.kindOf(entry.fact());

        List<EntryPart> parts = new ArrayList<>();
        parts.add(part(EntryPart.FIRM, firmBody(entry, kind, now, concerned, expected, binding)));
        for (Map.Entry<SubjectId, Concerned.Facts> subject : concerned.subjects.entrySet()) {
            parts.add(part(
                    EntryPart.SUBJECT,
                    subjectBody(entry.who(), kind, now, concerned, subject.getKey(), subject.getValue())));
        }
        List<PartHash> hashes = parts.stream().map(EntryPart::hash).toList();
        Commitment commitment = io.equiveil.proofs.Entry.commitment(hashes);
        LeafHash leaf = LeafHash.ofData(io.equiveil.proofs.Entry.leaf(commitment));

        List<SubjectRow> subjects = new ArrayList<>();
        int number = 0;
        for (SubjectId subject : concerned.subjects.keySet()) {
            number++;
            subjects.add(new SubjectRow(
                    number,
                    subject.value(),
                    hashes.get(number),
                    sealer.sealForSubject(subject, IntakeRow.place(leaf, number), packed(parts.get(number)))));
        }
        List<Entry.About> about = entry.about().stream()
                .sorted(Comparator.comparing(Entry.About::row))
                .toList();
        IntakeRow row = new IntakeRow(
                now,
                leaf,
                commitment,
                kind,
                actorKind(entry.who()),
                actorPerson(entry.who()),
                concerned.person.map(PersonId::value),
                concerned.matter.map(MatterId::value),
                hashes.getFirst(),
                sealer.sealForFirm(IntakeRow.place(leaf, 0), packed(parts.getFirst())),
                subjects,
                about);
        Digest contentHash = row.contentHash();
        byte[] mac = keys.receiptMac(IntakeRow.authenticated(leaf.bytes(), contentHash.bytes()));
        return new EntryDraft(row, contentHash, mac, expected, binding);
    }

    /// The receipt of a draft that got a number.
    Receipt receipt(EntryDraft draft, long intake) {
        Digest leaf = Digest.of(draft.row().leaf().bytes());
        Instant at = draft.row().recordedAt();
        byte[] mac = keys.receiptMac(Receipt.authenticated(intake, leaf, at, draft.binding()));
        return new Receipt(intake, leaf, at, draft.binding(), Digest.of(mac));
    }

    /// Nonce and body, as they are sealed.
    private static byte[] packed(EntryPart part) {
        byte[] body = part.body();
        return ByteBuffer.allocate(EntryPart.NONCE_LENGTH + body.length)
                .put(part.nonce())
                .put(body)
                .array();
    }

    /// The part that was packed; whether it is the right one only its hash can tell.
    static EntryPart unpacked(String label, byte[] packed) {
        byte[] nonce = new byte[EntryPart.NONCE_LENGTH];
        byte[] body = new byte[packed.length - EntryPart.NONCE_LENGTH];
        ByteBuffer.wrap(packed).get(nonce).get(body);
        return new EntryPart(label, nonce, body);
    }

    private EntryPart part(String label, Map<String, Object> body) {
        byte[] nonce = new byte[EntryPart.NONCE_LENGTH];
        random.nextBytes(nonce);
        return new EntryPart(label, nonce, CanonicalJson.write(body));
    }

    private static Map<String, Object> firmBody(
            Entry entry, String kind, Instant now, Concerned concerned, Map<Scope, Long> expected, Digest binding) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("v", VERSION);
        body.put("kind", kind);
        body.put("at", now.toString());
        body.put("actor", firmActor(entry.who()));
        concerned.matter.ifPresent(matter -> body.put("matter", matter.toString()));
        body.put("fact", FactShape.of(entry.fact().getClass()).spell(entry.fact()));
        if (!entry.raising().isEmpty()) {
            body.put(
                    "raises",
                    entry.raising().stream()
                            .sorted(Comparator.comparing(ScopeKey::of))
                            .map(FactShape::spellScope)
                            .toList());
        }
        if (!entry.about().isEmpty()) {
            body.put(
                    "about",
                    entry.about().stream()
                            .sorted(Comparator.comparing(Entry.About::row))
                            .map(about -> Map.<String, Object>of("row", about.row(), "version", about.version()))
                            .toList());
        }
        if (!expected.isEmpty()) {
            Map<String, Object> epochs = new TreeMap<>();
            expected.forEach((scope, epoch) -> epochs.put(ScopeKey.of(scope), epoch));
            body.put("epochs", epochs);
        }
        if (!binding.equals(Ledger.UNBOUND)) {
            body.put("binding", binding.hex());
        }
        return body;
    }

    private static Map<String, Object> subjectBody(
            Requester who, String kind, Instant now, Concerned concerned, SubjectId subject, Concerned.Facts facts) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("v", VERSION);
        body.put("kind", kind);
        body.put("at", now.toString());
        body.put("subject", subject.toString());
        body.put("actor", subjectActor(who, subject));
        concerned.purpose.ifPresent(purpose -> body.put("purpose", purpose.name()));
        concerned.matter.ifPresent(matter -> body.put("matter", matter.toString()));
        Set<String> classes = new TreeSet<>(facts.classes);
        classes.addAll(concerned.classes);
        Set<String> fields = new TreeSet<>(facts.fields);
        fields.addAll(concerned.fields);
        body.put("classes", List.copyOf(classes));
        body.put("fields", List.copyOf(fields));
        return body;
    }

    private static ActorKind actorKind(Requester who) {
        return switch (who) {
            case Requester.SignedIn _ -> ActorKind.PERSON;
            case Requester.Machine _ -> ActorKind.MACHINE;
            case Requester.Anonymous _ -> ActorKind.ANONYMOUS;
        };
    }

    private static Optional<UUID> actorPerson(Requester who) {
        return who instanceof Requester.SignedIn person
                ? Optional.of(person.person().value())
                : Optional.empty();
    }

    private static Map<String, Object> firmActor(Requester who) {
        Map<String, Object> actor = actor(who);
        if (who instanceof Requester.SignedIn person) {
            actor.put("session", person.session().toString());
            actor.put("factors", (long) person.factors());
            person.device().ifPresent(device -> actor.put("device", device.toString()));
            person.partner().ifPresent(partner -> actor.put("partner", partner.toString()));
        }
        return actor;
    }

    /// As a subject may know it. Another client is not named, not even by its account: who the other side is becomes
    /// known in the matter and not from the log; the firm's part keeps it.
    private static Map<String, Object> subjectActor(Requester who, SubjectId subject) {
        boolean otherClient = who instanceof Requester.SignedIn person
                && person.has(Role.CLIENT)
                && !person.isStaff()
                && !person.actsFor().contains(subject);
        return otherClient ? Map.of("type", OTHER_CLIENT) : actor(who);
    }

    /// Without the session: what a subject takes home does not help anybody to follow an employee about.
    private static Map<String, Object> actor(Requester who) {
        Map<String, Object> actor = new LinkedHashMap<>();
        actor.put("type", actorKind(who).name());
        switch (who) {
            case Requester.SignedIn person -> {
                actor.put("person", person.person().toString());
                actor.put(
                        "roles",
                        person.roles().stream().map(Enum::name).sorted().toList());
            }
            case Requester.Machine machine ->
                actor.put("principal", machine.principal().name());
            case Requester.Anonymous _ -> {}
        }
        return actor;
    }

    /// Whom and what a fact is about.
    private static final class Concerned {

        private final Map<SubjectId, Facts> subjects = new LinkedHashMap<>();
        private final Set<String> classes = new TreeSet<>();
        private final Set<String> fields = new TreeSet<>();
        private Optional<MatterId> matter = Optional.empty();
        private Optional<PersonId> person = Optional.empty();
        private Optional<Purpose> purpose = Optional.empty();

        /// What a fact says about one subject.
        private static final class Facts {
            private final Set<String> classes = new TreeSet<>();
            private final Set<String> fields = new TreeSet<>();

            void hear(FieldsAt at) {
                classes.add(at.address().informationClass().name());
                at.fields().forEach(field -> fields.add(field.value()));
            }
        }

        static Concerned by(Recorded fact) {
            Concerned concerned = new Concerned();
            FactShape.of(fact.getClass()).eachValue(fact, concerned::hear);
            return concerned;
        }

        private void hear(Object value) {
            switch (value) {
                case FieldsAt at -> {
                    hear(at.address());
                    subjectOf(at.address().owner()).ifPresent(facts -> facts.hear(at));
                    at.concerning()
                            .forEach(party -> subjects.computeIfAbsent(party, _ -> new Facts())
                                    .hear(at));
                }
                case Address address -> {
                    hear(address.owner());
                    subjectOf(address.owner())
                            .ifPresent(facts ->
                                    facts.classes.add(address.informationClass().name()));
                }
                case Owner.OfSubject owner -> subjects.computeIfAbsent(owner.subject(), _ -> new Facts());
                case Owner.OfMatter owner -> hear(owner.matter());
                case Identifier identifier -> hear(identifier);
                case InformationClass informationClass -> classes.add(informationClass.name());
                case FieldName field -> fields.add(field.value());
                case Purpose why -> purpose = purpose.or(() -> Optional.of(why));
                default -> {}
            }
        }

        private void hear(Identifier identifier) {
            switch (identifier) {
                case SubjectId subject -> subjects.computeIfAbsent(subject, _ -> new Facts());
                case MatterId about -> matter = matter.or(() -> Optional.of(about));
                case PersonId about -> person = person.or(() -> Optional.of(about));
                default -> {}
            }
        }

        private Optional<Facts> subjectOf(Owner owner) {
            return owner instanceof Owner.OfSubject of
                    ? Optional.ofNullable(subjects.get(of.subject()))
                    : Optional.empty();
        }
    }
}
