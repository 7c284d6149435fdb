package io.equiveil.setup;

import io.equiveil.vault.OwnCertificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Under which name and certificate this server is reached.
///
/// @param host the public name, fixed at the first start
/// @param from where the certificate of the moment comes from
/// @param kept the firm's own certificate, if one was uploaded
public record CertificateStanding(String host, From from, Optional<Uploaded> kept) {

    /// Where a certificate comes from.
    public enum From {
        /// The small authority of this installation; browsers trust it once it is imported.
        LOCAL_AUTHORITY,
        /// Files that the start was given; they go before everything else.
        START_OPTIONS,
        UPLOADED,
        /// There is none: the demo serves loopback only, and is not encrypted.
        NOWHERE
    }

    /// What an uploaded certificate says.
    ///
    /// @param names    host names that it is for
    /// @param complete whether those that signed it came along
    public record Uploaded(List<String> names, Instant notAfter, boolean complete) {

        public Uploaded {
            names = List.copyOf(names);
        }

        static Uploaded of(OwnCertificate certificate) {
            return new Uploaded(certificate.names(), certificate.notAfter(), certificate.isComplete());
        }
    }

    /// Whether the name means something outside the office.
    public boolean isPublicName() {
        return host.contains(".") && !host.endsWith(".local") && !host.endsWith(".localhost");
    }

    /// Whether browsers trust the certificate without importing anything, as far as this server can know.
    public boolean isOwn() {
        return from == From.START_OPTIONS || kept.isPresent();
    }

    /// Whether what was uploaded waits, because the start names other files.
    public boolean isOverruled() {
        return from == From.START_OPTIONS && kept.isPresent();
    }
}
