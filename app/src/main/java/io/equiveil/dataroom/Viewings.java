package io.equiveil.dataroom;

import io.equiveil.access.AccessDecisions;
import io.equiveil.access.Decision.Verdict;
import io.equiveil.access.Question;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.disclosure.Disclosures.Why;
import io.equiveil.disclosure.DocumentDisclosure;
import io.equiveil.files.IncomingFiles;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Scope;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Documents that are being looked at, in the memory of this node: one recorded release each.
///
/// A viewing belongs to one person in one session. At every page and at every question how it stands, everything is
/// asked again: the epochs that the release relied on, and the gate's decision (without a new entry in the ledger). A
/// viewing that is over is wiped and its end recorded.
///
/// Bounds: [#MOST] viewings and a quarter of the heap (at most 256 MiB) on a node, [#MOST_EACH] of one person; five
/// minutes without turning a page, half an hour in all.
@Component
class Viewings implements DisposableBean {

    static final int MOST = 64;
    static final int MOST_EACH = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Viewings.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Map<ViewId, OpenView> open = new ConcurrentHashMap<>();
    private final Semaphore easels =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);
    private final long budget = Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4);

    private final ViewRepository views;
    private final DocumentRepository documents;
    private final PageTurns turns;
    private final Disclosures disclosures;
    private final AccessDecisions decisions;
    private final Ledger ledger;
    private final Marks marks;
    private final IncomingFiles files;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ScheduledExecutorService sweeper;

    Viewings(
            ViewRepository views,
            DocumentRepository documents,
            PageTurns turns,
            Disclosures disclosures,
            AccessDecisions decisions,
            Ledger ledger,
            Marks marks,
            IncomingFiles files,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.views = views;
        this.documents = documents;
        this.turns = turns;
        this.disclosures = disclosures;
        this.decisions = decisions;
        this.ledger = ledger;
        this.marks = marks;
        this.files = files;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.sweeper = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().daemon().name("viewings").unstarted(task));
        this.sweeper.scheduleWithFixedDelay(this::sweep, 5, 5, TimeUnit.SECONDS);
    }

    Opening open(Requester.SignedIn who, RoomDocument document, Why why, Optional<String> codeName) {
        makeRoom(who, document);
        if (open.size() >= MOST || held() >= budget) {
            return new Opening.Busy();
        }
        // Epochs before the decision: whatever moves from here on ends the viewing.
        Map<Scope, Long> epochs = ledger.epochs(scopes(who, document));
        return switch (disclosures.openDocument(who, document.address(), why)) {
            case DocumentDisclosure.Refused(var refusal, var _) -> new Opening.Refused(document, refusal);
            case DocumentDisclosure.Unrecorded _ -> new Opening.Unrecorded();
            case DocumentDisclosure.Open released -> begin(who, document, why, codeName, epochs, released);
        };
    }

    private Opening begin(
            Requester.SignedIn who,
            RoomDocument document,
            Why why,
            Optional<String> codeName,
            Map<Scope, Long> epochs,
            DocumentDisclosure.Open released) {
        byte[] content;
        try (InputStream stream = released.content()) {
            content = stream.readAllBytes();
        } catch (IOException e) {
            // The gate has recorded that the stored bytes are not what was sealed.
            LOG.warn(
                    "document {} is not readable: {}",
                    document.id(),
                    e.getClass().getName());
            return new Opening.Unreadable();
        }
        Instant now = clock.instant();
        OpenView view;
        try {
            view = new OpenView(ViewId.random(), who, document, why, codeName, epochs, content, files, now);
        } catch (IOException e) {
            LOG.warn(
                    "document {} does not open: {}", document.id(), e.getClass().getName());
            return new Opening.Unreadable();
        }
        views.opened(view.id(), document.id(), who.person(), released.receipt().intake(), now);
        open.put(view.id(), view);
        return new Opening.Opened(view.id(), document, view.until());
    }

    /// The same document again, or one too many: the older viewing gives way.
    private void makeRoom(Requester.SignedIn who, RoomDocument document) {
        List<OpenView> own = open.values().stream()
                .filter(view -> view.reader().person().equals(who.person()))
                .sorted(Comparator.comparing(OpenView::openedAt))
                .toList();
        own.stream()
                .filter(view -> view.document().id().equals(document.id()) && view.isOf(who))
                .forEach(view -> end(view, Ending.CLOSED, who));
        own.stream()
                .filter(view -> open.containsKey(view.id()))
                .limit(Math.max(0, own.size() - MOST_EACH + 1))
                .forEach(view -> end(view, Ending.CLOSED, who));
    }

    private long held() {
        return open.values().stream().mapToLong(OpenView::size).sum();
    }

    private static Set<Scope> scopes(Requester.SignedIn who, RoomDocument document) {
        Set<Scope> scopes = new HashSet<>();
        scopes.add(Scope.FIRM);
        scopes.add(document.owner().scope());
        document.matter().map(Scope::of).ifPresent(scopes::add);
        scopes.add(Scope.of(who.person()));
        who.actsFor().forEach(subject -> scopes.add(Scope.of(subject)));
        return scopes;
    }

    PageResult page(Requester.SignedIn who, ViewId id, int page, int width) {
        Optional<OpenView> found = mine(who, id);
        if (found.isEmpty()) {
            return new PageResult.Ended(endingOf(who, id));
        }
        OpenView view = found.get();
        Optional<Ending> over = whetherOver(who, view);
        if (over.isPresent()) {
            return new PageResult.Ended(over.get());
        }
        if (page < 1 || page > view.document().pages()) {
            return new PageResult.NoSuchPage();
        }
        try {
            if (!easels.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return new PageResult.NotDrawn(true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PageResult.NotDrawn(true);
        }
        byte[] jpeg;
        try {
            jpeg = draw(view, page, width);
        } catch (IOException | RuntimeException e) {
            return open.containsKey(id) ? new PageResult.NotDrawn(false) : new PageResult.Ended(endingOf(who, id));
        } finally {
            easels.release();
        }
        // Drawing takes a moment; a withdrawal in it wins.
        if (hasMoved(view)) {
            Ending ending = whyMoved(view);
            end(view, ending, who);
            return new PageResult.Ended(ending);
        }
        view.turned(page, clock.instant()).forEach(time -> views.seen(id, time.page(), time.seconds()));
        return new PageResult.Shown(jpeg);
    }

    private byte[] draw(OpenView view, int page, int width) throws IOException {
        return view.draw(
                page - 1,
                width,
                turns.of(view.document().id(), page),
                marks.of(
                        view.reader().person(),
                        view.id(),
                        view.codeName(),
                        view.document().isIdentityDocument(),
                        clock.instant()));
    }

    ViewState state(Requester.SignedIn who, ViewId id, Optional<Integer> page) {
        Optional<OpenView> found = mine(who, id);
        if (found.isEmpty()) {
            return new ViewState.Ended(endingOf(who, id));
        }
        OpenView view = found.get();
        Optional<Ending> over = whetherOver(who, view);
        if (over.isPresent()) {
            return new ViewState.Ended(over.get());
        }
        if (page.filter(number -> number >= 1 && number <= view.document().pages())
                .isPresent()) {
            view.heard(page.get(), clock.instant()).forEach(time -> views.seen(id, time.page(), time.seconds()));
        }
        return new ViewState.Open(id, view.document(), view.why().purpose(), view.until());
    }

    void close(Requester.SignedIn who, ViewId id) {
        mine(who, id).ifPresent(view -> end(view, Ending.CLOSED, who));
    }

    private Optional<OpenView> mine(Requester.SignedIn who, ViewId id) {
        return Optional.ofNullable(open.get(id)).filter(view -> view.isOf(who));
    }

    private Ending endingOf(Requester.SignedIn who, ViewId id) {
        return views.endingOf(id, who.person()).orElse(Ending.TIME_OVER);
    }

    /// Asks everything again, and ends the viewing on the first no.
    private Optional<Ending> whetherOver(Requester.SignedIn who, OpenView view) {
        Instant now = clock.instant();
        Optional<Ending> over = Optional.empty();
        if (!now.isBefore(view.until())) {
            over = Optional.of(Ending.TIME_OVER);
        } else if (hasMoved(view) || !isPermitted(who, view, now)) {
            over = Optional.of(whyMoved(view));
        }
        over.ifPresent(ending -> end(view, ending, who));
        return over;
    }

    private boolean hasMoved(OpenView view) {
        return !ledger.epochs(view.epochs().keySet()).equals(view.epochs());
    }

    private Ending whyMoved(OpenView view) {
        return documents
                .find(view.document().id())
                .filter(row -> row.document().isRemoved())
                .map(_ -> Ending.REMOVED)
                .orElse(Ending.ACCESS_ENDED);
    }

    private boolean isPermitted(Requester.SignedIn who, OpenView view, Instant now) {
        Question question = new Question(
                who,
                List.of(view.document().address()),
                Question.Form.PAGE,
                view.why().purpose(),
                view.why().matter(),
                now);
        return decisions.decide(question).verdicts().get(view.document().address()) instanceof Verdict.Permit;
    }

    private void end(OpenView view, Ending ending, Requester who) {
        if (open.remove(view.id()) == null) {
            return;
        }
        Instant now = clock.instant();
        List<Reading.PageTime> rest = view.finish(now);
        transaction.executeWithoutResult(_ -> {
            rest.forEach(time -> views.seen(view.id(), time.page(), time.seconds()));
            if (views.ended(view.id(), ending, now)) {
                ViewRepository.Totals totals = views.totals(view.id());
                ledger.append(Entry.of(
                        who,
                        new RoomFacts.ViewingEnded(
                                view.id(),
                                view.document().id(),
                                view.document().address(),
                                view.document().matter(),
                                view.reader().person(),
                                ending,
                                totals.pages(),
                                totals.seconds())));
            }
        });
    }

    /// Wipes what nobody looks at any more, and what may no longer be looked at, even if nobody asks.
    void sweep() {
        Instant now = clock.instant();
        for (OpenView view : open.values()) {
            try {
                if (!now.isBefore(view.until())) {
                    end(view, Ending.TIME_OVER, housekeeper());
                } else if (hasMoved(view)) {
                    end(view, whyMoved(view), housekeeper());
                }
            } catch (RuntimeException e) {
                LOG.warn(
                        "viewing {} could not be swept: {}",
                        view.id(),
                        e.getClass().getName());
            }
        }
    }

    private static Requester housekeeper() {
        return new Requester.Machine(SystemPrincipal.HOUSEKEEPER);
    }

    /// Nothing stays in memory for longer than the application.
    @Override
    public void destroy() {
        sweeper.shutdownNow();
        for (OpenView view : open.values()) {
            try {
                end(view, Ending.STOPPED, housekeeper());
            } catch (RuntimeException e) {
                LOG.warn(
                        "the end of viewing {} was not recorded: {}",
                        view.id(),
                        e.getClass().getName());
            }
        }
    }
}
