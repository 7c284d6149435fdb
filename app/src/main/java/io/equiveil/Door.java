package io.equiveil;

import io.equiveil.engine.PublicAddress;
import io.equiveil.engine.StartRefused;
import io.equiveil.engine.TlsDoor;
import io.equiveil.vault.KeyMatch;
import io.equiveil.vault.LocalAuthority;
import io.equiveil.vault.OwnCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collections;
import java.util.Date;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/// How the server is reached: plain HTTP on loopback only, or TLS 1.3 from anywhere.
sealed interface Door {

    PublicAddress address();

    /// The port that is really opened.
    default int localPort() {
        return address().port();
    }

    /// Of the practice house: plain HTTP on 127.0.0.1, passed on by the house that started it, which has the TLS.
    ///
    /// @param address where browsers are
    record Practice(PublicAddress address, int localPort) implements Door {}

    /// Plain HTTP on 127.0.0.1, so that a browser opens it without a warning and passkeys work.
    record Loopback(PublicAddress address) implements Door {}

    /// Nobody gets in: for work that needs the whole house but no visitors, such as a backup while it is stopped.
    record Closed(PublicAddress address) implements Door {}

    /// TLS 1.3, nothing older.
    ///
    /// @param own the identity from the local authority; empty with a certificate of somebody else
    record Tls(
            PublicAddress address, SslBundle bundle, Optional<LocalAuthority.ServerIdentity> own, TlsDoor.Origin origin)
            implements Door {

        private static final SslOptions ONLY_TLS_1_3 = SslOptions.of(Collections.emptySet(), Set.of("TLSv1.3"));

        static Tls ofLocalAuthority(PublicAddress address, LocalAuthority.ServerIdentity identity) {
            return new Tls(
                    address,
                    bundle(identity.keyStore(), identity.password()),
                    Optional.of(identity),
                    TlsDoor.Origin.LOCAL_AUTHORITY);
        }

        /// With the certificate that the firm uploaded.
        static Tls ofUpload(PublicAddress address, OwnCertificates.Served served) {
            return new Tls(
                    address, bundle(served.store(), served.password()), Optional.empty(), TlsDoor.Origin.UPLOADED);
        }

        /// @param store one entry, `server`
        static SslBundle bundle(KeyStore store, String password) {
            return SslBundle.of(
                    SslStoreBundle.of(store, password, null), SslBundleKey.of(password, "server"), ONLY_TLS_1_3);
        }

        /// @throws StartRefused if the files cannot be read, do not belong together, or the certificate is not valid
        /// now
        static Tls ofOperator(PublicAddress address, Path certificate, Path key, Clock clock) {
            try {
                PemSslStoreDetails details = PemSslStoreDetails.forCertificate(Files.readString(certificate))
                        .withPrivateKey(Files.readString(key))
                        .withAlias("server");
                PemSslStoreBundle stores = new PemSslStoreBundle(details, null);
                KeyStore store = Objects.requireNonNull(stores.getKeyStore());
                X509Certificate first = (X509Certificate) store.getCertificate("server");
                if (!KeyMatch.belongTogether((PrivateKey) store.getKey("server", null), first.getPublicKey())) {
                    throw new IllegalArgumentException("another certificate's key");
                }
                first.checkValidity(Date.from(clock.instant()));
                return new Tls(
                        address,
                        SslBundle.of(stores, SslBundleKey.of(null, "server"), ONLY_TLS_1_3),
                        Optional.empty(),
                        TlsDoor.Origin.START_OPTIONS);
            } catch (CertificateExpiredException | CertificateNotYetValidException e) {
                throw new StartRefused(
                        "证书 " + certificate + " 现在不在有效期内。",
                        "The certificate " + certificate + " is not valid at this time.",
                        e);
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                throw new StartRefused(
                        "证书或私钥用不了（需要 PEM，且二者成对）：" + certificate + "、" + key + "。",
                        "Certificate or key cannot be used (PEM, and belonging together): " + certificate + ", " + key
                                + ".",
                        e);
            }
        }
    }
}
