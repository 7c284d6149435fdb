package io.equiveil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The owner prints three sheets and uploads a certificate, which the running server shows; the passphrase is lost, and
/// two of the sheets bring everything back. Two starts of the packaged application: the parts of it run every time as
/// `RecoverTests`, `RecoveryPagesTests` and `CertificatePagesTests`.
@Tag("soak")
class KeysTests {

    private static final String PASSWORD = "changeit9";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path folder;

    private static Installation at;
    private static String token;

    @BeforeAll
    static void startForTheFirstTime() throws Exception {
        at = new Installation(folder);
        at.start();
        token = owner();
    }

    @AfterAll
    static void leaveNothingRunning() throws Exception {
        at.close();
    }

    @Test
    void twoOfThreeSheetsBringBackWhatALostPassphraseClosedAndTheUploadedCertificateIsShownAtOnceAndAfterwards()
            throws Exception {
        JsonNode made = at.post(
                "/api/set-up/recovery-sheets",
                Map.of("needed", 2, "holders", List.of("BANK_BOX", "LAWYER_OR_NOTARY", "OFFICE_SAFE")),
                token);
        at.post(
                "/api/set-up/recovery-sheets/confirmations",
                Map.of(
                        "number",
                        3,
                        "checkCode",
                        made.path("set")
                                .path("sheets")
                                .path(2)
                                .path("checkCode")
                                .asString()),
                token);
        assertThat(at.recover("--rehearse", "--sheets", sheets(made, 0, 1)))
                .as("while it runs")
                .contains("演练成功");

        Path pfx = pfx();
        assertThatThrownBy(() -> trusting(pfx, "/ledger/key"))
                .as("before it was uploaded")
                .isInstanceOf(IOException.class);
        JsonNode view = at.postFile("/api/set-up/certificate", form(Files.readAllBytes(pfx)), "----form", token);
        assertThat(view.path("from").asString()).isEqualTo("UPLOADED");
        assertThat(trusting(pfx, "/ledger/key")).as("in a new connection").isNotEmpty();
        at.close();

        Files.writeString(folder.resolve("passphrase"), "a passphrase that nobody chose\n");
        assertThatThrownBy(at::start).hasMessageContaining("口令不对");
        assertThat(at.recover("--sheets", sheets(made, 2, 0))).contains("已恢复");
        at.start();

        JsonNode step =
                JSON.readTree(trusting(pfx, "/api/set-up")).path("steps").path(4);
        assertThat(step.path("step").asString())
                .as("the same house: its certificate, its session, its book of sheets")
                .isEqualTo("recovery");
        assertThat(step.path("done").asInt()).isEqualTo(1);
        assertThat(step.path("of").asInt()).isEqualTo(3);
        at.close();

        assertThat(at.command("let-in", "--login", "nobody")).contains("没有登录名为 nobody 的在用账号");
        String said = at.command("let-in", "--login", "owner");
        assertThat(said).contains("https://localhost:8443/enrol/");
        at.start();
        assertThat(trusting(pfx, "/enrol/" + said.replaceAll("(?s).*/enrol/(\\S+).*", "$1")))
                .as("the link is alive")
                .contains("name=\"password\"");
    }

    private static byte[] form(byte[] content) throws IOException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.write(("------form\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n" + PASSWORD
                        + "\r\n------form\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.pfx\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.write(content);
        form.write("\r\n------form--\r\n".getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }

    /// Asks in a new connection that trusts this certificate and no other.
    private static String trusting(Path pfx, String path) throws Exception {
        KeyStore store = KeyStore.getInstance(pfx.toFile(), PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("s", store.getCertificate("s"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(at.address() + path))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static Path pfx() throws Exception {
        Path file = folder.resolve("own.p12");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "s",
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
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return file;
    }

    private static String sheets(JsonNode made, int... which) throws Exception {
        List<String> lines = new ArrayList<>();
        for (int sheet : which) {
            for (JsonNode line : made.path("sheets").path(sheet)) {
                lines.add(line.asString());
            }
        }
        Path file = Files.createTempFile(folder, "sheets", ".txt");
        Files.write(file, lines);
        return file.toString();
    }

    private static String owner() throws Exception {
        JsonNode invited = at.post(
                "/api/identity/first-administrators",
                Map.of("link", at.secretOfLink(), "name", "秦岳", "login", "owner", "codeName", "负责人"),
                "");
        String link = invited.path("link").asString();
        String password = "correct horse battery for keys";
        JsonNode seed = at.post("/api/identity/enrolments", Map.of("link", link, "password", password), "");
        AuthenticatorApp app = new AuthenticatorApp(seed.path("totpSecret").asString());
        at.post("/api/identity/enrolments/confirmations", Map.of("link", link, "code", app.code()), "");
        return at.post("/api/session/staff", Map.of("login", "owner", "password", password, "code", app.code()), "")
                .path("token")
                .asString();
    }
}
