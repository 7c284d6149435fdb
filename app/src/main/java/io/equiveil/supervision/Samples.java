package io.equiveil.supervision;

import io.equiveil.kernel.AuditScope;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.ledger.Ledger.Recording;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.ledger.LedgerReader.Position;
import io.equiveil.ledger.LedgerReader.Search;
import io.equiveil.supervision.Sample.Drawn;
import io.equiveil.supervision.Sample.Verdict;
import io.equiveil.supervision.SampleResult.Done;
import io.equiveil.supervision.SampleResult.Fault;
import io.equiveil.supervision.SampleResult.Refused;
import io.equiveil.supervision.SampleResult.Unknown;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The front door to samples: accesses drawn from the log by a seed, looked at one by one, and taken along as evidence.
///
/// A sample is its drawer's: nobody else sees what was drawn or thought of it. An auditor draws from what the
/// invitation covers. Drawing, looking and taking along are entries of the log.
@Service
public class Samples {

    /// What is drawn from: releases to people; what the machine reads for itself is left out.
    public static final String KIND = "value-released/v1";

    /// How many are drawn if nobody says otherwise.
    public static final int USUAL = 25;

    private static final int SHOWN = 20;
    private static final int LONGEST_NOTE = 1_000;
    private static final Pattern SEED = Pattern.compile("[0-9A-Za-z]{4,40}");

    private final SampleRepository samples;
    private final LedgerReader reader;
    private final Ledger ledger;
    private final Clock clock;

    Samples(SampleRepository samples, LedgerReader reader, Ledger ledger, Clock clock) {
        this.samples = samples;
        this.reader = reader;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Draws accesses.
    ///
    /// @param from   time of the first entries, included; an auditor's invitation narrows it
    /// @param until  and of the last, excluded
    /// @param wanted 1 to [Sample#MOST]; fewer are drawn if there are not so many
    /// @param seed   4 to 40 letters and digits; blank for a random one
    @Transactional
    public SampleResult draw(Requester.SignedIn who, Instant from, Instant until, int wanted, String seed) {
        if (!mayDraw(who)) {
            return new Unknown();
        }
        String given = seed.isBlank() ? UUID.randomUUID().toString().replace("-", "") : seed.strip();
        if (wanted < 1 || wanted > Sample.MOST) {
            return new Refused(Fault.COUNT);
        }
        if (!SEED.matcher(given).matches()) {
            return new Refused(Fault.SEED);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant begin = who.scope().map(AuditScope::from).filter(from::isBefore).orElse(from);
        Instant capped = until.isAfter(now) ? now : until;
        Instant end = who.scope().map(AuditScope::until).filter(capped::isAfter).orElse(capped);
        if (!begin.isBefore(end)) {
            return new Refused(Fault.PERIOD);
        }
        Sample empty = new Sample(
                SampleId.random(),
                who.person(),
                now,
                begin.truncatedTo(ChronoUnit.MICROS),
                end.truncatedTo(ChronoUnit.MICROS),
                who.scope().map(AuditScope::matters).orElseGet(Set::of),
                given,
                0,
                size(),
                List.of(),
                true);
        Draw draw = new Draw(given, wanted);
        eachOf(empty, draw::offer);
        return draw.population() == 0 ? new Refused(Fault.NOTHING) : kept(who, empty, draw);
    }

    private SampleResult kept(Requester.SignedIn who, Sample empty, Draw draw) {
        Sample sample = new Sample(
                empty.id(),
                empty.drawnBy(),
                empty.drawnAt(),
                empty.from(),
                empty.until(),
                empty.matters(),
                empty.seed(),
                draw.population(),
                empty.size(),
                draw.drawn().stream()
                        .map(at -> new Drawn(at.intake(), at.index(), Optional.empty(), Optional.empty()))
                        .toList(),
                true);
        String positions =
                sample.drawn().stream().map(each -> each.index() + "\n").collect(Collectors.joining());
        samples.write(
                sample,
                Entry.of(
                        who,
                        new SupervisionFacts.SampleDrawn(
                                sample.id(),
                                sample.from(),
                                sample.until(),
                                sha256(sample.seed()),
                                sha256(positions),
                                sample.population(),
                                sample.size())));
        return new Done(sample.id());
    }

    /// Shows every access that a sample was, or is, drawn from.
    void eachOf(Sample sample, Consumer<Position> reader) {
        Search search = new Search(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(KIND),
                Optional.of(sample.from()),
                Optional.of(sample.until()),
                sample.matters());
        this.reader.eachByPeople(search, sample.size(), reader);
    }

    /// Second line of the checkpoint.
    private long size() {
        return reader.latestCheckpoint()
                .flatMap(note -> note.lines().skip(1).findFirst())
                .map(Long::parseLong)
                .orElse(0L);
    }

    /// Says what there is to an access; saying so again replaces it.
    ///
    /// @param note at most 1,000 characters; a question needs one
    @Transactional
    public SampleResult mark(Requester.SignedIn who, SampleId id, long intake, Verdict verdict, Cleartext note) {
        Optional<Sample> found = samples.locked(id).filter(sample -> maySee(who, sample));
        Optional<Drawn> drawn = found.flatMap(sample ->
                sample.drawn().stream().filter(each -> each.intake() == intake).findFirst());
        if (drawn.isEmpty()) {
            return new Unknown();
        }
        String words = note.revealForDisplay().strip();
        if (words.length() > LONGEST_NOTE || words.isEmpty() && verdict == Verdict.QUESTION) {
            return new Refused(Fault.NOTE);
        }
        if (!found.get().genuine()) {
            return new Refused(Fault.TOUCHED);
        }
        samples.write(
                found.get()
                        .marked(intake, verdict, words.isEmpty() ? Optional.empty() : Optional.of(Cleartext.of(words))),
                Entry.of(who, new SupervisionFacts.AccessMarked(id, drawn.get().index(), verdict)));
        return new Done(id);
    }

    /// One's own samples, the newest first; at most 20.
    public List<Sample> of(Requester.SignedIn who) {
        return samples.of(who.person(), SHOWN).stream()
                .filter(sample -> maySee(who, sample))
                .toList();
    }

    /// One of one's own samples.
    public Optional<Sample> find(Requester.SignedIn who, SampleId id) {
        return samples.find(id).filter(sample -> maySee(who, sample));
    }

    /// What the entries of a sample say, in its order, as far as the reader may read the log. Looking is
    /// recorded first.
    ///
    /// @return empty if the log cannot record that somebody looks
    public Optional<List<Access>> accesses(Requester.SignedIn who, Sample sample) {
        return recorded(
                        who,
                        new SupervisionFacts.SampleRead(
                                sample.id(), sample.drawn().size()))
                ? Optional.of(sample.drawn().stream()
                        .flatMap(each -> reader.entry(each.intake()).stream())
                        .filter(entry -> entry.isFor(who))
                        .map(Access::of)
                        .toList())
                : Optional.empty();
    }

    boolean recorded(Requester.SignedIn who, Recorded fact) {
        return ledger.record(who, fact) instanceof Recording.Done;
    }

    /// The newest sample of anybody, for checks that show nothing of it.
    Optional<Sample> newest() {
        return samples.newest();
    }

    /// The newest sample of anybody in which every access was looked at, for checks that show nothing of it.
    Optional<Sample> newestLookedThrough() {
        return samples.newestLookedThrough();
    }

    static boolean mayDraw(Requester.SignedIn who) {
        return who.has(Role.AUDITOR) && who.scope().isPresent() || who.has(Role.COMPLIANCE_OFFICER);
    }

    private static boolean maySee(Requester.SignedIn who, Sample sample) {
        return mayDraw(who)
                && sample.drawnBy().equals(who.person())
                && (!who.has(Role.AUDITOR)
                        || who.scope().filter(sample::isWithin).isPresent());
    }

    private static Digest sha256(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
