package io.equiveil.verifier;

import io.equiveil.proofs.Cosignature;
import io.equiveil.proofs.NoteSignature;
import io.equiveil.proofs.SignedNote;
import io.equiveil.proofs.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;

/// A signing key whose 32 secret bytes are all the same: for tests and vectors only.
record TestKey(VerifierKey verifier, KeyPair pair) {

    static TestKey log(String name, int seed) {
        return of(name, VerifierKey.Algorithm.ED25519, seed);
    }

    static TestKey witness(String name, int seed) {
        return of(name, VerifierKey.Algorithm.COSIGNATURE_V1, seed);
    }

    private static TestKey of(String name, VerifierKey.Algorithm algorithm, int seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, new SecureRandom() {
                @Override
                public void nextBytes(byte[] bytes) {
                    Arrays.fill(bytes, (byte) seed);
                }
            });
            KeyPair pair = generator.generateKeyPair();
            return new TestKey(VerifierKey.of(name, algorithm, pair.getPublic()), pair);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String vkey() {
        return verifier.render();
    }

    byte[] ed25519(byte[] message) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(pair.getPrivate());
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    NoteSignature sign(String text) {
        return NoteSignature.of(verifier, ed25519(text.getBytes(StandardCharsets.UTF_8)));
    }

    NoteSignature cosign(long time, String text) {
        return NoteSignature.of(verifier, Cosignature.timestamped(time, ed25519(Cosignature.message(time, text))));
    }

    String note(String text) {
        return new SignedNote(text, List.of(sign(text))).render();
    }
}
