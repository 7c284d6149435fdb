package io.equiveil.nda;

import io.equiveil.files.IncomingFiles;
import io.equiveil.files.SentFiles;
import io.equiveil.files.WordResult;
import io.equiveil.files.WordTemplate;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.nda.WordStanding.Adoption;
import io.equiveil.nda.WordStanding.Version;
import io.equiveil.nda.WordTemplateRepository.Found;
import io.equiveil.nda.WordTemplateRepository.Row;
import io.equiveil.nda.WordTemplateResult.Done;
import io.equiveil.nda.WordTemplateResult.Fault;
import io.equiveil.nda.WordTemplateResult.FileRefused;
import io.equiveil.nda.WordTemplateResult.Refused;
import io.equiveil.nda.WordTemplateResult.Unsound;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door of the firm's own agreement texts: Word files with `{{fields}}`, for each kind of agreement and each
/// language. Owner and compliance officer bring them in and adopt them; every version stays.
///
/// An agreement written from one is as structured as one of ours: scope, term, liability and measures come from its
/// terms, the fields print them. A template whose record was tampered with writes nothing.
@Service
public class WordTemplates {

    /// Bytes of a template.
    public static final int LONGEST = 4 << 20;

    private final WordTemplateRepository templates;
    private final WordPaper paper;
    private final WordSample sample;
    private final IncomingFiles files;
    private final Ledger ledger;
    private final TransactionTemplate transactions;
    private final Clock clock;

    WordTemplates(
            WordTemplateRepository templates,
            WordPaper paper,
            WordSample sample,
            IncomingFiles files,
            Ledger ledger,
            TransactionTemplate transactions,
            Clock clock) {
        this.templates = templates;
        this.paper = paper;
        this.sample = sample;
        this.files = files;
        this.ledger = ledger;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Every kind and language, and how the firm stands to it.
    public List<WordStanding> all() {
        return WordSlot.all().stream().map(this::of).toList();
    }

    /// How the firm stands to one.
    public WordStanding of(WordSlot slot) {
        Optional<Found> found = templates.standing(slot);
        // A row that is gone and of which the log knows was taken away.
        boolean genuine = found.map(templates::genuine).orElseGet(() -> !ledger.knows(rowName(slot)));
        Optional<Adoption> adopted = found.map(Found::row)
                .filter(row -> row.adopted() != null)
                .map(row -> new Adoption(Objects.requireNonNull(row.adopted()), row.by(), row.at()));
        return new WordStanding(slot, adopted, templates.versions(slot), genuine);
    }

    /// Our own text of a kind as a Word file with its fields, to begin with.
    public byte[] example(WordSlot slot) {
        return WordExample.of(slot);
    }

    /// The file of a version, as it is kept.
    public Optional<byte[]> file(WordSlot slot, int number) {
        return templates.version(slot, number).flatMap(version -> templates.content(slot, version));
    }

    /// A version filled in with invented values, as a PDF with signing page and codes.
    public Optional<byte[]> preview(WordSlot slot, int number) {
        return templates
                .version(slot, number)
                .flatMap(version -> templates
                        .content(slot, version)
                        .flatMap(files::wordKept)
                        .flatMap(template -> switch (paper.write(template, sample.of(slot, version.hash(), number))) {
                            case WordPaper.Outcome.Made made ->
                                Optional.of(made.printed().pdf());
                            case WordPaper.Outcome.Refused _ -> Optional.<byte[]>empty();
                        }));
    }

    /// Takes a template in. It is looked at, filled in with invented values and made into pages before it is kept;
    /// nothing is written from it until it is adopted.
    ///
    /// @throws IOException if the file cannot be read to its end; nothing is kept
    public WordTemplateResult take(Requester.SignedIn who, WordSlot slot, SentFiles sent) throws IOException {
        if (!decides(who)) {
            return new Refused(Fault.NOT_ENTITLED);
        }
        return switch (files.word(sent)) {
            case WordResult.Refused(var because) -> new FileRefused(because);
            case WordResult.Taken(var template) -> checked(who, slot, template);
        };
    }

    private WordTemplateResult checked(Requester.SignedIn who, WordSlot slot, WordTemplate template) {
        byte[] file = template.file();
        if (file.length > LONGEST) {
            return new Refused(Fault.TOO_LARGE);
        }
        WordFaults faults = WordFaults.of(slot.kind(), template);
        if (!faults.none()) {
            return new Unsound(faults);
        }
        Digest hash = Digest.sha256(file);
        return switch (paper.write(template, sample.of(slot, hash, 1))) {
            case WordPaper.Outcome.Refused(var because) -> new FileRefused(because);
            case WordPaper.Outcome.Made made -> {
                if (made.printed().pages() > PageStack.MOST_PAGES) {
                    yield new Refused(Fault.TOO_MANY_PAGES);
                }
                yield made.footFree()
                        ? keep(who, slot, file, hash, made.printed().pages())
                        : new Refused(Fault.FOOT_NOT_FREE);
            }
        };
    }

    private WordTemplateResult keep(Requester.SignedIn who, WordSlot slot, byte[] file, Digest hash, int pages) {
        return locked(slot, () -> {
            List<Version> before = templates.versions(slot);
            if (before.stream().anyMatch(version -> version.hash().equals(hash))) {
                return new Refused(Fault.ALREADY_THERE);
            }
            int number = before.isEmpty() ? 1 : before.getFirst().number() + 1;
            templates.add(slot, new Version(number, hash, pages, file.length, who.person(), now()), file);
            ledger.append(Entry.of(who, new WordFacts.WordTemplateKept(slot.kind(), slot.language(), number, hash)));
            return new Done(of(slot));
        });
    }

    /// Agreements are written from this version from now on; those that are written stay. The caller has made sure of a
    /// fresh second factor.
    ///
    /// @param shown the hash of the file that the person has seen; another one is not adopted
    public WordTemplateResult adopt(Requester.SignedIn who, WordSlot slot, int number, Digest shown) {
        return change(who, slot, standing -> {
            Optional<Version> version = templates.version(slot, number);
            if (version.isEmpty()) {
                return new Refused(Fault.UNKNOWN);
            }
            boolean asShown = version.get().hash().equals(shown)
                    && templates.content(slot, version.get()).isPresent();
            if (!asShown) {
                return new Refused(Fault.CHANGED_MEANWHILE);
            }
            return standing.isAdopted(number)
                    ? new Refused(Fault.NOTHING_TO_ADOPT)
                    : write(
                            who,
                            slot,
                            number,
                            new WordFacts.WordTemplateAdopted(slot.kind(), slot.language(), number, shown));
        });
    }

    /// Agreements are written from our own text again. The caller has made sure of a fresh second factor.
    public WordTemplateResult setAside(Requester.SignedIn who, WordSlot slot) {
        return change(
                who,
                slot,
                standing -> standing.adopted()
                        .map(adoption -> write(
                                who,
                                slot,
                                null,
                                new WordFacts.WordTemplateSetAside(slot.kind(), slot.language(), adoption.number())))
                        .orElseGet(() -> new Refused(Fault.NOT_ADOPTED)));
    }

    private interface Change {
        WordTemplateResult of(WordStanding standing);
    }

    private WordTemplateResult change(Requester.SignedIn who, WordSlot slot, Change change) {
        if (!decides(who)) {
            return new Refused(Fault.NOT_ENTITLED);
        }
        return locked(slot, () -> {
            WordStanding standing = of(slot);
            return standing.genuine() ? change.of(standing) : new Refused(Fault.NOT_GENUINE);
        });
    }

    private WordTemplateResult write(Requester.SignedIn who, WordSlot slot, @Nullable Integer adopted, Recorded fact) {
        long version =
                templates.standing(slot).map(found -> found.row().version()).orElse(0L) + 1;
        Digest leaf =
                ledger.append(Entry.of(who, fact).about(rowName(slot), version)).leafHash();
        templates.save(new Row(slot, adopted, who.person(), now(), version), leaf);
        return new Done(of(slot));
    }

    private WordTemplateResult locked(WordSlot slot, Supplier<WordTemplateResult> act) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            templates.lock(slot);
            return act.get();
        }));
    }

    private static boolean decides(Requester.SignedIn who) {
        return who.has(Role.OWNER) || who.has(Role.COMPLIANCE_OFFICER);
    }

    /// From what an agreement is written.
    sealed interface Source {

        /// From our own text.
        record Ours() implements Source {}

        record Word(int number, Digest hash, WordTemplate template) implements Source {}

        /// From nothing: what the firm decided cannot be believed.
        record Broken() implements Source {}
    }

    Source source(WordSlot slot) {
        WordStanding standing = of(slot);
        if (!standing.genuine()) {
            return new Source.Broken();
        }
        if (standing.adopted().isEmpty()) {
            return new Source.Ours();
        }
        int number = standing.adopted().get().number();
        return standing.versions().stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .<Source>flatMap(version -> templates
                        .content(slot, version)
                        .flatMap(files::wordKept)
                        .map(template -> new Source.Word(number, version.hash(), template)))
                .orElseGet(Source.Broken::new);
    }

    private static String rowName(WordSlot slot) {
        return WordTemplateRepository.rowName(slot);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
