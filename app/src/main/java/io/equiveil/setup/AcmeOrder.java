package io.equiveil.setup;

import java.net.URI;
import java.util.Optional;

/// What an owner asks a certificate authority for.
///
/// @param directory where the authority says what it offers
/// @param email     where the authority may write; empty for nowhere
/// @param agreed    whether the authority's terms are agreed to
/// @param external  the key of an account that exists with the authority already (external account binding)
public record AcmeOrder(URI directory, String email, boolean agreed, Optional<ExternalKey> external) {

    /// @param id  the authority's name for the key
    /// @param key as the authority shows it: Base64 for addresses
    public record ExternalKey(String id, String key) {
        @Override
        public String toString() {
            return "ExternalKey[hidden]";
        }
    }
}
