package io.equiveil.vault;

import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RetentionGroup;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Unwrapped data keys, a few and for a short while. It saves the unwrapping, it never decides: whoever opens presents
/// the row as just read, and a key whose wrapped bytes differ from those in the row is not used. What is pushed out is
/// wiped.
@Component
class DataKeyCache {

    static final int MOST = 512;

    /// A key is held no longer than this after its row was last seen.
    static final Duration LONGEST = Duration.ofMinutes(1);

    private final KeyWrapping wrapping;
    private final Clock clock;
    private final LinkedHashMap<Group, Held> held = new LinkedHashMap<>(64, 0.75f, true);

    DataKeyCache(KeyWrapping wrapping, Clock clock) {
        this.wrapping = wrapping;
        this.clock = clock;
    }

    /// Uses the key of a row.
    ///
    /// @return empty if the row's wrapped key is missing or does not open
    <T> Optional<T> use(StoredKey row, Function<DataKey, T> use) {
        return use(enter(row), use);
    }

    /// Uses a key without reading its row, to seal only: should it have been destroyed a moment ago, what is sealed
    /// under it is as unreadable as all the rest.
    ///
    /// @return empty if it is not held
    <T> Optional<T> useToSeal(Owner owner, RetentionGroup group, Function<DataKey, T> use) {
        return use(enter(new Group(owner, group)), use);
    }

    /// Forgets a key at once.
    void purge(Owner owner, RetentionGroup group) {
        Held gone;
        synchronized (held) {
            gone = held.remove(new Group(owner, group));
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

    private static <T> Optional<T> use(@Nullable DataKey entered, Function<DataKey, T> use) {
        if (entered == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(use.apply(entered));
        } finally {
            entered.leave();
        }
    }

    private @Nullable DataKey enter(Group group) {
        synchronized (held) {
            Held found = held.get(group);
            boolean fresh = found != null && !isOld(found, clock.instant());
            return found != null && fresh && found.key.enter() ? found.key : null;
        }
    }

    private @Nullable DataKey enter(StoredKey row) {
        byte[] wrapped = row.wrapped();
        if (row.isDestroyed() || wrapped == null) {
            purge(row.owner(), row.group());
            return null;
        }
        Instant now = clock.instant();
        synchronized (held) {
            Held found = held.get(new Group(row.owner(), row.group()));
            if (found != null && Arrays.equals(found.wrapped, wrapped) && found.key.enter()) {
                found.seenAt = now;
                return found.key;
            }
        }
        byte[] secret = wrapping.unwrap(wrapped, row.id(), row.owner(), row.group());
        if (secret == null) {
            return null;
        }
        DataKey key = new DataKey(row.id(), secret);
        key.enter();
        keep(new Group(row.owner(), row.group()), new Held(wrapped, key, now), now);
        return key;
    }

    private void keep(Group group, Held fresh, Instant now) {
        synchronized (held) {
            Held before = held.put(group, fresh);
            if (before != null) {
                before.key.drop();
            }
            Iterator<Held> eldestFirst = held.values().iterator();
            while (eldestFirst.hasNext()) {
                Held eldest = eldestFirst.next();
                if (held.size() > MOST || isOld(eldest, now)) {
                    eldestFirst.remove();
                    eldest.key.drop();
                }
            }
        }
    }

    private static boolean isOld(Held key, Instant now) {
        return key.seenAt.plus(LONGEST).isBefore(now);
    }

    private record Group(Owner owner, RetentionGroup group) {}

    private static final class Held {
        private final byte[] wrapped;
        private final DataKey key;
        private Instant seenAt;

        private Held(byte[] wrapped, DataKey key, Instant seenAt) {
            this.wrapped = wrapped;
            this.key = key;
            this.seenAt = seenAt;
        }
    }
}
