package io.equiveil.identity;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.SessionId;
import io.equiveil.vault.GateRows.GateRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A session with somebody in it, as stored.
///
/// @param tokenMac keyed hash of the secret; in the MAC, so that a row cannot be given to another secret
/// @param device   what the browser's device token hashed to at sign-in
record SignedInSession(
        SessionId id,
        PersonId person,
        Digest tokenMac,
        Visit.Appliance appliance,
        int factors,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        Instant provenAt,
        Optional<Digest> device,
        Optional<Instant> endedAt,
        long version,
        Digest leaf,
        byte[] mac) {

    static String rowName(SessionId id) {
        return "identity.sessions/" + id;
    }

    GateRow gateRow() {
        return new GateRow(rowName(id), version, leaf, content());
    }

    /// Everything but the time of the last visit, which changes without an entry.
    private List<String> content() {
        return List.of(
                person.toString(),
                tokenMac.hex(),
                appliance.name(),
                Integer.toString(factors),
                createdAt.toString(),
                expiresAt.toString(),
                provenAt.toString(),
                device.map(Digest::hex).orElse(""),
                endedAt.map(Instant::toString).orElse(""));
    }

    SignedInSession with(long newVersion, Digest newLeaf) {
        return new SignedInSession(
                id,
                person,
                tokenMac,
                appliance,
                factors,
                createdAt,
                lastSeenAt,
                expiresAt,
                provenAt,
                device,
                endedAt,
                newVersion,
                newLeaf,
                mac);
    }

    SignedInSession provenAgain(Digest newTokenMac, Instant at) {
        return new SignedInSession(
                id,
                person,
                newTokenMac,
                appliance,
                factors,
                createdAt,
                at,
                expiresAt,
                at,
                device,
                endedAt,
                version,
                leaf,
                mac);
    }

    SignedInSession ended(Instant at) {
        return new SignedInSession(
                id,
                person,
                tokenMac,
                appliance,
                factors,
                createdAt,
                lastSeenAt,
                expiresAt,
                provenAt,
                device,
                Optional.of(at),
                version,
                leaf,
                mac);
    }
}
