package io.equiveil.vault;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter.Algorithm;
import org.bouncycastle.crypto.threshold.ShamirSecretSplitter.Mode;
import org.bouncycastle.crypto.threshold.ShamirSplitSecret;
import org.bouncycastle.crypto.threshold.ShamirSplitSecretShare;
import org.springframework.stereotype.Component;

/// Splits the root key into sheets of paper, and makes it of them again when its passphrase is lost.
///
/// Each set is made with fresh randomness. Sheets of an older set stay good for as long as they exist, for the
/// root key is the same: they are collected and destroyed by people.
@Component
public final class RecoverySheets {

    /// Fewest sheets that may make the key: one person alone never can.
    public static final int LEAST_NEEDED = 2;

    /// Most sheets of a set.
    public static final int MOST = 7;

    private static final int CHECK_BYTES = 8;
    private static final int SET_BYTES = 4;

    private final RootKey rootKey;

    RecoverySheets(RootKey rootKey) {
        this.rootKey = rootKey;
    }

    /// Sheets do not make the key.
    public static final class NoKey extends Exception {

        /// Why not.
        public enum Because {
            /// Fewer different sheets than the set needs.
            TOO_FEW,
            /// Of more than one set.
            DIFFERENT_SETS,
            /// Together they make another key than the one that was split; one of them is forged.
            FORGED
        }

        private final Because because;

        NoKey(Because because) {
            super("the sheets do not make the root key: " + because);
            this.because = because;
        }

        public Because because() {
            return because;
        }
    }

    /// Makes a set.
    ///
    /// @param needed sheets that make the key, at least [#LEAST_NEEDED]
    /// @param count  sheets of the set, at least as many as needed and at most [#MOST]
    public List<RecoverySheet> make(int needed, int count) {
        if (needed < LEAST_NEEDED || count < needed || count > MOST) {
            throw new IllegalArgumentException("a set has 2 to " + MOST + " sheets, and needs 2 to all of them");
        }
        SecureRandom random = new SecureRandom();
        byte[] set = new byte[SET_BYTES];
        random.nextBytes(set);
        byte[] secret = rootKey.reveal();
        try {
            ShamirSplitSecretShare[] shares = new ShamirSecretSplitter(
                            Algorithm.AES, Mode.Native, RootKey.LENGTH, random)
                    .resplit(secret, needed, count)
                    .getSecretShares();
            List<RecoverySheet> sheets = new ArrayList<>();
            for (int number = 1; number <= count; number++) {
                byte[] share = shares[number - 1].getEncoded();
                sheets.add(RecoverySheet.of(needed, count, number, set, check(rootKey), share));
                Arrays.fill(share, (byte) 0);
            }
            return sheets;
        } catch (IOException e) {
            throw new IllegalStateException("shares are in memory", e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /// Makes the key of sheets.
    ///
    /// @param sheets in any order; the same one twice counts once
    public static RootKey combine(List<RecoverySheet> sheets) throws NoKey {
        List<RecoverySheet> different = new ArrayList<>();
        for (RecoverySheet sheet : sheets) {
            RecoverySheet first = sheets.getFirst();
            if (!sheet.set().equals(first.set())
                    || sheet.needed() != first.needed()
                    || sheet.count() != first.count()
                    || !Arrays.equals(sheet.check(), first.check())) {
                throw new NoKey(NoKey.Because.DIFFERENT_SETS);
            }
            if (different.stream().noneMatch(other -> other.number() == sheet.number())) {
                different.add(sheet);
            }
        }
        if (different.isEmpty() || different.size() < different.getFirst().needed()) {
            throw new NoKey(NoKey.Because.TOO_FEW);
        }
        ShamirSplitSecretShare[] shares = different.stream()
                .limit(different.getFirst().needed())
                .map(sheet -> new ShamirSplitSecretShare(sheet.share(), sheet.number()))
                .toArray(ShamirSplitSecretShare[]::new);
        byte[] secret = new byte[0];
        try {
            secret = new ShamirSplitSecret(Algorithm.AES, Mode.Native, shares).getSecret();
            RootKey key = new RootKey(secret);
            if (!MessageDigest.isEqual(check(key), different.getFirst().check())) {
                throw new NoKey(NoKey.Because.FORGED);
            }
            return key;
        } catch (IOException e) {
            throw new IllegalStateException("shares are in memory", e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static byte[] check(RootKey key) {
        return key.derive("recovery sheet check v1", CHECK_BYTES);
    }
}
