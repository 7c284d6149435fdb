package io.equiveil.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/// A visitor's session as Spring Session sees it: the secret, some attributes, some times. Who the visitor is stands in
/// columns that only [Sessions] writes.
final class StoredSession implements Session {

    /// The attribute under which a page finds the name of its own row.
    static final String ROW = "row";

    private final UUID row;
    private final Instant createdAt;
    private final Tokens tokens;
    private final TreeMap<String, Object> attributes;
    private String secret;
    private @Nullable String secretInStore;
    private Instant lastSeenAt;
    private Instant lastSeenInStore;
    private Duration maxInactive;
    private boolean changed;

    /// One that nobody has stored yet.
    StoredSession(Tokens tokens, Instant now) {
        this.row = UUID.randomUUID();
        this.tokens = tokens;
        this.secret = tokens.newSecret();
        this.createdAt = now;
        this.lastSeenAt = now;
        this.lastSeenInStore = now;
        this.maxInactive = Sessions.IDLE;
        this.attributes = new TreeMap<>(Map.of(ROW, row));
        this.changed = true;
    }

    /// One from the store.
    StoredSession(
            UUID row,
            Tokens tokens,
            String secret,
            Instant createdAt,
            Instant lastSeenAt,
            Map<String, Object> attributes) {
        this.row = row;
        this.tokens = tokens;
        this.secret = secret;
        this.secretInStore = secret;
        this.createdAt = createdAt;
        this.lastSeenAt = lastSeenAt;
        this.lastSeenInStore = lastSeenAt;
        this.maxInactive = Sessions.IDLE;
        this.attributes = new TreeMap<>(attributes);
    }

    UUID row() {
        return row;
    }

    @Nullable
    String secretInStore() {
        return secretInStore;
    }

    Instant lastSeenInStore() {
        return lastSeenInStore;
    }

    boolean isChanged() {
        return changed;
    }

    Map<String, Object> attributes() {
        return attributes;
    }

    void stored() {
        changed = false;
        secretInStore = secret;
        lastSeenInStore = lastSeenAt;
    }

    @Override
    public String getId() {
        return secret;
    }

    @Override
    public String changeSessionId() {
        secret = tokens.newSecret();
        changed = true;
        return secret;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable T getAttribute(String name) {
        return (T) attributes.get(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return Set.copyOf(attributes.keySet());
    }

    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            removeAttribute(name);
            return;
        }
        attributes.put(name, value);
        changed = true;
    }

    @Override
    public void removeAttribute(String name) {
        changed |= attributes.remove(name) != null;
    }

    @Override
    public Instant getCreationTime() {
        return createdAt;
    }

    @Override
    public void setLastAccessedTime(Instant time) {
        lastSeenAt = time;
    }

    @Override
    public Instant getLastAccessedTime() {
        return lastSeenAt;
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        maxInactive = interval;
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return maxInactive;
    }

    /// The store answers this in its query.
    @Override
    public boolean isExpired() {
        return false;
    }
}
