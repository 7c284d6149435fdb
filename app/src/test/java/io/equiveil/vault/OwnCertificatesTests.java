package io.equiveil.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates as providers hand them out, made with the JDK's own tool: a root, a server below it, a stranger.
class OwnCertificatesTests {

    private static final String PASSWORD = "changeit9";
    private static final String HOST = "deal.example.cn";

    @TempDir
    static Path folder;

    private static byte[] pfx;
    private static byte[] jks;
    private static String chain;
    private static String server;
    private static String key;

    private final RootKey rootKey = new RootKey(new byte[RootKey.LENGTH]);
    private final OwnCertificates own = new OwnCertificates(folder, rootKey, Clock.systemUTC());

    @BeforeAll
    static void makeThem() throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                "ca",
                "-keyalg",
                "EC",
                "-dname",
                "CN=Example CA",
                "-ext",
                "bc:c",
                "-keystore",
                "ca.p12");
        keytool("-genkeypair", "-alias", "s", "-keyalg", "EC", "-dname", "CN=x", "-keystore", "s.p12");
        keytool("-certreq", "-alias", "s", "-keystore", "s.p12", "-file", "s.csr");
        keytool(
                "-gencert",
                "-alias",
                "ca",
                "-keystore",
                "ca.p12",
                "-infile",
                "s.csr",
                "-outfile",
                "s.pem",
                "-rfc",
                "-ext",
                "san=dns:" + HOST + ",dns:*.other.example.cn",
                "-validity",
                "90");
        keytool("-exportcert", "-alias", "ca", "-keystore", "ca.p12", "-rfc", "-file", "ca.pem");
        keytool("-importcert", "-noprompt", "-alias", "ca", "-keystore", "s.p12", "-file", "ca.pem");
        keytool("-importcert", "-noprompt", "-alias", "s", "-keystore", "s.p12", "-file", "s.pem");
        keytool(
                "-importkeystore",
                "-srckeystore",
                "s.p12",
                "-srcstorepass",
                PASSWORD,
                "-destkeystore",
                "s.jks",
                "-deststoretype",
                "JKS");
        pfx = Files.readAllBytes(folder.resolve("s.p12"));
        jks = Files.readAllBytes(folder.resolve("s.jks"));
        server = Files.readString(folder.resolve("s.pem"));
        chain = server + Files.readString(folder.resolve("ca.pem"));
        var store = KeyStore.getInstance(folder.resolve("s.p12").toFile(), PASSWORD.toCharArray());
        key = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(
                                store.getKey("s", PASSWORD.toCharArray()).getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    @Test
    void everyFormThatProvidersHandOutIsUnderstood() throws Exception {
        Map<String, Map<String, byte[]>> forms = new LinkedHashMap<>();
        forms.put("two PEM files", Map.of("a.pem", ascii(chain), "a.key", ascii(key)));
        forms.put("one PEM file in the wrong order", Map.of("all.pem", ascii(key + reversed())));
        forms.put("a PFX", Map.of("a.pfx", pfx));
        forms.put("a JKS", Map.of("a.jks", jks));
        forms.put(
                "an archive for nginx",
                Map.of("a.zip", zip(Map.of("x/", new byte[0], "x/a.pem", ascii(chain), "x/a.key", ascii(key)))));

        for (var form : forms.entrySet()) {
            OwnCertificate read = own.read(form.getValue(), PASSWORD, HOST);
            assertThat(read.names()).as(form.getKey()).contains(HOST);
            assertThat(read.chain()).as(form.getKey()).hasSize(2);
            assertThat(read.isComplete()).isTrue();
        }
        assertThat(own.read(
                                Map.of(
                                        "t.zip",
                                        zip(Map.of("a.pfx", pfx, "pfx-password.txt", ascii(PASSWORD + "\r\n")))),
                                "",
                                HOST)
                        .names())
                .as("the password lies in the archive")
                .contains(HOST);
        assertThat(own.read(Map.of("a.pem", ascii(server + key)), "", HOST).isComplete())
                .isFalse();
    }

    @Test
    void whatIsWrongIsNamed() throws Exception {
        assertThat(fault(Map.of("a.pfx", pfx), "wrong", HOST)).isEqualTo(CertificateFault.PASSWORD);
        assertThat(fault(Map.of("a.pfx", pfx), "", HOST)).isEqualTo(CertificateFault.PASSWORD);
        assertThat(fault(Map.of("a.pem", ascii(chain)), "", HOST)).isEqualTo(CertificateFault.NO_KEY);
        assertThat(fault(Map.of("a.key", ascii(key)), "", HOST)).isEqualTo(CertificateFault.NO_CERTIFICATE);
        assertThat(fault(Map.of("a.txt", ascii("hello")), "", HOST)).isEqualTo(CertificateFault.NOT_UNDERSTOOD);
        assertThat(fault(Map.of("a.zip", zip(Map.of("b.zip", zip(Map.of("a.pem", ascii(chain)))))), "", HOST))
                .isEqualTo(CertificateFault.NOT_UNDERSTOOD);
        assertThat(fault(
                        Map.of("ca.pem", ascii(Files.readString(folder.resolve("ca.pem"))), "a.key", ascii(key)),
                        "",
                        HOST))
                .isEqualTo(CertificateFault.NO_MATCH);
        assertThat(fault(Map.of("a.pem", ascii(chain + key)), "", "elsewhere.example.cn"))
                .isEqualTo(CertificateFault.OTHER_NAME);
        assertThat(fault(Map.of("a.pem", new byte[3 << 20]), "", HOST)).isEqualTo(CertificateFault.TOO_LARGE);
        assertThat(fault(Map.of("bomb.zip", zip(Map.of("a.pem", new byte[40 << 20]))), "", HOST))
                .isEqualTo(CertificateFault.TOO_LARGE);
        OwnCertificates later = new OwnCertificates(
                folder, rootKey, Clock.fixed(Instant.now().plus(Duration.ofDays(91)), ZoneOffset.UTC));
        assertThat(catchThrowableOfType(
                                OwnCertificate.Unusable.class,
                                () -> later.read(Map.of("a.pem", ascii(chain + key)), "", HOST))
                        .fault())
                .isEqualTo(CertificateFault.EXPIRED);
    }

    @Test
    void whoeverOnlyBearsTheNameOfItsSignerIsLeftOut() throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                "ca",
                "-keyalg",
                "EC",
                "-dname",
                "CN=Example CA",
                "-ext",
                "bc:c",
                "-keystore",
                "no.p12");
        keytool("-exportcert", "-alias", "ca", "-keystore", "no.p12", "-rfc", "-file", "no.pem");
        String namesake = Files.readString(folder.resolve("no.pem"));

        assertThat(own.read(Map.of("a.pem", ascii(server + namesake + key)), "", HOST)
                        .isComplete())
                .isFalse();
        assertThat(own.read(Map.of("a.pem", ascii(namesake + chain + key)), "", HOST)
                        .chain())
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void aStarStandsForOneLabel() throws Exception {
        OwnCertificate read = own.read(Map.of("a.pem", ascii(chain + key)), "", HOST);

        assertThat(read.covers("a.other.example.cn")).isTrue();
        assertThat(read.covers("a.b.other.example.cn")).isFalse();
        assertThat(read.covers("other.example.cn")).isFalse();
        assertThat(read.covers("DEAL.example.cn")).isTrue();
    }

    @Test
    void itIsKeptWithItsKeySealedAndServed() throws Exception {
        Path keys = Files.createDirectory(folder.resolve("keys"));
        OwnCertificates kept = new OwnCertificates(keys, rootKey, Clock.systemUTC());
        assertThat(kept.kept()).isEmpty();

        OwnCertificate read = kept.read(Map.of("a.pem", ascii(chain + key)), "", HOST);
        kept.prepare(read).discard();
        assertThat(kept.kept()).isEmpty();
        kept.prepare(read).putInPlace();

        assertThat(kept.kept().orElseThrow().chain()).isEqualTo(read.chain());
        assertThat(Files.readString(keys.resolve("tls-own.key.sealed"), StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(read.key().getEncoded(), StandardCharsets.ISO_8859_1));
        OwnCertificates.Served served = OwnCertificates.served(read);
        assertThat(served.store().getCertificateChain("server")).hasSize(2);
        assertThat(new OwnCertificates(keys, new RootKey(new byte[32]), Clock.systemUTC()).kept())
                .isPresent();
        byte[] other = new byte[32];
        other[0] = 1;
        assertThat(new OwnCertificates(keys, new RootKey(other), Clock.systemUTC()).kept())
                .as("under another root key")
                .isEmpty();
        kept.remove();
        assertThat(kept.kept()).isEmpty();
    }

    private CertificateFault fault(Map<String, byte[]> files, String password, String host) {
        return catchThrowableOfType(OwnCertificate.Unusable.class, () -> own.read(files, password, host))
                .fault();
    }

    private static String reversed() throws Exception {
        return Files.readString(folder.resolve("ca.pem")) + server;
    }

    private static byte[] zip(Map<String, byte[]> files) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(
                List.of(arguments).contains("-importkeystore")
                        ? List.of("-deststorepass", PASSWORD)
                        : List.of("-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
