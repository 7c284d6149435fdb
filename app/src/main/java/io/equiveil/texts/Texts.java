package io.equiveil.texts;

import io.equiveil.frame.Display;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.TextId;
import io.equiveil.law.Law;
import io.equiveil.texts.TextResult.Done;
import io.equiveil.texts.TextResult.Fault;
import io.equiveil.texts.TextResult.Refused;
import io.equiveil.texts.TextResult.Unsound;
import io.equiveil.texts.TextStanding.Adoption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door of the firm's texts.
///
/// Rooms ask [#current] for the words that count: what was adopted, and before any adoption what ships. Owner and
/// compliance officer adopt, put off, edit, keep and take over; each act is recorded with the hash of the words. A
/// newer version that ships never replaces words that were adopted or edited.
@Service
public class Texts {

    /// The longest time for which an adoption is put off.
    public static final int LONGEST_PUT_OFF_DAYS = 90;

    private static final int LONGEST = 100_000;
    private static final int LONGEST_REFERENCE = 200;

    private final Shelf shelf;
    private final TextRepository texts;
    private final TextStandings standings;
    private final TransactionTemplate transactions;
    private final Law law;
    private final Clock clock;

    Texts(
            Shelf shelf,
            TextRepository texts,
            TextStandings standings,
            TransactionTemplate transactions,
            Law law,
            Clock clock) {
        this.shelf = shelf;
        this.texts = texts;
        this.standings = standings;
        this.transactions = transactions;
        this.law = law;
        this.clock = clock;
    }

    /// Every text and how the firm stands to it, by kind and name.
    public List<TextStanding> all() {
        return standings.ofAll(shelf.newest());
    }

    /// The papers that the owner adopts at set-up, in their order.
    public List<TextStanding> forSetUp() {
        return standings.ofAll(shelf.newest().stream()
                .filter(text -> text.setUp() > 0)
                .sorted(Comparator.comparingInt(ShippedText::setUp))
                .toList());
    }

    /// One text.
    public Optional<TextStanding> find(TextId id) {
        return shelf.newest(id).map(standings::of);
    }

    /// A version as it shipped.
    public Optional<ShippedText> shipped(TextId id, int version) {
        return shelf.version(id, version);
    }

    /// The words that count: adopted ones, and before any adoption those that ship. Empty if there is no such text or
    /// its record was tampered with.
    public Optional<Wording> current(TextId id) {
        return find(id).filter(TextStanding::genuine).map(TextStanding::current);
    }

    /// The adopted words; empty until somebody adopts.
    public Optional<Wording> adopted(TextId id) {
        return find(id).filter(TextStanding::genuine)
                .flatMap(TextStanding::adopted)
                .map(adoption -> adoption.edition().wording());
    }

    /// Adopts what is proposed: the firm's draft, or the newest shipped version. The caller has made sure of a fresh
    /// second factor.
    ///
    /// @param shown the hash of the words that the person has seen; others are not adopted
    public TextResult adopt(Requester.SignedIn who, TextId id, Digest shown) {
        return change(who, id, standing -> {
            Wording words = standing.proposed();
            if (!words.hash(id).equals(shown)) {
                return refused(Fault.CHANGED_MEANWHILE);
            }
            if (standing.draft().isEmpty() && isInForce(standing, shown)) {
                return refused(Fault.NOTHING_TO_ADOPT);
            }
            return adopt(who, standing, words, standing.draft());
        });
    }

    /// Takes the newest shipped version over, in place of the firm's own words.
    public TextResult takeOver(Requester.SignedIn who, TextId id, Digest shown) {
        return change(who, id, standing -> {
            Wording words = standing.shipped().wording();
            if (!words.hash(id).equals(shown)) {
                return refused(Fault.CHANGED_MEANWHILE);
            }
            if (isInForce(standing, shown)) {
                return refused(Fault.NOTHING_TO_ADOPT);
            }
            return adopt(who, standing, words, Optional.empty());
        });
    }

    /// Keeps the adopted words although a newer version ships.
    public TextResult keep(Requester.SignedIn who, TextId id) {
        return change(who, id, standing -> {
            if (standing.adopted().isEmpty()) {
                return refused(Fault.NOT_ADOPTED);
            }
            if (!standing.newerShips()) {
                return refused(Fault.NO_NEWER_VERSION);
            }
            int version = standing.shipped().version();
            int edition = standing.adopted().get().edition().number();
            standings.write(
                    who, StandingChange.of(id).keptAgainst(version), new TextFacts.TextKept(id, edition, version));
            return new Done();
        });
    }

    /// Puts an adoption off (稍后).
    ///
    /// @param until the day on which it is asked again; at most [#LONGEST_PUT_OFF_DAYS] ahead
    public TextResult putOff(Requester.SignedIn who, TextId id, LocalDate until) {
        LocalDate today = today();
        return change(who, id, standing -> {
            if (!until.isAfter(today)) {
                return refused(Fault.DAY_NOT_AHEAD);
            }
            if (until.isAfter(today.plusDays(LONGEST_PUT_OFF_DAYS))) {
                return refused(Fault.DAY_TOO_FAR);
            }
            if (standing.adopted().isPresent()) {
                return refused(Fault.NOTHING_TO_ADOPT);
            }
            standings.write(who, StandingChange.of(id).putOffUntil(until), new TextFacts.TextPutOff(id, until));
            return new Done();
        });
    }

    /// Saves the firm's own words in one language. They count once they are adopted.
    ///
    /// @param basis the hash of the words that were changed
    public TextResult edit(Requester.SignedIn who, TextId id, TextLanguage language, String body, Digest basis) {
        String words = tidy(body);
        return change(who, id, standing -> {
            Wording before = standing.forEditing();
            if (!before.hash(id).equals(basis)) {
                return refused(Fault.CHANGED_MEANWHILE);
            }
            if (words.isBlank()) {
                return refused(Fault.EMPTY);
            }
            if (words.length() > LONGEST) {
                return refused(Fault.TOO_LONG);
            }
            if (language == TextLanguage.EN && before.in(language).isEmpty()) {
                return refused(Fault.NOT_IN_THAT_LANGUAGE);
            }
            if (before.in(language).filter(words::equals).isPresent()) {
                return refused(Fault.NOTHING_CHANGED);
            }
            Soundness soundness = new Soundness(law, today());
            List<String> fields = soundness.unknownFields(words);
            List<String> citations = soundness.unknownCitations(words);
            if (!fields.isEmpty() || !citations.isEmpty()) {
                return new Unsound(fields, citations);
            }
            int base = standing.draft()
                    .or(() -> standing.adopted().map(Adoption::edition))
                    .map(Edition::shippedVersion)
                    .orElse(standing.shipped().version());
            Edition edition = save(who, id, base, true, before.with(language, words));
            standings.write(
                    who,
                    StandingChange.of(id).draft(edition.number()),
                    new TextFacts.TextEdited(id, edition.number(), base, edition.hash()));
            return new Done();
        });
    }

    /// Puts the firm's draft away. It stays on file.
    public TextResult putAway(Requester.SignedIn who, TextId id) {
        return change(who, id, standing -> {
            if (standing.draft().isEmpty()) {
                return refused(Fault.NO_DRAFT);
            }
            int number = standing.draft().get().number();
            standings.write(who, StandingChange.of(id).draft(null), new TextFacts.TextDraftPutAway(id, number));
            return new Done();
        });
    }

    /// The firm confirms that a lawyer has reviewed exactly these words; from then on they are not marked any more.
    ///
    /// @param reviewed  the hash of the words
    /// @param on        the day of the opinion
    /// @param reference where the opinion is kept; nobody's name
    public TextResult confirmReview(
            Requester.SignedIn who, TextId id, Digest reviewed, LocalDate on, String reference) {
        String where = reference.strip();
        return change(who, id, standing -> {
            if (on.isAfter(today())) {
                return refused(Fault.DAY_IN_FUTURE);
            }
            if (where.isEmpty() || where.length() > LONGEST_REFERENCE) {
                return refused(Fault.NO_REFERENCE);
            }
            boolean known = standing.current().hash(id).equals(reviewed)
                    || standing.proposed().hash(id).equals(reviewed);
            if (!known) {
                return refused(Fault.CHANGED_MEANWHILE);
            }
            standings.write(
                    who,
                    StandingChange.of(id).review(reviewed, on, where, who.person()),
                    new TextFacts.TextReviewConfirmed(id, reviewed, on));
            return new Done();
        });
    }

    private TextResult change(Requester.SignedIn who, TextId id, Function<TextStanding, TextResult> act) {
        if (!who.has(Role.OWNER) && !who.has(Role.COMPLIANCE_OFFICER)) {
            return refused(Fault.NOT_ENTITLED);
        }
        Optional<ShippedText> shipped = shelf.newest(id);
        if (shipped.isEmpty()) {
            return refused(Fault.UNKNOWN);
        }
        return Objects.requireNonNull(transactions.execute(_ -> {
            texts.lock(id);
            TextStanding standing = standings.of(shipped.get());
            return standing.genuine() ? act.apply(standing) : refused(Fault.NOT_GENUINE);
        }));
    }

    private TextResult adopt(Requester.SignedIn who, TextStanding standing, Wording words, Optional<Edition> draft) {
        TextId id = standing.shipped().id();
        Edition edition = draft.orElseGet(() -> save(who, id, standing.shipped().version(), false, words));
        texts.adopt(
                id,
                new TextRepository.AdoptionRow(
                        edition.number(), who.person(), clock.instant().truncatedTo(ChronoUnit.MICROS)));
        standings.write(
                who,
                StandingChange.of(id).adopted(edition.number()),
                new TextFacts.TextAdopted(
                        id, edition.number(), edition.shippedVersion(), edition.own(), edition.hash()));
        return new Done();
    }

    private Edition save(Requester.SignedIn who, TextId id, int version, boolean own, Wording words) {
        Edition edition = new Edition(
                texts.lastEdition(id) + 1,
                version,
                own,
                words,
                words.hash(id),
                who.person(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        texts.add(id, edition);
        return edition;
    }

    private static boolean isInForce(TextStanding standing, Digest hash) {
        return standing.adopted()
                .map(adoption -> adoption.edition().hash().equals(hash))
                .orElse(false);
    }

    private static String tidy(String body) {
        return body.replace("\r\n", "\n")
                        .replace('\r', '\n')
                        .replaceAll("[ \t]+\n", "\n")
                        .strip() + "\n";
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Display.SHANGHAI);
    }

    private static TextResult refused(Fault fault) {
        return new Refused(fault);
    }
}
