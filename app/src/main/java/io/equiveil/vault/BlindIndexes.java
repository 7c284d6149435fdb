package io.equiveil.vault;

import io.equiveil.kernel.Cleartext;

/// Blind index tokens: equality on full identifiers without opening anything. Keys are apart from data keys and outside
/// the database. What a token leaks stands in `docs/spec/blind-index.md`.
public interface BlindIndexes {

    /// The token of a normalised value: 16 bytes of HMAC-SHA256 under the index's own key.
    ///
    /// @param index      which index, `room.field`; equal values under different indexes have unrelated tokens
    /// @param normalised the caller has normalised it (NFKC, no spaces, upper case)
    byte[] token(String index, Cleartext normalised);

    /// A compound truncated token, for values that can be guessed: planned for at least eight expected rows each.
    ///
    /// @param bits 4 to 24
    byte[] truncatedToken(String index, Cleartext normalised, int bits);
}
