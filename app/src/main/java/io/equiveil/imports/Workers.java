package io.equiveil.imports;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// Who is at work on which list on this node: two at a time, the others wait their turn.
@Component
class Workers implements DisposableBean {

    private static final Duration SHORT = Duration.ofMillis(1_500);

    private final Set<ImportId> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = Executors.newFixedThreadPool(
            2, Thread.ofPlatform().daemon().name("lists-", 1).factory());

    /// Begins work on a list, and waits a moment: most of it is done by then.
    ///
    /// @return false if somebody is at work on it already
    boolean begin(ImportId list, Runnable work) {
        if (!busy.add(list)) {
            return false;
        }
        CompletableFuture<Void> done = CompletableFuture.runAsync(
                () -> {
                    try {
                        work.run();
                    } finally {
                        busy.remove(list);
                    }
                },
                workers);
        try {
            done.get(SHORT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The list's own state says how it stands.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    boolean isBusy(ImportId list) {
        return busy.contains(list);
    }

    /// What was taken in stays; the rest goes on when its owner says so.
    @Override
    public void destroy() {
        workers.shutdownNow();
    }
}
