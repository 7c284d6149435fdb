package io.equiveil.ledger;

import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Scope;
import io.equiveil.ledger.Ledger.Recording;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records on connections of its own, by group commit: whoever waits while a commit is under way goes with the next.
///
/// No timer gathers requests; a request that finds nobody before it is written by its own thread. A result of
/// `Done` means that the commit returned; every doubt is `Unavailable`, and then the entry may stand in the log
/// although nothing was released, never the other way round.
final class Recorder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    /// Entries in one commit, at most.
    static final int BATCH = 512;

    private static final int KNOWN_SCOPES = 100_000;
    private static final Duration RETRY = Duration.ofMillis(3);
    private static final int LOCK_WAIT_MILLIS = 50;

    private final DataSource connections;
    private final Drafting drafting;
    private final Duration limit;
    private final Runnable wakeSequencer;
    private final BlockingQueue<Request> queue;
    private final ReentrantLock writing = new ReentrantLock();
    private final Thread writer;
    private volatile boolean closed;

    // Scopes whose row certainly exists, for rows are never removed. Guarded by `writing`.
    private final Map<String, Boolean> known = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > KNOWN_SCOPES;
        }
    };

    /// @param connections   as the recorder's role, in auto-commit mode
    /// @param capacity      requests that may wait; one more is refused
    /// @param limit         how long a request may take
    /// @param wakeSequencer told after every commit
    Recorder(DataSource connections, Drafting drafting, int capacity, Duration limit, Runnable wakeSequencer) {
        this.connections = connections;
        this.drafting = drafting;
        this.limit = limit;
        this.wakeSequencer = wakeSequencer;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.writer = Thread.ofPlatform().daemon().name("ledger-recorder").start(this::writeForEver);
    }

    /// One request on its way.
    private static final class Request {
        private final EntryDraft draft;
        private final long deadlineNanos;
        private final CompletableFuture<Recording> outcome = new CompletableFuture<>();
        // Either a batch takes it or its caller gives it up, never both.
        private final AtomicBoolean taken = new AtomicBoolean();

        Request(EntryDraft draft, long deadlineNanos) {
            this.draft = draft;
            this.deadlineNanos = deadlineNanos;
        }

        boolean isLate() {
            return System.nanoTime() - deadlineNanos >= 0;
        }
    }

    Recording record(EntryDraft draft) {
        Request request = new Request(draft, System.nanoTime() + limit.toNanos());
        if (closed) {
            return new Recording.Unavailable();
        }
        if (queue.isEmpty() && writing.tryLock()) {
            try {
                if (queue.isEmpty()) {
                    List<Request> parked = write(List.of(request));
                    if (parked.isEmpty()) {
                        return request.outcome.getNow(new Recording.Unavailable());
                    }
                    // Somebody is raising an epoch that it relies on: let the writer try again.
                    request.taken.set(false);
                }
            } finally {
                writing.unlock();
            }
        }
        if (!queue.offer(request)) {
            LOG.warn("the queue of the recorder is full");
            return new Recording.Unavailable();
        }
        return await(request);
    }

    private static Recording await(Request request) {
        try {
            return request.outcome.get(Math.max(0, request.deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            // told below
        }
        if (request.taken.compareAndSet(false, true)) {
            return new Recording.Unavailable();
        }
        // A batch has it: what came of it may have arrived meanwhile.
        return request.outcome.getNow(new Recording.Unavailable());
    }

    private void writeForEver() {
        List<Request> parked = new ArrayList<>();
        while (!closed) {
            try {
                List<Request> batch = gather(parked);
                if (!batch.isEmpty()) {
                    writing.lock();
                    try {
                        parked = write(batch);
                        parked.forEach(request -> request.taken.set(false));
                    } finally {
                        writing.unlock();
                    }
                }
            } catch (InterruptedException e) {
                // Only close() interrupts.
                break;
            } catch (RuntimeException e) {
                LOG.error("the recorder failed: {}", e.getClass().getName());
            }
        }
        parked.forEach(request -> request.outcome.complete(new Recording.Unavailable()));
        Request left;
        while ((left = queue.poll()) != null) {
            left.outcome.complete(new Recording.Unavailable());
        }
    }

    private List<Request> gather(List<Request> parked) throws InterruptedException {
        List<Request> batch = new ArrayList<>();
        for (Request request : parked) {
            if (request.isLate()) {
                forget(request);
                request.outcome.complete(new Recording.Unavailable());
            } else {
                batch.add(request);
            }
        }
        Request first = batch.isEmpty() ? queue.take() : queue.poll(RETRY.toNanos(), TimeUnit.NANOSECONDS);
        if (first != null) {
            batch.add(first);
        }
        queue.drainTo(batch, Math.max(0, BATCH - batch.size()));
        return batch;
    }

    /// Writes a batch and tells everybody what came of it.
    ///
    /// @return those that have to be tried again
    private List<Request> write(List<Request> gathered) {
        List<Request> batch = gathered.stream()
                .filter(request -> request.taken.compareAndSet(false, true))
                .toList();
        if (batch.isEmpty()) {
            return List.of();
        }
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(true);
            connection.setNetworkTimeout(Runnable::run, (int) limit.toMillis());
            provideRows(connection, batch);
            IntakeTables.Inserted inserted = IntakeTables.insert(
                    connection, batch.stream().map(request -> request.draft).toList());
            return tell(batch, inserted);
        } catch (SQLException | RuntimeException e) {
            LOG.error(
                    "nothing recorded: {}",
                    e instanceof SQLException sql
                            ? sql.getSQLState()
                            : e.getClass().getName());
            batch.forEach(request -> request.outcome.complete(new Recording.Unavailable()));
            return List.of();
        }
    }

    private List<Request> tell(List<Request> batch, IntakeTables.Inserted inserted) {
        List<Request> again = new ArrayList<>();
        boolean any = false;
        for (int i = 0; i < batch.size(); i++) {
            Request request = batch.get(i);
            Long number = inserted.numbers().get(i);
            if (number != null) {
                any = true;
                Receipt receipt = drafting.receipt(request.draft, number);
                request.outcome.complete(new Recording.Done(receipt));
                continue;
            }
            Set<Scope> moved = moved(request.draft, inserted.held());
            if (moved.isEmpty()) {
                again.add(request);
            } else {
                request.outcome.complete(new Recording.Moved(moved));
            }
        }
        if (any) {
            wakeSequencer.run();
        }
        return again;
    }

    private static Set<Scope> moved(EntryDraft draft, Map<String, Long> held) {
        Set<Scope> moved = new HashSet<>();
        draft.expected().forEach((scope, epoch) -> {
            Long found = held.get(ScopeKey.of(scope));
            if (found != null && !found.equals(epoch)) {
                moved.add(scope);
            }
        });
        return moved;
    }

    private void forget(Request request) {
        writing.lock();
        try {
            request.draft.expected().keySet().forEach(scope -> known.remove(ScopeKey.of(scope)));
        } finally {
            writing.unlock();
        }
    }

    /// Makes the rows of scopes that were never raised: what does not exist cannot be held.
    private void provideRows(Connection connection, List<Request> batch) throws SQLException {
        Set<String> unknown = new TreeSet<>();
        for (Request request : batch) {
            for (Scope scope : request.draft.expected().keySet()) {
                String key = ScopeKey.of(scope);
                if (known.get(key) == null) {
                    unknown.add(key);
                }
            }
        }
        if (unknown.isEmpty()) {
            return;
        }
        Set<String> missing = new TreeSet<>(unknown);
        try (PreparedStatement select =
                connection.prepareStatement("select scope from ledger.epochs where scope = any (?)")) {
            select.setArray(1, connection.createArrayOf("text", unknown.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    missing.remove(rows.getString(1));
                }
            }
        }
        unknown.removeAll(missing);
        unknown.forEach(key -> known.put(key, true));
        if (!missing.isEmpty() && !provide(connection, missing)) {
            for (String one : missing) {
                provide(connection, Set.of(one));
            }
        }
    }

    private boolean provide(Connection connection, Collection<String> missing) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement patience = connection.prepareStatement("set local lock_timeout = " + LOCK_WAIT_MILLIS);
                PreparedStatement insert = connection.prepareStatement(
                        "insert into ledger.epochs (scope) select s from unnest(?::text[]) s order by s"
                                + " on conflict do nothing")) {
            patience.execute();
            insert.setArray(1, connection.createArrayOf("text", missing.toArray()));
            insert.execute();
            connection.commit();
            missing.forEach(key -> known.put(key, true));
            return true;
        } catch (SQLException e) {
            connection.rollback();
            if (!"55P03".equals(e.getSQLState())) {
                throw e;
            }
            // Somebody is raising it for the first time and has not committed yet.
            return false;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    @Override
    public void close() {
        closed = true;
        writer.interrupt();
        try {
            writer.join(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
