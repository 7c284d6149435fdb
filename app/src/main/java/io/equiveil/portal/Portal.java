package io.equiveil.portal;

import io.equiveil.identity.People;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.ledger.LedgerReader.Opening;
import io.equiveil.ledger.LedgerReader.Proving;
import io.equiveil.ledger.LedgerReader.SubjectEntry;
import io.equiveil.matters.MatterSummary;
import io.equiveil.matters.Matters;
import io.equiveil.portal.Holding.Kept;
import io.equiveil.subjects.spi.SubjectData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// What a client is told about its own data: what is held, who looked, and the proof of it. Opens no value.
///
/// Every question names the requester, and only a subject that the requester acts for is answered about.
@Service
public class Portal {

    /// Most releases and refusals on one page.
    public static final int MOST = 100;

    /// Most months on one page.
    public static final int MOST_MONTHS = 36;

    /// Kinds of `disclosure.ReleaseFacts`.
    static final String RELEASED = "value-released/v1";

    static final String REFUSED = "release-refused/v1";

    private static final int MOST_READS = 10;
    private static final int MOST_COUNTED = 1_000;

    private final ObjectProvider<SubjectData> rooms;
    private final LedgerReader reader;
    private final Ledger ledger;
    private final Matters matters;
    private final People people;
    private final TransactionTemplate transactions;
    private final MonthRepository months;

    Portal(
            ObjectProvider<SubjectData> rooms,
            LedgerReader reader,
            Ledger ledger,
            Matters matters,
            People people,
            TransactionTemplate transactions,
            MonthRepository months) {
        this.rooms = rooms;
        this.reader = reader;
        this.ledger = ledger;
        this.matters = matters;
        this.people = people;
        this.transactions = transactions;
        this.months = months;
    }

    /// What the subject was told about each month, newest first, at most [#MOST_MONTHS].
    ///
    /// @throws IllegalArgumentException if the requester does not act for the subject
    public List<MonthTold> months(Requester.SignedIn who, SubjectId subject) {
        own(who, subject);
        return months.of(subject, MOST_MONTHS);
    }

    /// Whether an entry says that something was asked for and not shown.
    public static boolean isRefusal(SubjectEntry entry) {
        return entry.kind().equals(REFUSED);
    }

    /// What all rooms hold of the subject, by class of information. Finds; opens nothing.
    ///
    /// @throws IllegalArgumentException if the requester does not act for the subject
    public List<Holding> holdings(Requester.SignedIn who, SubjectId subject) {
        own(who, subject);
        Set<Address> addresses = new HashSet<>();
        rooms.orderedStream().forEach(room -> addresses.addAll(room.about(subject)));
        Map<InformationClass, Map<RetentionGroup, Integer>> counted = new EnumMap<>(InformationClass.class);
        for (Address address : addresses) {
            counted.computeIfAbsent(address.informationClass(), _ -> new EnumMap<>(RetentionGroup.class))
                    .merge(address.group(), 1, Integer::sum);
        }
        return counted.entrySet().stream()
                .map(held -> new Holding(
                        held.getKey(),
                        held.getValue().entrySet().stream()
                                .map(kept -> new Kept(kept.getKey(), kept.getValue()))
                                .toList()))
                .toList();
    }

    /// Every release and every refusal about the subject, newest first.
    ///
    /// @param before only entries with a lower number
    /// @param limit  1 to [#MOST]
    /// @throws IllegalArgumentException if the requester does not act for the subject, or the limit
    ///                                  is out of bounds
    public Lookups lookups(Requester.SignedIn who, SubjectId subject, OptionalLong before, int limit) {
        own(who, subject);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a page holds 1 to " + MOST + " entries");
        }
        List<SubjectEntry> found = new ArrayList<>();
        OptionalLong at = before;
        for (int read = 0; read < MOST_READS; read++) {
            List<SubjectEntry> entries = reader.aboutSubject(subject, at, LedgerReader.MOST);
            for (SubjectEntry entry : entries) {
                if (entry.kind().equals(RELEASED) || entry.kind().equals(REFUSED)) {
                    if (found.size() == limit) {
                        return new Lookups(
                                found, OptionalLong.of(found.getLast().intake()));
                    }
                    found.add(entry);
                }
                at = OptionalLong.of(entry.intake());
            }
            if (entries.size() < LedgerReader.MOST) {
                return new Lookups(found, OptionalLong.empty());
            }
        }
        return new Lookups(found, at);
    }

    /// Which party of the entry's matter looked, where the subject's own part does not say which
    /// client it was: only a party of whose presence the requester knows from the matter itself.
    public Optional<SubjectId> otherSide(Requester.SignedIn who, SubjectEntry entry) {
        Optional<MatterSummary> matter = entry.said()
                .filter(said -> said.actor() instanceof LedgerReader.Actor.OtherClient)
                .flatMap(LedgerReader.SubjectPart::matter)
                .flatMap(id -> matters.find(who, id));
        if (matter.isEmpty()) {
            return Optional.empty();
        }
        return reader.entry(entry.intake())
                .filter(firm -> firm.actor() instanceof LedgerReader.Actor.Person)
                .map(firm -> people.actsFor(((LedgerReader.Actor.Person) firm.actor()).person()))
                .flatMap(acting -> matter.get().parties().stream()
                        .map(MatterSummary.Party::subject)
                        .filter(acting::contains)
                        .findFirst());
    }

    /// How often others than the requester looked.
    ///
    /// @param number how often
    /// @param more   whether counting stopped before the end
    public record Looks(long number, boolean more) {}

    /// How often others looked since then; refusals are not counted. Counts through 1,000 entries
    /// at most.
    ///
    /// @throws IllegalArgumentException if the requester does not act for the subject
    public Looks looksSince(Requester.SignedIn who, SubjectId subject, Instant since) {
        long number = 0;
        int seen = 0;
        OptionalLong before = OptionalLong.empty();
        while (seen < MOST_COUNTED) {
            Lookups page = lookups(who, subject, before, MOST);
            for (SubjectEntry entry : page.entries()) {
                if (entry.at().isBefore(since)) {
                    return new Looks(number, false);
                }
                seen++;
                number += !isRefusal(entry) && !isBy(who, entry) ? 1 : 0;
            }
            if (page.older().isEmpty()) {
                return new Looks(number, false);
            }
            if (page.entries().isEmpty()) {
                return new Looks(number, true);
            }
            before = page.older();
        }
        return new Looks(number, true);
    }

    private static boolean isBy(Requester.SignedIn who, SubjectEntry entry) {
        return entry.said()
                .filter(said -> said.actor() instanceof LedgerReader.Actor.Person actor
                        && actor.person().equals(who.person()))
                .isPresent();
    }

    /// Proof of the entries of one page, for the client to take home. That it was taken is an entry
    /// too.
    ///
    /// The parts about the subject are open in it; the firm's own parts and those about others are
    /// hashes.
    ///
    /// @throws IllegalArgumentException if the requester does not act for the subject, or the limit
    ///                                  is out of bounds
    public Taking takeEvidence(Requester.SignedIn who, SubjectId subject, OptionalLong before, int limit) {
        List<Long> intakes = lookups(who, subject, before, limit).entries().stream()
                .map(SubjectEntry::intake)
                .toList();
        if (intakes.isEmpty()) {
            return new Taking.Nothing();
        }
        return switch (reader.prove(intakes, Set.of(new Opening.About(subject)))) {
            case Proving.NotYet _ -> new Taking.NotYet();
            case Proving.Proven(var file, var notYet) -> {
                transactions.executeWithoutResult(_ -> ledger.append(
                        Entry.of(who, new EvidenceTaken(subject, file.entries().size()))));
                yield new Taking.Taken(file, notYet.size());
            }
        };
    }

    private static void own(Requester.SignedIn who, SubjectId subject) {
        if (!who.actsFor().contains(subject)) {
            throw new IllegalArgumentException("only about a subject that the requester acts for");
        }
    }
}
