package io.equiveil.vault;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Unwrapped data keys, a few and for a short while. It saves the unwrapping, it never decides: every use presents the
/// row as just read, and a key whose wrapped bytes differ from those in the row is not used. What is pushed out is
/// wiped.
@Component
class DataKeyCache {

    static final int MOST = 512;
    static final Duration IDLE = Duration.ofMinutes(2);

    private final KeyWrapping wrapping;
    private final Clock clock;
    private final LinkedHashMap<UUID, Held> held = new LinkedHashMap<>(64, 0.75f, true);

    DataKeyCache(KeyWrapping wrapping, Clock clock) {
        this.wrapping = wrapping;
        this.clock = clock;
    }

    /// Uses the key of a row.
    ///
    /// @return empty if the row's wrapped key is missing or does not open
    <T> Optional<T> use(StoredKey row, Function<DataKey, T> use) {
        DataKey key = enter(row);
        if (key == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(use.apply(key));
        } finally {
            key.leave();
        }
    }

    /// Forgets a key at once.
    void purge(UUID id) {
        Held gone;
        synchronized (held) {
            gone = held.remove(id);
        }
        if (gone != null) {
            gone.key.drop();
        }
    }

    int size() {
        synchronized (held) {
            return held.size();
        }
    }

    private @Nullable DataKey enter(StoredKey row) {
        byte[] wrapped = row.wrapped();
        if (row.isDestroyed() || wrapped == null) {
            purge(row.id());
            return null;
        }
        synchronized (held) {
            Held found = held.get(row.id());
            if (found != null && Arrays.equals(found.wrapped, wrapped) && found.key.enter()) {
                found.usedAt = clock.instant();
                return found.key;
            }
        }
        byte[] secret = wrapping.unwrap(wrapped, row.id(), row.owner(), row.group());
        if (secret == null) {
            return null;
        }
        DataKey key = new DataKey(row.id(), secret);
        key.enter();
        keep(wrapped, key);
        return key;
    }

    private void keep(byte[] wrapped, DataKey key) {
        Instant now = clock.instant();
        synchronized (held) {
            Held before = held.put(key.id(), new Held(wrapped, key, now));
            if (before != null) {
                before.key.drop();
            }
            Iterator<Map.Entry<UUID, Held>> eldestFirst = held.entrySet().iterator();
            while (eldestFirst.hasNext()) {
                Held eldest = eldestFirst.next().getValue();
                boolean tooMany = held.size() > MOST;
                boolean idle = eldest.usedAt.plus(IDLE).isBefore(now);
                if (!tooMany && !idle) {
                    break;
                }
                eldestFirst.remove();
                eldest.key.drop();
            }
        }
    }

    private static final class Held {
        private final byte[] wrapped;
        private final DataKey key;
        private Instant usedAt;

        private Held(byte[] wrapped, DataKey key, Instant usedAt) {
            this.wrapped = wrapped;
            this.key = key;
            this.usedAt = usedAt;
        }
    }
}
