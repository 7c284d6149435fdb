package io.equiveil.ledger;

import io.equiveil.proofs.MalformedException;
import io.equiveil.proofs.VerifierKey;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of the log.
///
/// @param origin       the log's name, for ever: it stands in every checkpoint and in the key that is handed out
/// @param publishEvery cadence of public checkpoints; at least one second
/// @param signEvery    cadence of the parties' checkpoints; at most one second
/// @param recordWithin how long a release waits for its entry at most
/// @param waiting      releases that may wait for their entry
/// @param overdueAfter from when on an entry without an index turns the control red
/// @param auditEvery   how often all of it is checked
/// @param witnesses    who is asked to cosign
@ConfigurationProperties("equiveil.ledger")
public record LedgerSettings(
        @DefaultValue("equiveil.local/ledger") String origin,
        @DefaultValue("10s") Duration publishEvery,
        @DefaultValue("500ms") Duration signEvery,
        @DefaultValue("2s") Duration recordWithin,
        @DefaultValue("4096") int waiting,
        @DefaultValue("5s") Duration overdueAfter,
        @DefaultValue("24h") Duration auditEvery,
        @DefaultValue List<Witness> witnesses) {

    /// A witness.
    ///
    /// @param url prefix of its `add-checkpoint`
    /// @param key its verifier key, one line
    public record Witness(URI url, String key) {

        VerifierKey verifierKey() {
            try {
                return VerifierKey.parse(key);
            } catch (MalformedException e) {
                throw new IllegalArgumentException("equiveil.ledger.witnesses: not a verifier key: " + key, e);
            }
        }
    }

    /// @throws IllegalArgumentException for a setting that cannot work
    public LedgerSettings {
        witnesses = List.copyOf(witnesses);
        if (publishEvery.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("equiveil.ledger.publish-every is below one second: " + publishEvery);
        }
        if (signEvery.isNegative() || signEvery.isZero() || signEvery.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new IllegalArgumentException("equiveil.ledger.sign-every is above one second: " + signEvery);
        }
        if (auditEvery.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("equiveil.ledger.audit-every is below one minute: " + auditEvery);
        }
        if (recordWithin.compareTo(Duration.ofMillis(250)) < 0 || waiting < 1) {
            throw new IllegalArgumentException("equiveil.ledger: releases need time and room to be recorded");
        }
        if (!origin.matches("[!-*,-~]{3,200}")) {
            throw new IllegalArgumentException("equiveil.ledger.origin has no spaces and no plus sign: " + origin);
        }
        for (Witness witness : witnesses) {
            if (witness.verifierKey().algorithm() != VerifierKey.Algorithm.COSIGNATURE_V1) {
                throw new IllegalArgumentException("equiveil.ledger.witnesses: not a witness's key: " + witness.key());
            }
        }
    }
}
