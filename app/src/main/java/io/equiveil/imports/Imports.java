package io.equiveil.imports;

import io.equiveil.clients.ClientKind;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.tables.SealedWorkbook;
import io.equiveil.tables.TableEncoding;
import io.equiveil.tables.TableFile;
import io.equiveil.tables.TableRefusal;
import io.equiveil.tables.TableSheet;
import io.equiveil.vault.BlindIndexes;
import io.equiveil.vault.Sealer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The front door of this room: bringing a list in, saying what its columns are, looking at every row,
/// taking rows in.
///
/// Only whoever brought a list in gets at it; the content itself says who that is. It is destroyed
/// seven days later, or when that person says so. What is taken in is taken in as if it were typed:
/// sealed, with an entry each, in the charge of that person, and to be used for nothing but serving the
/// notice.
@Service
public class Imports {

    /// How long the content of a list is kept.
    public static final Duration KEPT = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(1);

    private final ListRepository lists;
    private final ListOpener opener;
    private final ListWork work;
    private final Workers workers;
    private final ListEnd end;
    private final RowsBack rowsBack;
    private final Sealer sealer;
    private final BlindIndexes blindIndexes;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Imports(
            ListRepository lists,
            ListOpener opener,
            ListWork work,
            Workers workers,
            ListEnd end,
            RowsBack rowsBack,
            Sealer sealer,
            BlindIndexes blindIndexes,
            Ledger ledger,
            TransactionTemplate transaction,
            Clock clock) {
        this.lists = lists;
        this.opener = opener;
        this.work = work;
        this.workers = workers;
        this.end = end;
        this.rowsBack = rowsBack;
        this.sealer = sealer;
        this.blindIndexes = blindIndexes;
        this.ledger = ledger;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Reads a file, looks at it, seals it.
    ///
    /// @param content read in bounded memory, and no further than [TableFile#MOST_BYTES]
    /// @throws IOException if it cannot be read to its end; nothing is kept
    public BringResult bringIn(Requester.SignedIn who, ListKind kind, InputStream content) throws IOException {
        if (who.roles().stream().noneMatch(kind.roles()::contains)) {
            return new BringResult.NotAllowed();
        }
        byte[] file = content.readNBytes(TableFile.MOST_BYTES + 1);
        return switch (TableFile.look(file, Optional.empty())) {
            case TableFile.Look.Refused(var because) -> new BringResult.Refused(because);
            case TableFile.Look.Sound(var table) -> keep(who, kind, file, table);
        };
    }

    private BringResult keep(Requester.SignedIn who, ListKind kind, byte[] file, TableFile table) {
        int sheet = table.sheets().stream()
                .filter(each -> each.isReadable() && !each.hidden())
                .findFirst()
                .or(() -> table.sheets().stream().filter(TableSheet::isReadable).findFirst())
                .orElseThrow()
                .number();
        Headings headings = Headings.of(table, sheet, Optional.empty());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        BroughtList list = new BroughtList(
                ImportId.random(),
                SubjectId.random(),
                kind,
                who.person(),
                ImportState.HERE,
                Optional.empty(),
                now,
                now.plus(KEPT),
                table.encoding(),
                sheet,
                headings.headerRow(),
                columns(who.person(), kind, headings),
                ClientKind.PERSON,
                below(table, sheet, headings),
                0,
                0,
                0,
                0,
                now);
        byte[] token = blindIndexes.token(
                "imports.content", Cleartext.of(Digest.sha256(file).toString()));
        int rows = table.sheets().stream().mapToInt(TableSheet::rows).sum();
        return Objects.requireNonNull(transaction.execute(_ -> {
            Optional<Instant> before = lists.sameBefore(who.person(), token);
            seal(list, file);
            lists.add(list, token);
            ledger.append(Entry.of(who, new ImportFacts.ListBroughtIn(list.id(), list.file(), kind, rows)));
            return new BringResult.Here(list.id(), before);
        }));
    }

    private void seal(BroughtList list, byte[] file) {
        try {
            sealer.sealDocument(
                    list.address(), new ByteArrayInputStream(new ListContent(list.by(), file).bytes()), Long.MAX_VALUE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As the same person said for the same headings, or as they seem to be.
    private Map<ListColumn, Integer> columns(PersonId person, ListKind kind, Headings headings) {
        return lists.remembered(person, kind, token(headings)).orElseGet(() -> headings.proposed(kind));
    }

    private byte[] token(Headings headings) {
        return blindIndexes.token("imports.headings", Cleartext.of(headings.line()));
    }

    private static int below(TableFile table, int sheet, Headings headings) {
        int[] count = {0};
        table.read(sheet, row -> {
            count[0] += row.number() > headings.headerRow() ? 1 : 0;
            return true;
        });
        return count[0];
    }

    /// Lists that the requester brought in, newest first.
    public List<BroughtList> page(Requester.SignedIn who, Instant before, int limit) {
        return lists.page(who.person(), before, limit);
    }

    /// A list, for whoever brought it in.
    public Optional<BroughtList> find(Requester.SignedIn who, ImportId id) {
        return lists.find(id).filter(list -> list.by().equals(who.person()));
    }

    /// Whether somebody should be at work on a list and nobody is: the machine was switched off meanwhile.
    public boolean isInterrupted(BroughtList list) {
        return list.state().isBusy()
                && !workers.isBusy(list.id())
                && list.workedAt().plus(SIGN_OF_LIFE).isBefore(clock.instant());
    }

    /// Opens a list, to say what its columns are.
    public Optional<ListReading> read(Requester.SignedIn who, ImportId id) {
        return find(who, id).filter(list -> list.state() != ImportState.GONE).map(list -> switch (opener.open(list)) {
            case ListOpener.Opened.Not(var because) -> new ListReading.Closed(because);
            case ListOpener.Opened.Table(var table) ->
                new ListReading.Open(
                        list,
                        table.sheets(),
                        Headings.of(table, list.sheet(), Optional.of(list.headerRow()))
                                .columns());
        });
    }

    /// Says which sheet is read, from where on and in which encoding; what the columns are is proposed
    /// anew.
    ///
    /// @param headerRow counted from 1; 0 for none; empty to find it
    public StepResult readAs(
            Requester.SignedIn who,
            ImportId id,
            Optional<TableEncoding> encoding,
            int sheet,
            Optional<Integer> headerRow) {
        Optional<BroughtList> found = find(who, id);
        if (found.isEmpty()) {
            return new StepResult.Unknown();
        }
        BroughtList before = found.get();
        if (!canBeReadAnew(before)) {
            return new StepResult.NotNow(before.state());
        }
        Optional<TableEncoding> wanted =
                encoding.filter(_ -> before.encoding().isPresent()).or(before::encoding);
        return switch (opener.open(before, wanted)) {
            case ListOpener.Opened.Not(var because) ->
                wanted.equals(before.encoding()) || because == Trouble.UNRECORDED
                        ? new StepResult.Closed(because)
                        : new StepResult.Wrong(StepResult.Choice.ENCODING);
            case ListOpener.Opened.Table(var table)
            when sheet < 0
                    || sheet >= table.sheets().size()
                    || !table.sheets().get(sheet).isReadable() -> new StepResult.Wrong(StepResult.Choice.NO_SUCH_SHEET);
            case ListOpener.Opened.Table(var table) -> {
                Headings headings = Headings.of(table, sheet, headerRow);
                BroughtList read = before.readAs(
                        wanted,
                        sheet,
                        headings.headerRow(),
                        columns(before.by(), before.kind(), headings),
                        before.usualKind(),
                        below(table, sheet, headings));
                yield step(
                        who, id, list -> canBeReadAnew(list) ? keep(who, read) : new StepResult.NotNow(list.state()));
            }
        };
    }

    private static boolean canBeReadAnew(BroughtList list) {
        return list.state() == ImportState.HERE || list.state() == ImportState.CHECKED;
    }

    private StepResult keep(Requester.SignedIn who, BroughtList list) {
        lists.readAs(list);
        ledger.append(Entry.of(who, new ImportFacts.ListReadAs(list.id(), list.sheet(), list.headerRow())));
        return new StepResult.Done(list);
    }

    /// Says what the columns are, and has every row looked at. Nothing is taken in. What was said is
    /// remembered for the next list with the same headings.
    ///
    /// @param columns counted from 0
    public StepResult check(
            Requester.SignedIn who, ImportId id, Map<ListColumn, Integer> columns, ClientKind usualKind) {
        StepResult step = step(who, id, list -> {
            boolean again = list.state() == ImportState.CHECKING && isInterrupted(list);
            if (list.state() != ImportState.HERE && list.state() != ImportState.CHECKED && !again) {
                return new StepResult.NotNow(list.state());
            }
            BroughtList read =
                    list.readAs(list.encoding(), list.sheet(), list.headerRow(), columns, usualKind, list.rows());
            if (!read.isReadable() || !list.kind().columns().containsAll(columns.keySet())) {
                return new StepResult.Wrong(StepResult.Choice.COLUMN_MISSING);
            }
            if (new HashSet<>(columns.values()).size() < columns.size()) {
                return new StepResult.Wrong(StepResult.Choice.COLUMN_TWICE);
            }
            lists.readAs(read);
            lists.state(id, ImportState.CHECKING, null, clock.instant());
            ledger.append(Entry.of(who, new ImportFacts.ListCheckBegun(id)));
            return new StepResult.Done(read);
        });
        if (step instanceof StepResult.Done(var list)) {
            workers.begin(
                    id, () -> at(list, ImportState.HERE, () -> work.check(who, list, table -> remember(list, table))));
            return lists.find(id).<StepResult>map(StepResult.Done::new).orElse(step);
        }
        return step;
    }

    private void remember(BroughtList list, TableFile table) {
        Headings headings = Headings.of(table, list.sheet(), Optional.of(list.headerRow()));
        lists.remember(list.by(), list.kind(), token(headings), list.columns());
    }

    /// Takes in what is fit, or goes on with it. Each row by itself: all of it or nothing.
    public StepResult run(Requester.SignedIn who, ImportId id) {
        StepResult step = step(who, id, list -> {
            boolean again =
                    list.state() == ImportState.STOPPED || list.state() == ImportState.RUNNING && isInterrupted(list);
            if (list.state() != ImportState.CHECKED && !again || workers.isBusy(id)) {
                return new StepResult.NotNow(list.state());
            }
            if (who.roles().stream().noneMatch(list.kind().roles()::contains)) {
                return new StepResult.Closed(Trouble.NOT_ALLOWED);
            }
            lists.state(id, ImportState.RUNNING, null, clock.instant());
            ledger.append(Entry.of(who, new ImportFacts.ListRunBegun(id)));
            return new StepResult.Done(list);
        });
        if (step instanceof StepResult.Done(var list)) {
            workers.begin(
                    id,
                    () -> at(list, ImportState.STOPPED, () -> {
                        Optional<Trouble> trouble = work.run(who, list);
                        if (trouble.isEmpty()) {
                            over(who, id);
                        }
                        return trouble;
                    }));
            return lists.find(id).<StepResult>map(StepResult.Done::new).orElse(step);
        }
        return step;
    }

    private void over(Requester.SignedIn who, ImportId id) {
        transaction.executeWithoutResult(_ -> lists.lock(id).ifPresent(list -> {
            if (list.state() == ImportState.RUNNING) {
                lists.state(id, ImportState.DONE, null, clock.instant());
                ledger.append(Entry.of(who, new ImportFacts.ListRunEnded(id, list.taken(), ImportState.DONE)));
            }
        }));
    }

    /// Does long work; what breaks it is kept with the list, which goes back to a state from which it
    /// can go on.
    private void at(BroughtList list, ImportState otherwise, Supplier<Optional<Trouble>> work) {
        Optional<Trouble> trouble;
        try {
            trouble = work.get();
        } catch (RuntimeException e) {
            LOG.warn("work on list {} ended early: {}", list.id(), e.getClass().getName());
            trouble = Optional.of(Trouble.BROKEN);
        }
        trouble.ifPresent(because ->
                transaction.executeWithoutResult(_ -> lists.state(list.id(), otherwise, because, clock.instant())));
    }

    /// Stops taking rows in. Those that were taken in stay.
    public StepResult stop(Requester.SignedIn who, ImportId id) {
        return step(who, id, list -> {
            if (list.state() != ImportState.RUNNING) {
                return new StepResult.NotNow(list.state());
            }
            lists.state(id, ImportState.STOPPED, null, clock.instant());
            ledger.append(Entry.of(who, new ImportFacts.ListRunEnded(id, list.taken(), ImportState.STOPPED)));
            return lists.find(id).<StepResult>map(StepResult.Done::new).orElseThrow();
        });
    }

    /// Destroys the content of a list. Clients that were taken in stay.
    public StepResult remove(Requester.SignedIn who, ImportId id) {
        return step(who, id, list -> {
            if (list.state() == ImportState.GONE || list.state().isBusy() && !isInterrupted(list)) {
                return new StepResult.NotNow(list.state());
            }
            end.destroy(who, list);
            return lists.find(id).<StepResult>map(StepResult.Done::new).orElseThrow();
        });
    }

    /// Rows that are not taken in, in their order.
    ///
    /// @param after only rows below this one
    public List<FaultyRow> faults(Requester.SignedIn who, ImportId id, int after, int limit) {
        return find(who, id).map(list -> lists.faults(list.id(), after, limit)).orElse(List.of());
    }

    /// The rows that are not taken in, as a workbook that the password opens; for whoever brought the
    /// list in.
    ///
    /// @param password kept nowhere
    public RowsResult rowsBack(Requester.SignedIn who, ImportId id, Cleartext password, Locale locale) {
        Optional<BroughtList> found = find(who, id).filter(list -> list.state() != ImportState.GONE);
        if (found.isEmpty()) {
            return new RowsResult.Unknown();
        }
        BroughtList list = found.get();
        if (password.revealForDisplay().length() < SealedWorkbook.SHORTEST_PASSWORD) {
            return new RowsResult.ShortPassword();
        }
        List<FaultyRow> faults = lists.faults(id, 0, Integer.MAX_VALUE);
        if (faults.isEmpty()) {
            return new RowsResult.Nothing();
        }
        return switch (opener.open(list)) {
            case ListOpener.Opened.Not(var because) -> new RowsResult.Closed(because);
            case ListOpener.Opened.Table(var table) -> {
                Receipt receipt = Objects.requireNonNull(transaction.execute(
                        _ -> ledger.append(Entry.of(who, new ImportFacts.ListRowsReturned(id, faults.size())))));
                yield new RowsResult.File(rowsBack.workbook(
                        table, list, faults, who.person(), receipt.at(), receipt.intake(), password, locale));
            }
        };
    }

    private StepResult step(Requester.SignedIn who, ImportId id, Function<BroughtList, StepResult> step) {
        return Objects.requireNonNull(transaction.execute(_ -> lists.lock(id)
                .filter(list -> list.by().equals(who.person()))
                .map(step)
                .orElseGet(StepResult.Unknown::new)));
    }

    /// What the sentences of refusals take as arguments.
    public static Object[] bounds() {
        return TableRefusal.bounds();
    }
}
