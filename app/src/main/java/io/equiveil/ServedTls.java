package io.equiveil;

import io.equiveil.engine.TlsDoor;
import java.security.KeyStore;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleRegistry;

/// The running server's certificate, exchanged through Spring's bundle: Tomcat takes the new one for the next
/// connection.
final class ServedTls implements TlsDoor {

    private final Supplier<SslBundleRegistry> registry;
    private volatile SslBundle bundle;
    private volatile Origin origin;

    ServedTls(Supplier<SslBundleRegistry> registry, SslBundle bundle, Origin origin) {
        this.bundle = bundle;
        this.registry = registry;
        this.origin = origin;
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public SSLContext context() {
        return bundle.createSslContext();
    }

    @Override
    public void serve(KeyStore store, String password, Origin from) {
        bundle = Door.Tls.bundle(store, password);
        registry.get().updateBundle(RunningHouse.TLS_BUNDLE, bundle);
        origin = from;
    }
}
