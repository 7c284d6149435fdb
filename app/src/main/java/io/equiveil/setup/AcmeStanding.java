package io.equiveil.setup;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// How an order for a certificate stands.
///
/// @param host      the name that it is for
/// @param directory the authority that was asked last
/// @param account   whether this server has an account with it
/// @param record    to be set in the domain's DNS, while one is wanted
/// @param renewsAt  from when on the server orders the next one by itself; empty if the certificate in use did not
///                  come this way
public record AcmeStanding(
        String host,
        AcmeStage stage,
        Optional<URI> directory,
        String email,
        boolean account,
        Optional<AcmeRecord> record,
        Optional<DnsAnswer> seen,
        Optional<AcmeTrouble> trouble,
        Optional<Instant> renewsAt,
        boolean renews) {}
