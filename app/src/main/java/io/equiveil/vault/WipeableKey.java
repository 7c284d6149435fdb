package io.equiveil.vault;

import java.util.Arrays;
import javax.crypto.SecretKey;

/// Key bytes that can be wiped, which the JDK's own key class refuses to do. Using it afterwards fails loudly: nothing
/// is ever sealed under a key of zeros.
final class WipeableKey implements SecretKey {

    private static final long serialVersionUID = 1;

    private final transient byte[] secret;
    private final String algorithm;
    private transient volatile boolean wiped;

    /// @param secret taken over, not copied
    WipeableKey(byte[] secret, String algorithm) {
        this.secret = secret;
        this.algorithm = algorithm;
    }

    @Override
    public String getAlgorithm() {
        return algorithm;
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    @Override
    public byte[] getEncoded() {
        byte[] copy = secret.clone();
        if (wiped) {
            Arrays.fill(copy, (byte) 0);
            throw new IllegalStateException("this key was wiped");
        }
        return copy;
    }

    @Override
    public void destroy() {
        wiped = true;
        Arrays.fill(secret, (byte) 0);
    }

    @Override
    public boolean isDestroyed() {
        return wiped;
    }

    @Override
    public String toString() {
        return "WipeableKey[hidden]";
    }

    private void writeObject(java.io.ObjectOutputStream out) throws java.io.IOException {
        throw new java.io.NotSerializableException("keys stay here");
    }
}
