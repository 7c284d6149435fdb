package io.equiveil.vault;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// The keys of the house, derived from the root key, each for one purpose (`docs/spec/keys.md` lists them all). None is
/// ever stored; whoever has the whole database has none of them.
@Component
class HouseKeys {

    private final RootKey rootKey;
    private final Map<String, MacKey> macKeys = new ConcurrentHashMap<>();
    private final Map<Integer, WipeableKey> keyEncryptionKeys = new ConcurrentHashMap<>();

    HouseKeys(RootKey rootKey) {
        this.rootKey = rootKey;
    }

    /// A key-encryption key. Each version is derived on its own, so that one that leaked says nothing of the next.
    WipeableKey keyEncryptionKey(int version) {
        return keyEncryptionKeys.computeIfAbsent(
                version,
                v -> new WipeableKey(
                        rootKey.derive("key-encryption key v" + v, Suite.KEY_BYTES), Suite.AES_256_GCM.keyAlgorithm()));
    }

    byte[] keyEncryptionCommitment(int version) {
        return rootKey.derive("key-encryption key v" + version + " commitment", SealedGroups.COMMITMENT_BYTES);
    }

    byte[] gateRowMac(byte[] message) {
        return mac("gate row mac v1", message);
    }

    byte[] receiptMac(byte[] message) {
        return mac("ledger receipt mac v1", message);
    }

    byte[] indexToken(String index, byte[] message) {
        return mac("blind index v1/" + index, message);
    }

    byte[] domainMac(String domain, byte[] message) {
        return mac("domain mac v1/" + domain, message);
    }

    /// A key for one message only, so that no key of the house ever seals a second one.
    WipeableKey messageKey(String domain, byte[] salt) {
        byte[] message = new Canonical().text("message key").fixed(salt).toBytes();
        return new WipeableKey(mac("house seal v1/" + domain, message), Suite.AES_256_GCM.keyAlgorithm());
    }

    /// Commits to the key of one message.
    byte[] messageCommitment(String domain, byte[] salt) {
        byte[] message = new Canonical().text("commitment").fixed(salt).toBytes();
        return java.util.Arrays.copyOf(mac("house seal v1/" + domain, message), SealedGroups.COMMITMENT_BYTES);
    }

    private byte[] mac(String info, byte[] message) {
        return macKeys.computeIfAbsent(info, i -> new MacKey(rootKey.derive(i, 32)))
                .of(message);
    }
}
