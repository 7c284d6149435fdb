package io.equiveil.matters;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
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
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.matters.MatterFacts.TeaserApproved;
import io.equiveil.matters.MatterFacts.TeaserRetired;
import io.equiveil.matters.MatterFacts.TeaserWritten;
import io.equiveil.matters.TeaserFault.Kind;
import io.equiveil.vault.Sealer;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes blind teasers: the machine reads the deal's sealed facts, takes each to a coarse word, looks for what would
/// give the company away, and keeps the words sealed until a person lets them go out.
@Component
class Teasers {

    /// The words of an approved teaser, `zh` and `en`; the row is the teaser's id. The policy opens these to
    /// invited buyers.
    static final RecordType TEASER = new RecordType("matters.teaser");

    /// The words of a draft. A record type of its own, so that no rule for buyers reaches it.
    static final RecordType DRAFT = new RecordType("matters.teaser_draft");

    private static final Requester WRITER = new Requester.Machine(SystemPrincipal.TEASER_WRITER);
    private static final Set<String> WORDS = Set.of("zh", "en");

    private final MatterRepository matters;
    private final PartyRepository parties;
    private final TeaserRepository teasers;
    private final Involvement involvement;
    private final Clients clients;
    private final Disclosures disclosures;
    private final Sealer sealer;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Standstill standstill;
    private final DealFacts deal;
    private final Bands bands;
    private final Clock clock;

    Teasers(
            MatterRepository matters,
            PartyRepository parties,
            TeaserRepository teasers,
            Involvement involvement,
            Clients clients,
            Disclosures disclosures,
            Sealer sealer,
            Ledger ledger,
            TransactionTemplate transaction,
            Standstill standstill,
            DealFacts deal,
            Bands bands,
            Clock clock) {
        this.matters = matters;
        this.parties = parties;
        this.teasers = teasers;
        this.involvement = involvement;
        this.clients = clients;
        this.disclosures = disclosures;
        this.sealer = sealer;
        this.ledger = ledger;
        this.transaction = transaction;
        this.standstill = standstill;
        this.deal = deal;
        this.bands = bands;
        this.clock = clock;
    }

    static Address address(RecordType record, MatterId matter, UUID id) {
        return new Address(Owner.of(matter), RetentionGroup.DEAL, record, id, InformationClass.DEAL_INTENT);
    }

    /// Reads first and writes after: a reading is recorded on a connection of its own.
    TeaserResult write(Requester.SignedIn who, MatterId id, Set<Attribute> leaveOut) {
        Optional<MatterRow> row = ofTeam(who, id);
        if (row.isEmpty()) {
            return new TeaserResult.Unknown();
        }
        if (row.get().closedAt().isPresent() || row.get().suspended()) {
            return new TeaserResult.NotNow();
        }
        long version = deal.version(id);
        Optional<Facts> facts = read(id);
        if (facts.isEmpty()) {
            return new TeaserResult.Unrecorded();
        }
        Coarse coarse = Coarse.of(facts.get().fields(), leaveOut, bands);
        String highlights = leaveOut.contains(Attribute.HIGHLIGHTS)
                ? ""
                : facts.get().fields().getOrDefault("highlights", "");
        List<TeaserFault> faults = faults(coarse, highlights, facts.get());
        return faults.isEmpty()
                ? keep(who, id, version, TeaserText.chinese(coarse, highlights), TeaserText.english(coarse))
                : new TeaserResult.Faulty(faults);
    }

    private List<TeaserFault> faults(Coarse coarse, String highlights, Facts facts) {
        List<TeaserFault> faults = new ArrayList<>(coarse.faults());
        if (coarse.weight() > bands.mostWeight()) {
            coarse.heaviest().ifPresent(attribute -> faults.add(TeaserFault.of(Kind.TOO_RARE, attribute)));
        }
        if (!highlights.isBlank() && !facts.namesAreAll()) {
            faults.add(TeaserFault.of(Kind.NAMES_NOT_SEEN, Attribute.HIGHLIGHTS));
        }
        faults.addAll(Highlights.faults(highlights, facts.names(), bands));
        return faults;
    }

    /// What the machine read. Lives for one writing.
    ///
    /// @param namesAreAll false if the name of the company or of a party is missing or was refused, so that
    ///                    free words cannot be checked against it
    private record Facts(Map<String, String> fields, List<String> names, boolean namesAreAll) {
        @Override
        public String toString() {
            return "Facts";
        }
    }

    private Optional<Facts> read(MatterId id) {
        List<Wanted> wanted = new ArrayList<>(List.of(
                new Wanted(
                        DealFacts.address(id, InformationClass.DEAL_INTENT), false, Set.copyOf(Matters.INTENT_FIELDS)),
                Wanted.value(DealFacts.address(id, InformationClass.DEAL_DETAIL), "price"),
                new Wanted(Targets.address(id), false, Set.copyOf(Matters.TARGET_FIELDS))));
        List<PartyRow> all = parties.of(id);
        List<ClientFile> files = all.stream()
                .flatMap(party -> clients.find(party.subject()).stream())
                .toList();
        files.forEach(file -> wanted.add(Wanted.value(file.nameAddress(), file.nameField())));
        if (!(disclosures.open(WRITER, wanted, Why.of(Purpose.INTRODUCTION, id)) instanceof Disclosure.Answered read)) {
            return Optional.empty();
        }
        Map<String, String> fields = new HashMap<>();
        List<String> names = new ArrayList<>();
        read.shown()
                .forEach((address, shown) -> shown.fields().forEach((name, value) -> {
                    if (address.owner() instanceof Owner.OfSubject || name.equals("targetName")) {
                        names.add(value.revealForDisplay());
                    } else {
                        fields.put(name, value.revealForDisplay());
                    }
                }));
        boolean namesAreAll = files.size() == all.size()
                && read.field(Targets.address(id), "targetName").isPresent()
                && files.stream()
                        .allMatch(file ->
                                read.field(file.nameAddress(), file.nameField()).isPresent());
        return Optional.of(new Facts(fields, names, namesAreAll));
    }

    /// @param version of the deal's facts that were read: if others were given meanwhile, nothing is kept
    private TeaserResult keep(Requester.SignedIn who, MatterId id, long version, String chinese, String english) {
        return transaction.execute(_ -> {
            if (changedAndLocked(id, version)) {
                return new TeaserResult.FactsChanged();
            }
            teasers.latest(id, TeaserState.DRAFT).ifPresent(draft -> retire(who, draft, TeaserState.WITHDRAWN));
            TeaserRow row = new TeaserRow(
                    UUID.randomUUID(),
                    id,
                    TeaserState.DRAFT,
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    who.person(),
                    Optional.empty(),
                    Optional.empty(),
                    1);
            Map<String, Cleartext> words = Map.of("zh", Cleartext.of(chinese), "en", Cleartext.of(english));
            sealer.seal(address(DRAFT, id, row.id()), words, masks());
            Receipt receipt = ledger.append(Entry.of(who, new TeaserWritten(id)).about(TeaserRow.name(row.id()), 1));
            teasers.save(row, receipt.leafHash());
            return new TeaserResult.Done(row.asShown());
        });
    }

    /// Whether the deal's facts are others than these. None can be given before the caller's transaction ends.
    private boolean changedAndLocked(MatterId id, long version) {
        matters.lock(id);
        return deal.version(id) != version;
    }

    private static Map<String, Cleartext> masks() {
        return Map.of("zh", Cleartext.of("＊＊＊"), "en", Cleartext.of("***"));
    }

    /// Its words go at once. Under a legal hold they stay, sealed and shown to nobody, until the matter's keys go.
    private void retire(Requester.SignedIn who, TeaserRow row, TeaserState state) {
        boolean held = standstill.isHeldAndLocked(row.matter());
        TeaserRow next = row.in(state);
        Receipt receipt = ledger.append(Entry.of(who, new TeaserRetired(row.matter(), state))
                .raising(Scope.of(row.matter()))
                .about(TeaserRow.name(row.id()), next.version()));
        teasers.save(next, receipt.leafHash());
        if (!held) {
            sealer.remove(address(row.state() == TeaserState.DRAFT ? DRAFT : TEASER, row.matter(), row.id()));
        }
    }

    /// Lets a draft go out. Whoever approves names the draft that was on the screen.
    TeaserResult approve(Requester.SignedIn who, MatterId id, UUID draft) {
        Optional<MatterRow> row = ofTeam(who, id);
        if (row.isEmpty()) {
            return new TeaserResult.Unknown();
        }
        Optional<TeaserRow> found =
                teasers.latest(id, TeaserState.DRAFT).filter(each -> each.id().equals(draft));
        if (found.isEmpty() || !mayGoOut(row.get())) {
            return new TeaserResult.NotNow();
        }
        long version = deal.version(id);
        Address from = address(DRAFT, id, draft);
        Disclosure read =
                disclosures.open(WRITER, List.of(new Wanted(from, false, WORDS)), Why.of(Purpose.INTRODUCTION, id));
        if (!(read instanceof Disclosure.Answered answered)) {
            return new TeaserResult.Unrecorded();
        }
        Optional<Cleartext> chinese = answered.field(from, "zh");
        Optional<Cleartext> english = answered.field(from, "en");
        if (chinese.isEmpty() || english.isEmpty()) {
            return new TeaserResult.NotNow();
        }
        return transaction.execute(_ -> {
            // Whoever gives other facts withdraws the draft: one that stands was written from these.
            boolean changed = changedAndLocked(id, version);
            Optional<TeaserRow> standing = teasers.latest(id, TeaserState.DRAFT)
                    .filter(each -> each.id().equals(draft));
            if (changed || standing.isEmpty()) {
                return new TeaserResult.FactsChanged();
            }
            for (TeaserState before : List.of(TeaserState.APPROVED, TeaserState.OUTDATED)) {
                teasers.latest(id, before).ifPresent(old -> retire(who, old, TeaserState.WITHDRAWN));
            }
            TeaserRow next =
                    standing.get().approved(who.person(), clock.instant().truncatedTo(ChronoUnit.MICROS));
            sealer.seal(address(TEASER, id, draft), Map.of("zh", chinese.get(), "en", english.get()), masks());
            sealer.remove(from);
            Receipt receipt = ledger.append(Entry.of(who, new TeaserApproved(id))
                    .raising(Scope.of(id))
                    .about(TeaserRow.name(draft), next.version()));
            teasers.save(next, receipt.leafHash());
            return new TeaserResult.Done(next.asShown());
        });
    }

    /// Nothing goes out while compliance has stopped the matter or has yet to decide about a conflict.
    private static boolean mayGoOut(MatterRow row) {
        return row.closedAt().isEmpty() && !row.isStopped();
    }

    /// The deal's facts changed: what was written from them goes out of date at once.
    void outdate(Requester.SignedIn who, MatterId id) {
        teasers.latest(id, TeaserState.DRAFT).ifPresent(draft -> retire(who, draft, TeaserState.WITHDRAWN));
        teasers.latest(id, TeaserState.APPROVED).ifPresent(old -> retire(who, old, TeaserState.OUTDATED));
    }

    /// The latest teaser that this person may know of: the team any, parties the approved one.
    Optional<Teaser> latest(Requester.SignedIn who, MatterId id) {
        if (involvement.find(who, id).isEmpty()) {
            return Optional.empty();
        }
        boolean inside = who.isStaff();
        return teasers.of(id).stream()
                .filter(row -> row.state() != TeaserState.WITHDRAWN)
                .filter(row -> inside || row.state() == TeaserState.APPROVED)
                .findFirst()
                .map(TeaserRow::asShown);
    }

    boolean approved(MatterId id) {
        return teasers.latest(id, TeaserState.APPROVED).isPresent();
    }

    Set<MatterId> approvedIn(Collection<MatterId> matters) {
        return teasers.approvedIn(matters);
    }

    /// Whether one was approved, although the facts may have changed since.
    boolean everApproved(MatterId id) {
        return approved(id) || teasers.latest(id, TeaserState.OUTDATED).isPresent();
    }

    /// Its words, through the gate.
    Optional<Disclosure> words(Requester.SignedIn who, MatterId id) {
        return latest(who, id)
                .filter(teaser -> teaser.state() != TeaserState.OUTDATED)
                .map(teaser -> {
                    RecordType record = teaser.state() == TeaserState.DRAFT ? DRAFT : TEASER;
                    boolean seller = involvement.sellerFor(who, id).isPresent();
                    return disclosures.open(
                            who,
                            List.of(new Wanted(address(record, id, teaser.id()), false, WORDS)),
                            Why.of(seller ? Purpose.OWN_DATA : Purpose.INTRODUCTION, id));
                });
    }

    private Optional<MatterRow> ofTeam(Requester.SignedIn who, MatterId id) {
        return matters.find(id).filter(_ -> who.isStaff() && involvement.isOnTeam(who.person(), id));
    }
}
