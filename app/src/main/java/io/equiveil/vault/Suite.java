package io.equiveil.vault;

import java.util.Optional;

/// The cipher suites that stored bytes may name. The byte stands in every header and in the associated data, so that a
/// value sealed under one suite never opens under another.
enum Suite {

    /// AES with 256-bit keys in Galois/Counter Mode (NIST SP 800-38D), 96-bit nonce, 128-bit tag.
    AES_256_GCM((byte) 1, "AES/GCM/NoPadding", "AES");

    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;

    private final byte code;
    private final String transformation;
    private final String keyAlgorithm;

    Suite(byte code, String transformation, String keyAlgorithm) {
        this.code = code;
        this.transformation = transformation;
        this.keyAlgorithm = keyAlgorithm;
    }

    byte code() {
        return code;
    }

    String transformation() {
        return transformation;
    }

    String keyAlgorithm() {
        return keyAlgorithm;
    }

    static Optional<Suite> of(byte code) {
        for (Suite suite : values()) {
            if (suite.code == code) {
                return Optional.of(suite);
            }
        }
        return Optional.empty();
    }
}
