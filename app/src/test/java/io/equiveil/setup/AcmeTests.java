package io.equiveil.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.equiveil.House;
import io.equiveil.engine.PublicAddress;
import io.equiveil.engine.TlsDoor;
import io.equiveil.evidence.Leaks;
import io.equiveil.identity.Browser;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Ledger;
import io.equiveil.outgoing.InnerNetwork;
import io.equiveil.outgoing.Outgoing;
import io.equiveil.vault.OwnCertificate;
import io.equiveil.vault.OwnCertificates;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.transaction.support.TransactionTemplate;

/// A certificate is ordered from a real authority by ACME, put to use, and renewed in time.
class AcmeTests {

    private static final House HOUSE = House.open();
    private static final String HOST = "deal.example.test";

    @TempDir
    Path folder;

    private final SignedInPerson owner = PeopleInTests.staff(HOUSE, Role.OWNER);
    private final Requester.SignedIn who = owner.requester();
    private Clock clock = Clock.systemUTC();

    @AfterEach
    void nothingIsLeftUnderWay() {
        HOUSE.bean(AcmeStore.class)
                .change(who, HOUSE.bean(AcmeStore.class).find().version(), _ -> Optional.of(AcmeState.nothing()));
    }

    /// The parts of a server with a public name, on the house's database.
    private record Server(AcmeDesk desk, AcmeWorker worker, AcmeClock clock, OwnCertificates certificates) {}

    private Server server(Pebble pebble) throws Exception {
        return server(
                pebble,
                new InnerNetwork(List.of("localhost")),
                pebble.authority().toString());
    }

    private Server server(Pebble pebble, InnerNetwork inner, String authority) throws Exception {
        PublicAddress address = new PublicAddress("https", HOST, 443);
        OwnCertificates certificates =
                new OwnCertificates(folder, House.database().rootKey(), clock);
        CertificateDesk desk = new CertificateDesk(
                certificates,
                address,
                new DefaultListableBeanFactory().getBeanProvider(TlsDoor.class),
                HOUSE.bean(Ledger.class),
                HOUSE.bean(TransactionTemplate.class));
        AcmeStore store = HOUSE.bean(AcmeStore.class);
        DnsLook dns = new DnsLook(pebble.resolver(), clock);
        AcmeWorker worker = new AcmeWorker(store, new AcmeTalk(new Outgoing(inner), authority), desk, address, clock);
        AcmeDesk acme = new AcmeDesk(store, worker, desk, certificates, inner, dns, clock);
        return new Server(acme, worker, new AcmeClock(store, acme, worker, dns, clock), certificates);
    }

    private static AcmeOrder order(URI directory, Optional<AcmeOrder.ExternalKey> key) {
        return new AcmeOrder(directory, "owner@example.cn", true, key);
    }

    private static void awaitStage(Server server, AcmeStage stage) throws Exception {
        Instant end = Instant.now().plusSeconds(60);
        while (server.desk().standing().stage() != stage && Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        assertThat(server.desk().standing().stage())
                .as("%s", server.desk().standing().trouble())
                .isEqualTo(stage);
    }

    @Test
    void aCertificateIsOrderedProvenByARecordPutToUseAndRenewedInTime() throws Exception {
        assumeTrue(Pebble.isInstalled(), "needs Debian's package pebble");
        Instant before = Instant.now();
        try (Pebble pebble = Pebble.start(folder, false)) {
            Server server = server(pebble);
            assertThat(server.desk().begin(who, order(pebble.directory(), Optional.empty())))
                    .isInstanceOf(AcmeResult.Begun.class);
            awaitStage(server, AcmeStage.RECORD);
            AcmeRecord record = server.desk().standing().record().orElseThrow();
            assertThat(record.name()).isEqualTo("_acme-challenge." + HOST);

            Browser browser = Browser.signedIn(HOUSE, owner);
            assertThat(browser.open("/set-up/address/order?lang=zh-CN").body())
                    .contains(record.name(), record.value(), "请设置这条解析记录")
                    .doesNotContain("??");
            assertThat(browser.open("/?lang=zh-CN").body()).contains("申请网站证书：请设置解析记录");
            assertThat(browser.open("/set-up/address/order?lang=en").body())
                    .contains("Set this record")
                    .doesNotContain("??");

            assertThat(server.desk().goOn(who, false)).isInstanceOf(AcmeResult.NotVisible.class);
            pebble.text(record, "something else");
            assertThat(server.desk().look(who)).isInstanceOf(AcmeResult.NotVisible.class);
            assertThat(browser.open("/set-up/address/order?lang=zh-CN").body()).contains("something else", "但值不同");
            pebble.text(record, record.value());
            assertThat(server.desk().look(who)).isInstanceOf(AcmeResult.Begun.class);
            assertThat(browser.open("/set-up/address/order?lang=en").body()).contains("the record is visible");
            assertThat(server.desk().goOn(who, false)).isInstanceOf(AcmeResult.Begun.class);
            awaitStage(server, AcmeStage.IDLE);

            OwnCertificate first = server.certificates().kept().orElseThrow();
            assertThat(first.names()).containsExactly(HOST);
            assertThat(first.isComplete()).isTrue();
            assertThat(Leaks.of(List.of(record.value()), HOUSE.dataFolder(), before))
                    .isEmpty();
            server.clock().run();
            assertThat(server.desk().standing().stage()).as("years are left").isEqualTo(AcmeStage.IDLE);

            clock = Clock.offset(
                    Clock.systemUTC(),
                    Duration.between(Instant.now(), first.notAfter()).minus(Duration.ofDays(29)));
            Server later = server(pebble);
            later.clock().run();
            assertThat(later.desk().standing().renews()).isTrue();
            AcmeRecord next = later.desk().standing().record().orElseThrow();
            assertThat(next.value()).isNotEqualTo(record.value());
            assertThat(browser.open("/?lang=zh-CN").body()).contains("网站证书要续期：请更新解析记录");
            later.clock().run();
            assertThat(later.desk().standing().stage()).as("nobody set it yet").isEqualTo(AcmeStage.RECORD);
            pebble.noText(record);
            pebble.alias(record.name(), "certificates.example.test");
            pebble.text(new AcmeRecord("certificates.example.test", next.value()), next.value());
            later.clock().run();
            assertThat(later.desk().standing().stage())
                    .as("%s", later.desk().standing().trouble())
                    .isEqualTo(AcmeStage.IDLE);
            assertThat(later.certificates().kept().orElseThrow().chain().getFirst())
                    .isNotEqualTo(first.chain().getFirst());
        }
    }

    @Test
    void anAuthorityThatWantsAKeyGetsItAndWhatIsWrongIsSaidInOurWords() throws Exception {
        assumeTrue(Pebble.isInstalled(), "needs Debian's package pebble");
        Instant before = Instant.now();
        try (Pebble pebble = Pebble.start(folder, true)) {
            Server server = server(pebble);
            server.desk().begin(who, order(pebble.directory(), Optional.empty()));
            awaitStage(server, AcmeStage.FAILED);
            assertThat(server.desk().standing().trouble().orElseThrow().fault()).isEqualTo(AcmeFault.EXTERNAL_REQUIRED);
            Browser browser = Browser.signedIn(HOUSE, owner);
            assertThat(browser.open("/set-up/address/order?lang=zh-CN").body())
                    .contains("先在它的网站上开户", "再试一次")
                    .doesNotContain("??");

            server.desk()
                    .begin(
                            who,
                            order(
                                    pebble.directory(),
                                    Optional.of(new AcmeOrder.ExternalKey(Pebble.KEY_ID, Pebble.KEY))));
            awaitStage(server, AcmeStage.RECORD);
            assertThat(Leaks.of(List.of(Pebble.KEY), HOUSE.dataFolder(), before))
                    .isEmpty();
            assertThat(HOUSE.bean(AcmeStore.class).find().state().external())
                    .as("forgotten once the account stands")
                    .isEmpty();

            pebble.text(server.desk().standing().record().orElseThrow(), "wrong");
            assertThat(server.desk().goOn(who, true)).isInstanceOf(AcmeResult.Begun.class);
            awaitStage(server, AcmeStage.FAILED);
            assertThat(server.desk().standing().trouble().orElseThrow().fault()).isEqualTo(AcmeFault.RECORD_WRONG);
            assertThat(server.certificates().kept()).isEmpty();
            assertThat(server.desk().again(who)).isInstanceOf(AcmeResult.Begun.class);
            awaitStage(server, AcmeStage.RECORD);
            assertThat(server.desk().giveUp(who)).isInstanceOf(AcmeResult.Begun.class);
            assertThat(server.desk().standing().account()).isTrue();

            Server doubting = server(pebble, new InnerNetwork(List.of("localhost")), "");
            doubting.desk().begin(who, order(pebble.directory(), Optional.empty()));
            awaitStage(doubting, AcmeStage.FAILED);
            assertThat(doubting.desk().standing().trouble().orElseThrow().fault())
                    .as("nobody vouches for that server")
                    .isEqualTo(AcmeFault.NOT_REACHED);
        }
    }

    @Test
    void whatCannotBeIsRefusedAndNothingIsSent() throws Exception {
        Browser browser = Browser.signedIn(HOUSE, owner);
        browser.open("/set-up/address/order?lang=zh-CN");
        assertThat(browser.submit(
                                "/set-up/address/order",
                                Map.of("authority", "", "address", "https://ca.example/dir", "agreed", "true"))
                        .body())
                .contains("只在办公室里有意义");
        PublicAddress address = new PublicAddress("https", HOST, 443);
        CertificateDesk certificates = new CertificateDesk(
                HOUSE.bean(OwnCertificates.class),
                address,
                new DefaultListableBeanFactory().getBeanProvider(TlsDoor.class),
                HOUSE.bean(Ledger.class),
                HOUSE.bean(TransactionTemplate.class));
        AcmeDesk desk = new AcmeDesk(
                HOUSE.bean(AcmeStore.class),
                HOUSE.bean(AcmeWorker.class),
                certificates,
                HOUSE.bean(OwnCertificates.class),
                new InnerNetwork(List.of()),
                HOUSE.bean(DnsLook.class),
                clock);
        URI good = URI.create("https://ca.example/dir");
        Map<AcmeOrder, AcmeFault> wrong = Map.of(
                new AcmeOrder(URI.create("http://ca.example/dir"), "", true, Optional.empty()), AcmeFault.ADDRESS,
                new AcmeOrder(URI.create("dir"), "", true, Optional.empty()), AcmeFault.ADDRESS,
                new AcmeOrder(URI.create("https://192.168.1.1/dir"), "", true, Optional.empty()), AcmeFault.INSIDE,
                new AcmeOrder(good, "nobody", true, Optional.empty()), AcmeFault.EMAIL,
                new AcmeOrder(good, "", false, Optional.empty()), AcmeFault.TERMS,
                new AcmeOrder(good, "", true, Optional.of(new AcmeOrder.ExternalKey("", "abc"))),
                        AcmeFault.EXTERNAL_KEY);
        wrong.forEach((order, fault) -> assertThat(desk.begin(who, order)).isEqualTo(new AcmeResult.Refused(fault)));
        assertThat(desk.look(who)).isInstanceOf(AcmeResult.NotNow.class);
        assertThat(desk.begin(
                        PeopleInTests.staff(HOUSE, Role.COMPLIANCE_OFFICER).requester(),
                        new AcmeOrder(good, "", true, Optional.empty())))
                .isInstanceOf(AcmeResult.NotYours.class);
        assertThat(desk.standing().stage()).isEqualTo(AcmeStage.IDLE);
    }

    @Test
    void aStateThatWasChangedBySqlCountsAsNone() {
        AcmeStore store = HOUSE.bean(AcmeStore.class);
        AcmeState asked = AcmeState.nothing()
                .asked(order(URI.create("https://ca.example/dir"), Optional.empty()), "key", clock.instant());
        store.change(
                who,
                store.find().version(),
                _ -> Optional.of(asked.met(AcmeTrouble.of(AcmeFault.DNS), clock.instant())));
        assertThat(store.find().state().stage()).isEqualTo(AcmeStage.FAILED);
        HOUSE.ownerJdbc().sql("update setup.acme set version = version - 1").update();
        assertThat(store.find().state().stage()).isEqualTo(AcmeStage.IDLE);
    }

    @Test
    void everyWordOfAnAuthorityHasASentence() {
        Map<String, AcmeFault> words = Map.of(
                "urn:ietf:params:acme:error:rateLimited", AcmeFault.RATE_LIMITED,
                "urn:ietf:params:acme:error:caa", AcmeFault.CAA,
                "urn:ietf:params:acme:error:dns", AcmeFault.DNS,
                "urn:ietf:params:acme:error:unauthorized", AcmeFault.RECORD_WRONG,
                "urn:ietf:params:acme:error:rejectedIdentifier", AcmeFault.NAME_REFUSED,
                "urn:ietf:params:acme:error:externalAccountRequired", AcmeFault.EXTERNAL_REQUIRED,
                "urn:ietf:params:acme:error:somethingNew", AcmeFault.OTHER);
        words.forEach((word, fault) -> assertThat(AcmeFault.of(word)).isEqualTo(fault));
        java.util.ResourceBundle chinese = java.util.ResourceBundle.getBundle("messages.setup", java.util.Locale.ROOT);
        for (AcmeFault fault : AcmeFault.values()) {
            assertThat(chinese.getString("setup.acme.fault." + fault)).isNotBlank();
        }
    }
}
