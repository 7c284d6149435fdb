package io.equiveil.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.equiveil.House;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.outgoing.InnerNetwork;
import jakarta.mail.internet.MimeMessage;
import java.io.FileInputStream;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// E-mails leave through a real mail server, over TLS or not at all, and say that something waits and
/// nothing else.
class MailTests {

    private static final Requester MACHINE = new Requester.Machine(SystemPrincipal.MESSENGER);

    @TempDir
    static Path folder;

    private static String certificate = "";

    private final House house = House.open();
    private final Channels channels = house.bean(Channels.class);
    private final SignedInPerson owner = PeopleInTests.staff(house, Role.OWNER);
    private GreenMail server;

    @BeforeAll
    static void makeTheServersCertificate() throws Exception {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "greenmail",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        System.setProperty("greenmail.tls.keystore.file", store.toString());
        System.setProperty("greenmail.tls.keystore.password", "changeit");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (FileInputStream in = new FileInputStream(store.toFile())) {
            keys.load(in, "changeit".toCharArray());
        }
        certificate = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(keys.getCertificate("greenmail").getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    @BeforeEach
    void start() {
        server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTPS));
        server.start();
        server.setUser("office@firm.example", "office", "password");
    }

    @AfterEach
    void stop() {
        channels.remove(owner.requester(), Channel.MAIL);
        server.stop();
        house.jdbc().sql("delete from messages.outbox").update();
    }

    @Test
    void whoeverWantsEmailsGetsOneWithTheSafetyWordAndWithoutContent() throws Exception {
        set(new ChannelSettings.Mail("localhost", port(), false, "office", "office@firm.example", certificate));
        SignedInPerson client = PeopleInTests.client(house, SubjectId.random());
        OwnPreferences preferences = house.bean(OwnPreferences.class);
        assertThat(preferences.say(client.requester(), false, true, false, Optional.empty(), Cleartext.of("nowhere")))
                .isEqualTo(OwnPreferences.Result.NO_ADDRESS);
        assertThat(preferences.say(
                        client.requester(), false, true, false, Optional.empty(), Cleartext.of("lin@client.example")))
                .isEqualTo(OwnPreferences.Result.DONE);

        house.bean(Messages.class)
                .announce(
                        client.person(),
                        Template.MATTER_MOVED,
                        Map.of("codeName", Cleartext.of("青松")),
                        Optional.empty(),
                        MACHINE);
        house.bean(Messenger.class).sendWhatIsDue();

        assertThat(server.waitForIncomingEmail(10_000, 1)).isTrue();
        MimeMessage mail = server.getReceivedMessages()[0];
        String text = (String) mail.getContent();
        assertThat(mail.getAllRecipients()[0]).hasToString("lin@client.example");
        assertThat(mail.getSubject()).contains("有一件事等您处理");
        assertThat(text).contains("您的防伪暗语：", "项目青松有新进展").doesNotContain("http", "199");
        assertThat(preferences.maskedAddress(client.requester()).orElseThrow().revealForDisplay())
                .isEqualTo("l***@client.example");
        assertThat(house.ownerJdbc()
                        .sql("select p::text from messages.preferences p where person_id = ?")
                        .param(client.person().value())
                        .query(String.class)
                        .single())
                .doesNotContain("client.example");
    }

    @Test
    void aServerThatOffersNoEncryptionOrShowsAnotherCertificateGetsNothing() {
        GreenMail clear = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        clear.start();
        try {
            set(new ChannelSettings.Mail(
                    "localhost", clear.getSmtp().getPort(), true, "", "office@firm.example", certificate));
            assertThat(tryOut()).isEqualTo(new Channels.Trial.NotTaken(Optional.of("NOT-REACHED")));
            assertThat(clear.getReceivedMessages()).isEmpty();
        } finally {
            clear.stop();
        }
        set(new ChannelSettings.Mail("localhost", port(), false, "office", "office@firm.example", ""));

        assertThat(tryOut()).isEqualTo(new Channels.Trial.NotTaken(Optional.of("NOT-REACHED")));
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void noMailServerInsideTheNetworkIsReachedUnlessTheOperatorAllowsIt() {
        set(new ChannelSettings.Mail("localhost", port(), false, "office", "office@firm.example", certificate));
        InnerNetwork rebound = new InnerNetwork(List.of()) {
            @Override
            public void check(String host) {
                // the name led outside a moment ago
            }
        };

        assertThat(mailBy(new InnerNetwork(List.of())).code()).contains(InnerNetwork.CODE);
        assertThat(mailBy(rebound).outcome()).isNotEqualTo(SendAnswer.Outcome.TAKEN);
        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(mailBy(new InnerNetwork(List.of("localhost"))).outcome()).isEqualTo(SendAnswer.Outcome.TAKEN);
    }

    private SendAnswer mailBy(InnerNetwork inner) {
        return new MailServer(house.bean(ChannelStore.class), inner)
                .send(MessageId.random(), Cleartext.of("lin@client.example"), new Wording.Mail("EquiVeil", "text"));
    }

    @Test
    void aTrialSaysWhenThePasswordIsWrong() {
        ChannelSettings settings =
                new ChannelSettings.Mail("localhost", port(), false, "office", "office@firm.example", certificate);
        channels.set(owner.requester(), settings, Cleartext.of("wrong"));

        assertThat(tryOut()).isEqualTo(new Channels.Trial.NotTaken(Optional.of("WRONG-PASSWORD")));

        set(settings);
        assertThat(tryOut()).isEqualTo(new Channels.Trial.Taken());
        assertThat(channels.tryOut(owner.requester(), Channel.MAIL, Cleartext.of("no address"), Locale.CHINA))
                .isEqualTo(new Channels.Trial.WrongAddress());
    }

    private int port() {
        return server.getSmtps().getPort();
    }

    private void set(ChannelSettings settings) {
        assertThat(channels.set(owner.requester(), settings, Cleartext.of("password")))
                .isEqualTo(new Channels.Result.Done());
    }

    private Channels.Trial tryOut() {
        return channels.tryOut(owner.requester(), Channel.MAIL, Cleartext.of("me@firm.example"), Locale.CHINA);
    }
}
