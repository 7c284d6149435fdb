package io.equiveil.ledger.spi;

/// Uses keys on the ledger's behalf without giving them away.
public interface LedgerKeys {

    /// The log's Ed25519 public key, 32 bytes.
    byte[] publicKey();

    /// Signs the text of a checkpoint with Ed25519 (RFC 8032); 64 bytes.
    byte[] sign(byte[] noteText);

    /// Authenticates a receipt: HMAC-SHA256, 32 bytes.
    byte[] receiptMac(byte[] receipt);
}
