package io.equiveil.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What the vault does by itself every few minutes: the second stage of destruction, and the removal of document files
/// that no row names (a crash between file and row leaves one; it is encrypted and harmless, but takes space).
@Component
class Housekeeping implements SmartLifecycle {

    static final Duration ORPHAN_AGE = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final Shredder shredder;
    private final DocumentFiles files;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration every;
    private @Nullable ScheduledExecutorService timer;

    Housekeeping(
            Shredder shredder,
            DocumentFiles files,
            JdbcClient jdbc,
            Clock clock,
            @Value("${equiveil.vault.sweep-every:PT10M}") Duration every) {
        this.shredder = shredder;
        this.files = files;
        this.jdbc = jdbc;
        this.clock = clock;
        this.every = every;
    }

    /// Removes files that no row names and that are old enough for no upload to be waiting for its row.
    ///
    /// @return how many
    int removeOrphans() throws IOException {
        int removed = 0;
        for (Path file : files.all()) {
            boolean old = Files.exists(file)
                    && Files.getLastModifiedTime(file)
                            .toInstant()
                            .isBefore(clock.instant().minus(ORPHAN_AGE));
            if (old && !isNamed(file.getFileName().toString())) {
                Files.deleteIfExists(file);
                removed++;
            }
        }
        return removed;
    }

    private boolean isNamed(String name) {
        if (name.endsWith(DocumentFiles.DRAFT_SUFFIX)) {
            return false;
        }
        try {
            return jdbc.sql("select exists (select from vault.documents where file = ?)")
                    .param(UUID.fromString(name))
                    .query(Boolean.class)
                    .single();
        } catch (IllegalArgumentException e) {
            // Not a file of ours: whoever put it there shall take it away. The control of 2.3 shows it.
            return true;
        }
    }

    @Override
    public synchronized void start() {
        if (timer == null) {
            timer = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("vault-housekeeping").factory());
            timer.scheduleWithFixedDelay(this::run, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void run() {
        try {
            shredder.sweep();
            removeOrphans();
        } catch (IOException | RuntimeException e) {
            LOG.warn("housekeeping did not finish: {}", e.getClass().getSimpleName());
        }
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdown();
            try {
                if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
                    timer.shutdownNow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
