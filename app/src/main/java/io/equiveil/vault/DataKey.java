package io.equiveil.vault;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/// An unwrapped data key of one owner and retention group. It is never used itself; each use has a key of its own.
///
/// It is wiped once it is dropped and its last user has let go, so that nobody seals under half a key.
final class DataKey {

    /// What a key derived from a data key is for.
    enum Use {
        VALUES,
        MASKS,
        DOCUMENTS,
        TRACE
    }

    private final UUID id;
    private final byte[] secret;
    private final byte[] commitment;
    private final Map<Use, WipeableKey> derived = new EnumMap<>(Use.class);
    private int users;
    private boolean dropped;
    private boolean wiped;

    /// @param secret 32 random bytes; taken over, not copied
    DataKey(UUID id, byte[] secret) {
        this.id = id;
        this.secret = secret;
        this.commitment = Hkdf.commitment(secret, "data key v1/commitment");
    }

    UUID id() {
        return id;
    }

    /// Public: it stands in the header of everything sealed under this key.
    byte[] commitment() {
        return commitment;
    }

    /// The key for one use; only between [#enter] and [#leave].
    synchronized WipeableKey keyFor(Use use) {
        if (wiped) {
            throw new IllegalStateException("this key was wiped");
        }
        return derived.computeIfAbsent(use, u -> Hkdf.cipherKey(secret, "data key v1/" + u));
    }

    /// @return false if the key is wiped already
    synchronized boolean enter() {
        if (dropped) {
            return false;
        }
        users++;
        return true;
    }

    synchronized void leave() {
        users--;
        wipeIfIdle();
    }

    /// No new users; wiped when the last one leaves.
    synchronized void drop() {
        dropped = true;
        wipeIfIdle();
    }

    synchronized boolean isWiped() {
        return wiped;
    }

    private void wipeIfIdle() {
        if (dropped && users == 0 && !wiped) {
            wiped = true;
            Arrays.fill(secret, (byte) 0);
            derived.values().forEach(WipeableKey::destroy);
        }
    }

    @Override
    public String toString() {
        return "DataKey[" + id + ", hidden]";
    }
}
