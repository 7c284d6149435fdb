package io.equiveil.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.House;
import io.equiveil.engine.PublicAddress;
import io.equiveil.engine.TlsDoor;
import io.equiveil.evidence.Leaks;
import io.equiveil.files.FilesInTests;
import io.equiveil.files.SentFiles;
import io.equiveil.identity.Browser;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.OwnCertificates;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

/// The firm’s own certificate is uploaded, kept with its key sealed, and taken away again.
class CertificatePagesTests {

    private static final House HOUSE = House.open();
    private static final String PASSWORD = "changeit9";
    private static final String BOUNDARY = "----form";

    @TempDir
    Path folder;

    private final SignedInPerson owner = PeopleInTests.staff(HOUSE, Role.OWNER);

    @Test
    void aPfxIsTakenInItsKeyIsNowhereInClearAndItGoesAgain() throws Exception {
        byte[] pfx = pfx("localhost");
        KeyStore store = KeyStore.getInstance(folder.resolve("localhost.p12").toFile(), PASSWORD.toCharArray());
        String key = Base64.getEncoder()
                .encodeToString(store.getKey("s", PASSWORD.toCharArray()).getEncoded());
        Instant before = Instant.now();

        assertThat(send(pfx, "wrong").body()).contains("certificate-refused", "\"fault\":\"PASSWORD\"");
        assertThat(send(pfx("deal.example.cn"), PASSWORD).body()).contains("\"fault\":\"OTHER_NAME\"");
        assertThat(HOUSE.bean(CertificateDesk.class).standing().kept()).isEmpty();

        HttpResponse<String> taken = send(pfx, PASSWORD);
        assertThat(taken.body()).contains("\"names\":[\"localhost\"]", "\"complete\":true");
        assertThat(Leaks.of(List.of(key, PASSWORD), HOUSE.dataFolder(), before)).isEmpty();
        assertThat(HOUSE.bean(SetUp.class).guide().of(SetUpStep.ADDRESS).state())
                .isEqualTo(StepStanding.State.DONE);

        Browser browser = Browser.signedIn(HOUSE, owner);
        assertThat(browser.open("/set-up/address?lang=zh-CN").body())
                .contains("只在办公室里打得开", "换新证书", "有效期至")
                .doesNotContain("??");
        assertThat(browser.open("/?lang=zh-CN").body()).as("ninety days left").doesNotContain("网站证书");
        assertThat(browser.follow(browser.submit("/set-up/address/removal", Map.of()))
                        .body())
                .contains("已移除", "上传正式证书");
        assertThat(call(HttpRequest.newBuilder(place()).DELETE()).statusCode()).isEqualTo(404);
        assertThat(HOUSE.ownerJdbc()
                        .sql("select count(*) from ledger.intake where kind in"
                                + " ('certificate-installed/v1', 'certificate-removed/v1')")
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void whatIsNoCertificateIsRefusedAndOthersUploadNothing() throws Exception {
        assertThat(send("hello".getBytes(StandardCharsets.UTF_8), "").body()).contains("NOT_UNDERSTOOD");
        assertThat(send(new byte[3 << 20], "").body()).contains("TOO_LARGE");
        PeopleInTests.provenLongAgo(HOUSE, owner);
        assertThat(send(pfx("localhost"), PASSWORD).body()).contains("confirm-identity");
        assertThat(HOUSE.bean(CertificateDesk.class).standing().kept()).isEmpty();
        SignedInPerson officer = PeopleInTests.staff(HOUSE, Role.COMPLIANCE_OFFICER);
        assertThat(Browser.signedIn(HOUSE, officer).open("/set-up/address").statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatTheLogDoesNotTakeIsNotKept() throws Exception {
        SentFiles upload = FilesInTests.of(pfx("localhost"));
        CertificateDesk unrecorded = new CertificateDesk(
                HOUSE.bean(OwnCertificates.class),
                HOUSE.bean(PublicAddress.class),
                new DefaultListableBeanFactory().getBeanProvider(TlsDoor.class),
                HOUSE.bean(Ledger.class),
                new TransactionTemplate(new NeverCommits(HOUSE.bean(PlatformTransactionManager.class))));

        assertThatThrownBy(() -> unrecorded.install(owner.requester(), upload, PASSWORD))
                .isInstanceOf(UnexpectedRollbackException.class);

        assertThat(HOUSE.bean(OwnCertificates.class).kept()).isEmpty();
        assertThat(HOUSE.dataFolder().resolve("keys"))
                .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("tls-own"));
    }

    /// The database fails at the last moment.
    private record NeverCommits(PlatformTransactionManager real) implements PlatformTransactionManager {

        @Override
        public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
            return real.getTransaction(definition);
        }

        @Override
        public void commit(TransactionStatus status) {
            real.rollback(status);
            throw new UnexpectedRollbackException("the database is gone");
        }

        @Override
        public void rollback(TransactionStatus status) {
            real.rollback(status);
        }
    }

    private byte[] pfx(String host) throws Exception {
        Path file = folder.resolve(host + ".p12");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "s",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=x",
                        "-ext",
                        "san=dns:" + host,
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return Files.readAllBytes(file);
    }

    private static URI place() {
        return URI.create(HOUSE.baseUrl() + "/api/set-up/certificate");
    }

    private HttpResponse<String> send(byte[] content, String password) throws Exception {
        byte[] head = ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n" + password
                        + "\r\n--" + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.pfx\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] foot = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return call(HttpRequest.newBuilder(place())
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArrays(List.of(head, content, foot))));
    }

    private HttpResponse<String> call(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    request.header("Authorization", "Bearer " + owner.token()).build(), BodyHandlers.ofString());
        }
    }
}
