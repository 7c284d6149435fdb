package io.equiveil.access;

import io.equiveil.kernel.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The text of a policy: the one that comes with the product, and the hash by which the ledger names one.
final class PolicyText {

    private PolicyText() {}

    /// The policy that comes with the product.
    static String shipped() {
        try (InputStream text = Objects.requireNonNull(PolicyText.class.getResourceAsStream("/policy/v1.json"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// SHA-256 of the text in UTF-8.
    static Digest digest(String document) {
        return Digest.sha256(document.getBytes(StandardCharsets.UTF_8));
    }
}
