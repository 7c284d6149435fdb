package io.equiveil.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.equiveil.House;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.engine.StartRefused;
import io.equiveil.identity.People;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.Sealer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Messages go out through a real HTTP gateway, and the number is read through the real gate.
class MessagesTests {

    private static final Requester MACHINE = new Requester.Machine(SystemPrincipal.MESSENGER);

    private final House house = House.open();
    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;
    private HttpServer server;
    private SmsGateway gateway;
    private Messages messages;

    @TempDir
    private Path folder;

    @BeforeEach
    void startGateway() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/send", exchange -> {
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            received.add(JsonMapper.builder()
                    .build()
                    .readTree(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
        Path token = Files.writeString(folder.resolve("token"), "gateway-token\n");
        gateway = new SmsGateway(new SmsSettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/send"),
                token,
                "股隐",
                Map.of(Template.SIGN_IN_CODE, "SMS_1", Template.NOTICE_WAITING, "SMS_2"),
                Duration.ofSeconds(5)));
        messages = new Messages(
                house.bean(OutboxRepository.class),
                gateway,
                house.bean(People.class),
                house.bean(Sealer.class),
                house.bean(Ledger.class),
                house.bean(Clock.class));
    }

    @AfterEach
    void stopGateway() {
        server.stop(0);
        house.jdbc().sql("delete from messages.outbox").update();
    }

    @Test
    void aCodeReachesTheClientWithTheSafetyWordAndLeavesNothingBehind() {
        SignedInPerson client = PeopleInTests.client(house, SubjectId.random());
        MessageId id = queue(client, "271828");

        messenger(house.bean(Clock.class)).sendWhatIsDue();

        JsonNode sent = mine(id);
        assertThat(sent.get("to").asString()).startsWith("+86199");
        assertThat(sent.get("template").asString()).isEqualTo("SMS_1");
        assertThat(sent.get("parameters").get("code").asString()).isEqualTo("271828");
        assertThat(sent.get("parameters").get("safetyWord").asString()).hasSizeBetween(4, 6);
        assertThat(tokens).contains("Bearer gateway-token");
        assertThat(state(id)).isEqualTo("SENT");
        assertThat(house.bean(Sealer.class)
                        .holds(Messages.address(
                                house.bean(People.class).find(client.person()).orElseThrow(), id)))
                .isFalse();
    }

    @Test
    void whatWaitsIsSealed() {
        SignedInPerson client = PeopleInTests.client(house, SubjectId.random());
        queue(client, "314159");

        List<String> rows = house.ownerJdbc()
                .sql("select o::text from messages.outbox o where person_id = ?")
                .param(client.person().value())
                .query(String.class)
                .list();

        assertThat(rows).hasSize(1).first().asString().doesNotContain("314159").doesNotContain("199");
    }

    @Test
    void aGatewayInTroubleIsTriedAgain() {
        SignedInPerson client = PeopleInTests.client(house, SubjectId.random());
        MessageId id = queue(client, "161803");
        answer = 503;
        messenger(house.bean(Clock.class)).sendWhatIsDue();
        assertThat(state(id)).isEqualTo("QUEUED");

        answer = 200;
        messenger(later(Duration.ofSeconds(30))).sendWhatIsDue();

        assertThat(state(id)).isEqualTo("SENT");
    }

    @Test
    void whatTheGatewayRefusesIsGivenUp() {
        SignedInPerson client = PeopleInTests.client(house, SubjectId.random());
        MessageId id = queue(client, "141421");
        answer = 400;

        messenger(house.bean(Clock.class)).sendWhatIsDue();

        assertThat(state(id)).isEqualTo("GIVEN_UP");
    }

    @Test
    void aCodePastItsTimeIsNotSent() {
        SignedInPerson client = PeopleInTests.client(house, SubjectId.random());
        MessageId id = queue(client, "173205");

        messenger(later(Duration.ofMinutes(6))).sendWhatIsDue();

        assertThat(state(id)).isEqualTo("GIVEN_UP");
        assertThat(received).noneMatch(sent -> sent.get("reference").asString().equals(id.toString()));
    }

    @Test
    void withoutAnApprovedTemplateNothingIsQueued() {
        SignedInPerson client = PeopleInTests.client(house, SubjectId.random());

        assertThat(messages.send(client.person(), Template.CONSENT_WAITING, Map.of(), MACHINE))
                .isEqualTo(new SendResult.NotPossible());
    }

    @Test
    void noLinkAndNoOtherParameterGetsIn() {
        SignedInPerson client = PeopleInTests.client(house, SubjectId.random());

        assertThatThrownBy(() -> messages.send(
                        client.person(),
                        Template.SIGN_IN_CODE,
                        Map.of("code", Cleartext.of("https://x.y"), "minutes", Cleartext.of("5")),
                        MACHINE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> messages.send(
                        client.person(), Template.NOTICE_WAITING, Map.of("name", Cleartext.of("x")), MACHINE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numbersAndCodesNeverTravelInClear() {
        assertThatThrownBy(() -> new SmsSettings(URI.create("http://sms.example/send"), null, null, Map.of(), null))
                .isInstanceOf(StartRefused.class);
    }

    @Test
    void aNoticeWaitsForItsPersonAndNobodyElse() {
        SignedInPerson client = PeopleInTests.client(house, SubjectId.random());
        SignedInPerson other = PeopleInTests.client(house, SubjectId.random());
        MessageId id =
                house.bean(Messages.class).tell(client.person(), Template.NOTICE_WAITING, Optional.empty(), MACHINE);

        house.bean(Messages.class).read(other.requester(), id);
        assertThat(house.bean(Messages.class).unreadOf(client.requester()))
                .extracting(PortalNotice::id)
                .containsExactly(id);

        house.bean(Messages.class).read(client.requester(), id);
        assertThat(house.bean(Messages.class).unreadOf(client.requester())).isEmpty();
    }

    private MessageId queue(SignedInPerson client, String code) {
        SendResult result = house.bean(TransactionTemplate.class)
                .execute(status -> messages.send(
                        client.person(),
                        Template.SIGN_IN_CODE,
                        Map.of("code", Cleartext.of(code), "minutes", Cleartext.of("5")),
                        Duration.ofMinutes(5),
                        MACHINE));
        return ((SendResult.Queued) result).message();
    }

    private Messenger messenger(Clock clock) {
        return new Messenger(
                house.bean(OutboxRepository.class),
                gateway,
                house.bean(People.class),
                house.bean(Disclosures.class),
                house.bean(Sealer.class),
                house.bean(Ledger.class),
                house.bean(TransactionTemplate.class),
                clock);
    }

    private static Clock later(Duration by) {
        return Clock.fixed(Instant.now().plus(by), ZoneOffset.UTC);
    }

    private JsonNode mine(MessageId id) {
        return received.stream()
                .filter(sent -> sent.get("reference").asString().equals(id.toString()))
                .findFirst()
                .orElseThrow();
    }

    private String state(MessageId id) {
        return house.jdbc()
                .sql("select state from messages.outbox where id = ?")
                .param(id.value())
                .query(String.class)
                .single();
    }
}
