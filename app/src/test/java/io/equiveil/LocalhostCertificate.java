package io.equiveil;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/// A certificate of its own for `localhost`, made by the JDK's `keytool`, for servers that tests start.
public final class LocalhostCertificate {

    /// Under which key and certificate stand in the store.
    public static final String ALIAS = "s";

    private static final String PASSWORD = "changeit";

    private LocalhostCertificate() {}

    /// Password of the store and of its key.
    public static char[] password() {
        return PASSWORD.toCharArray();
    }

    /// Makes one.
    ///
    /// @param folder where the store is written
    public static KeyStore make(Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve("localhost.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool failed");
        }
        return KeyStore.getInstance(file.toFile(), password());
    }
}
