package io.equiveil.engine;

import java.security.KeyStore;
import javax.net.ssl.SSLContext;

/// The encrypted door of the running server. There is none in the demo, which serves loopback only.
public interface TlsDoor {

    /// Where the certificate of the moment comes from.
    enum Origin {
        /// The small authority of this installation; browsers trust it once it is imported.
        LOCAL_AUTHORITY,
        /// Files that the start was given; they go before everything else.
        START_OPTIONS,
        /// Uploaded by the firm.
        UPLOADED
    }

    Origin origin();

    /// The certificate of the moment, for one more encrypted door.
    SSLContext context();

    /// Serves another certificate from the next connection on, without a restart.
    ///
    /// @param store one entry, `server`
    void serve(KeyStore store, String password, Origin origin);
}
