package io.equiveil.vault;

import java.util.List;
import java.util.Optional;

/// Secrets that only need using never leave the vault: one-time password seeds, message keys.
public interface Secrets {

    /// Makes a new TOTP seed (RFC 6238, SHA-1, 6 digits, 30 s: what authenticator apps support).
    ///
    /// @return the sealed seed for the caller to store, and the Base32 text to show once
    NewTotpSeed newTotpSeed(String place);

    /// A sealed seed and what to show of it, once.
    record NewTotpSeed(byte[] sealed, String base32ToShowOnce) {}

    /// Checks a code against a sealed seed, one step of drift allowed.
    ///
    /// @param place as given when it was made (associated data)
    /// @return the time step that matched, so that the caller can refuse a second use; empty if
    ///         none did
    Optional<Long> verifyTotp(String place, byte[] sealedSeed, String code);

    /// HMAC-SHA256 under a key of its own for each domain, for example session tokens or one-time
    /// links.
    byte[] mac(String domain, byte[] message);

    /// Seals a small internal value of the house (a session's attributes, a setting), not a
    /// client's fact.
    byte[] sealInternal(String place, byte[] content);

    /// Opens what [#sealInternal] sealed at this place; empty if it was tampered with.
    Optional<byte[]> openInternal(String place, byte[] sealed);

    /// HMAC-SHA256 under a secret that somebody else gave the firm and that [#sealInternal] sealed:
    /// the way in which services of others want requests signed. The secret stays here.
    ///
    /// @param before   put in front of the secret where the scheme wants it, otherwise empty
    /// @param messages at least one; each result is the key of the next, so one message is a plain HMAC
    /// @return empty if what was sealed was tampered with
    Optional<byte[]> foreignMac(String place, byte[] sealed, String before, List<byte[]> messages);
}
