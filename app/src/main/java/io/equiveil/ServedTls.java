package io.equiveil;

import io.equiveil.engine.TlsDoor;
import java.security.KeyStore;
import java.util.function.Supplier;
import org.springframework.boot.ssl.SslBundleRegistry;

/// The running server's certificate, exchanged through Spring's bundle: Tomcat takes the new one for the next
/// connection.
final class ServedTls implements TlsDoor {

    private final Supplier<SslBundleRegistry> registry;
    private volatile Origin origin;

    ServedTls(Supplier<SslBundleRegistry> registry, Origin origin) {
        this.registry = registry;
        this.origin = origin;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public void serve(KeyStore store, String password, Origin from) {
        registry.get().updateBundle(RunningHouse.TLS_BUNDLE, Door.Tls.bundle(store, password));
        origin = from;
    }
}
