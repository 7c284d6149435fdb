package io.equiveil.verifier;

import io.equiveil.proofs.Cosignature;
import io.equiveil.proofs.MalformedException;
import io.equiveil.proofs.NoteSignature;
import io.equiveil.proofs.StrictBase64;
import io.equiveil.proofs.VerifierKey;
import io.equiveil.verifier.Witness.CannotStartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;

/// The witness's own key, in its own folder, readable by its owner only.
final class WitnessKey {

    private final VerifierKey verifier;
    private final PrivateKey signer;

    private WitnessKey(VerifierKey verifier, PrivateKey signer) {
        this.verifier = verifier;
        this.signer = signer;
    }

    /// Opens the key, or makes one if there is none and a name is given.
    static WitnessKey open(Path file, Optional<String> makeKey) throws IOException, CannotStartException {
        try {
            if (!Files.exists(file)) {
                if (makeKey.isEmpty()) {
                    throw new CannotStartException("no key yet: start once with --make-key NAME");
                }
                make(file, makeKey.get());
            }
            return read(file);
        } catch (GeneralSecurityException | MalformedException | IllegalArgumentException damaged) {
            throw new CannotStartException("the key in " + file + " is damaged or its name is not allowed");
        }
    }

    private static void make(Path file, String name) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        VerifierKey verifier = VerifierKey.of(name, VerifierKey.Algorithm.COSIGNATURE_V1, pair.getPublic());
        // Two lines: the public key as it is published, the private key as PKCS #8 in base64.
        String lines =
                verifier.render() + "\n" + StrictBase64.encode(pair.getPrivate().getEncoded()) + "\n";
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        DurableFile.write(file, lines.getBytes(StandardCharsets.UTF_8));
    }

    private static WitnessKey read(Path file)
            throws IOException, GeneralSecurityException, MalformedException, CannotStartException {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() != 2) {
            throw new CannotStartException("the key in " + file + " is damaged");
        }
        VerifierKey verifier = VerifierKey.parse(lines.get(0));
        PrivateKey signer = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(StrictBase64.decode(lines.get(1))));
        WitnessKey key = new WitnessKey(verifier, signer);
        byte[] probe = "probe".getBytes(StandardCharsets.UTF_8);
        if (verifier.algorithm() != VerifierKey.Algorithm.COSIGNATURE_V1
                || !verifier.verifies(probe, key.sign(probe))) {
            throw new CannotStartException("the two halves of the key in " + file + " do not belong together");
        }
        return key;
    }

    VerifierKey verifier() {
        return verifier;
    }

    NoteSignature cosign(long timestamp, String noteText) {
        return NoteSignature.of(
                verifier, Cosignature.timestamped(timestamp, sign(Cosignature.message(timestamp, noteText))));
    }

    private byte[] sign(byte[] message) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(signer);
            ed25519.update(message);
            return ed25519.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java 17 signs with Ed25519", impossible);
        }
    }
}
