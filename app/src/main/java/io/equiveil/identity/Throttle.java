package io.equiveil.identity;

import static io.equiveil.identity.SessionStore.at;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Makes guessing slow: after a few wrong tries every further one must wait twice as long as the last.
///
/// A try is counted before it is judged, in a transaction of its own, so that a thousand tries at once are not a
/// thousand free ones. Names that nobody has are counted like names that somebody has.
@Component
class Throttle {

    // Who was quiet for so long starts afresh.
    private static final Duration FORGET_AFTER = Duration.ofHours(2);
    private static final int LARGEST_SHIFT = 20;

    private final JdbcClient jdbc;
    private final Tokens tokens;
    private final Clock clock;

    Throttle(JdbcClient jdbc, Tokens tokens, Clock clock) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// What is counted, how often it is free, and how long one waits at the first step and at most.
    enum Counter {
        /// Tries at one account.
        ACCOUNT(4, Duration.ofSeconds(2), Duration.ofMinutes(15)),
        /// Tries from one address; an office shares one.
        SOURCE(30, Duration.ofSeconds(1), Duration.ofMinutes(5)),
        /// Codes asked for by one number.
        CODES_FOR_NUMBER(2, Duration.ofSeconds(60), Duration.ofMinutes(30)),
        /// Codes asked for from one address.
        CODES_FROM_SOURCE(20, Duration.ofSeconds(10), Duration.ofMinutes(30));

        private final int free;
        private final Duration firstWait;
        private final Duration longestWait;

        Counter(int free, Duration firstWait, Duration longestWait) {
            this.free = free;
            this.firstWait = firstWait;
            this.longestWait = longestWait;
        }

        Duration waitAfter(int tries) {
            if (tries < free) {
                return Duration.ZERO;
            }
            Duration wait = firstWait.multipliedBy(1L << Math.min(tries - free, LARGEST_SHIFT));
            return wait.compareTo(longestWait) > 0 ? longestWait : wait;
        }
    }

    /// One thing that is counted.
    record Key(Counter counter, byte[] mac) {}

    Key key(Counter counter, String name) {
        return new Key(counter, tokens.mac("throttle", counter.name(), name).bytes());
    }

    /// Counts a try; empty if it may go on, otherwise when to come back.
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    Optional<Instant> admit(Key... keys) {
        Instant now = clock.instant();
        // Always in the same order, so that two tries cannot wait for each other.
        List<Key> ordered = Arrays.stream(keys)
                .sorted(Comparator.comparing(Key::mac, Arrays::compareUnsigned))
                .toList();
        List<Count> counts = ordered.stream().map(key -> locked(key, now)).toList();
        Optional<Instant> blocked = counts.stream()
                .map(Count::blockedUntil)
                .filter(until -> until.isAfter(now))
                .max(Comparator.naturalOrder());
        if (blocked.isPresent()) {
            return blocked;
        }
        for (Count count : counts) {
            int tries = count.lastAt().plus(FORGET_AFTER).isBefore(now) ? 1 : count.failures() + 1;
            jdbc.sql("""
                            update identity.throttles set failures = :tries, blocked_until = :until, last_at = :now
                            where key_mac = :key
                            """)
                    .param("tries", tries)
                    .param("until", at(now.plus(count.key().counter().waitAfter(tries))))
                    .param("now", at(now))
                    .param("key", count.key().mac())
                    .update();
        }
        return Optional.empty();
    }

    /// The try was right: the account starts afresh, the address gets this one back.
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void wasRight(Key account, Key source) {
        jdbc.sql("delete from identity.throttles where key_mac = :key")
                .param("key", account.mac())
                .update();
        giveBack(source);
    }

    /// The try was right, and whose it is nobody had said before: the address gets this one back and no more.
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    void giveBack(Key source) {
        jdbc.sql("""
                        update identity.throttles set failures = greatest(failures - 1, 0), blocked_until = :now
                        where key_mac = :key
                        """)
                .param("now", at(clock.instant()))
                .param("key", source.mac())
                .update();
    }

    int sweep() {
        return jdbc.sql("delete from identity.throttles where last_at < :old")
                .param("old", at(clock.instant().minus(FORGET_AFTER)))
                .update();
    }

    private record Count(Key key, int failures, Instant blockedUntil, Instant lastAt) {}

    private Count locked(Key key, Instant now) {
        jdbc.sql("""
                        insert into identity.throttles (key_mac, failures, blocked_until, last_at)
                        values (:key, 0, :now, :now) on conflict do nothing
                        """).param("key", key.mac()).param("now", at(now)).update();
        return jdbc.sql("select failures, blocked_until, last_at from identity.throttles where key_mac = :key"
                        + " for update")
                .param("key", key.mac())
                .query((row, number) -> new Count(
                        key,
                        row.getInt("failures"),
                        row.getObject("blocked_until", OffsetDateTime.class).toInstant(),
                        row.getObject("last_at", OffsetDateTime.class).toInstant()))
                .single();
    }
}
