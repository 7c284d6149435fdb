package io.equiveil.dataroom;

import io.equiveil.files.Progress;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Requester;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// What is being made into pages while nobody waits for it, in the memory of this node: whoever sent it can
/// leave, come back and find how far it has come. Bounded by the places in which files are looked at; what is
/// over is remembered for ten minutes.
@Component
class Sendings implements DisposableBean {

    private static final Duration SHORT = Duration.ofMillis(2_500);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 200;

    private final Map<SendingId, Sending> sendings = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    private static final class Sending implements Progress {
        private final SendingId id = SendingId.random();
        private final Arrival arrival;
        private final long begunAt = System.nanoTime();
        private final CompletableFuture<UploadResult> result = new CompletableFuture<>();
        private volatile SendingState.Going going;

        Sending(Arrival arrival) {
            this.arrival = arrival;
            this.going = at(Step.CHECKING, 0, 1, Duration.ZERO);
        }

        private SendingState.Going at(Step step, int done, int of, Duration since) {
            return new SendingState.Going(id, arrival.owner(), step, done, of, since);
        }

        @Override
        public void at(Step step, int done, int of) {
            going = at(step, done, of, Duration.ZERO);
        }

        Duration age() {
            return Duration.ofNanos(System.nanoTime() - begunAt);
        }

        SendingState.Going going() {
            return at(going.step(), going.done(), going.of(), age());
        }

        boolean isOf(Requester.SignedIn who) {
            return arrival.who().person().equals(who.person());
        }
    }

    /// Starts the work, and waits a moment: most of it is done by then.
    SendingState begin(Arrival arrival, Function<Progress, UploadResult> work) {
        forget();
        Sending sending = new Sending(arrival);
        sendings.put(sending.id, sending);
        workers.execute(() -> {
            try {
                sending.result.complete(work.apply(sending));
            } catch (RuntimeException | Error e) {
                sending.result.completeExceptionally(e);
            }
        });
        try {
            sending.result.get(SHORT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Asked again below, and by the page.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return stateOf(sending);
    }

    SendingState state(Requester.SignedIn who, SendingId id) {
        Sending sending = sendings.get(id);
        return sending == null || !sending.isOf(who) ? new SendingState.Unknown() : stateOf(sending);
    }

    /// @throws java.util.concurrent.CompletionException what broke the work, once; then it is forgotten
    private SendingState stateOf(Sending sending) {
        if (!sending.result.isDone()) {
            return sending.going();
        }
        if (sending.result.isCompletedExceptionally()) {
            sendings.remove(sending.id);
        }
        Arrival arrival = sending.arrival;
        return new SendingState.Over(sending.result.join(), arrival.owner(), arrival.matter(), arrival.about());
    }

    List<SendingState.Going> going(Requester.SignedIn who, Owner owner) {
        return sendings.values().stream()
                .filter(sending ->
                        sending.isOf(who) && sending.arrival.owner().equals(owner) && !sending.result.isDone())
                .map(Sending::going)
                .sorted(Comparator.comparing(SendingState.Going::since).reversed())
                .toList();
    }

    private void forget() {
        sendings.values()
                .removeIf(sending -> sending.result.isDone()
                        && (sending.age().compareTo(REMEMBERED) > 0 || sendings.size() > MOST_REMEMBERED));
    }

    /// What is under way is lost, and nothing of it was kept.
    @Override
    public void destroy() {
        workers.shutdownNow();
    }
}
