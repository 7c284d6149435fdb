package io.equiveil.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.House;
import io.equiveil.disclosure.Disclosures;
import io.equiveil.identity.People;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SubjectId;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Ledger;
import io.equiveil.messages.Preferences.Quiet;
import io.equiveil.vault.Sealer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Messages go out through a real HTTP gateway, and the number is read through the real gate.
class MessagesTests {

    private static final Requester MACHINE = new Requester.Machine(SystemPrincipal.MESSENGER);

    private final House house = House.open();
    private final Messages messages = house.bean(Messages.class);
    private final SignedInPerson administrator = PeopleInTests.staff(house, Role.ADMINISTRATOR);
    private AServer server;

    @BeforeEach
    void startGateway() throws Exception {
        server = AServer.start();
        assertThat(house.bean(Channels.class)
                        .set(
                                administrator.requester(),
                                new ChannelSettings.Sms(
                                        SmsStyle.JSON,
                                        server.address(),
                                        "",
                                        "",
                                        "",
                                        "股隐",
                                        Map.of(
                                                Template.SIGN_IN_CODE, "SMS_1",
                                                Template.NOTICE_WAITING, "SMS_2")),
                                Cleartext.of("gateway-token")))
                .isEqualTo(new Channels.Result.Done());
    }

    @AfterEach
    void stopGateway() {
        house.bean(Channels.class).remove(administrator.requester(), Channel.SMS);
        server.close();
        house.jdbc().sql("delete from messages.outbox").update();
    }

    @Test
    void aCodeReachesTheClientWithTheSafetyWordAndLeavesNothingBehind() {
        SignedInPerson client = PeopleInTests.client(house, SubjectId.random());
        MessageId id = queue(client, "271828");

        sendNow();

        assertThat(state(id)).isEqualTo("SENT");
        JsonNode sent = mine(id);
        assertThat(sent.get("to").asString()).startsWith("+86199");
        assertThat(sent.get("template").asString()).isEqualTo("SMS_1");
        assertThat(sent.get("parameters").get("code").asString()).isEqualTo("271828");
        assertThat(sent.get("parameters").get("safetyWord").asString()).hasSizeBetween(4, 6);
        assertThat(server.received)
                .allMatch(request -> request.headers().get("authorization").equals("Bearer gateway-token"));
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
    void aGatewayInTroubleIsTriedAgainAndOneThatRefusesIsNot() {
        SignedInPerson client = PeopleInTests.client(house, SubjectId.random());
        server.status = 503;
        MessageId id = queue(client, "161803");
        sendNow();
        assertThat(state(id)).isEqualTo("QUEUED");

        server.status = 400;
        messenger(later(Duration.ofSeconds(30))).sendWhatIsDue();

        assertThat(state(id)).isEqualTo("GIVEN_UP");
        assertThat(why(id)).isEqualTo("REFUSED_BY_GATEWAY");
    }

    @Test
    void aCodePastItsTimeIsNotSent() {
        SignedInPerson client = PeopleInTests.client(house, SubjectId.random());
        server.status = 503;
        MessageId id = queue(client, "173205");
        sendNow();
        server.received.clear();
        server.status = 200;

        messenger(later(Duration.ofMinutes(6))).sendWhatIsDue();

        assertThat(why(id)).isEqualTo("TOO_LATE");
        assertThat(server.received).isEmpty();
    }

    @Test
    void theCarriersReportIsNotedOnceAndOnlyUnderTheSecretAddress() {
        SignedInPerson client = PeopleInTests.client(house, SubjectId.random());
        MessageId good = queue(client, "112358");
        MessageId bad = queue(client, "132134");
        sendNow();
        Deliveries deliveries = house.bean(Deliveries.class);
        String path = reportPath();
        byte[] report = JsonMapper.builder()
                .build()
                .writeValueAsBytes(List.of(
                        Map.of("reference", good.toString(), "delivered", true),
                        Map.of("reference", bad.toString(), "delivered", false),
                        Map.of("reference", UUID.randomUUID().toString(), "delivered", true)));

        assertThat(deliveries.report("guessed", report)).isEqualTo(new Deliveries.Result.Unknown());
        assertThat(deliveries.report(path, "[".getBytes())).isEqualTo(new Deliveries.Result.NotUnderstood());
        assertThat(deliveries.report(path, report)).isEqualTo(new Deliveries.Result.Noted("{}", 2));
        assertThat(deliveries.report(path, report)).isEqualTo(new Deliveries.Result.Noted("{}", 0));

        assertThat(state(good)).isEqualTo("DELIVERED");
        assertThat(state(bad)).isEqualTo("FAILED");
        assertThat(messages.log(true, Instant.now().plusSeconds(60)))
                .extracting(SentMessage::id)
                .contains(bad)
                .doesNotContain(good);
    }

    @Test
    void settingsChangedBySqlSendNothing() {
        SignedInPerson client = PeopleInTests.client(house, SubjectId.random());
        house.ownerJdbc()
                .sql("update messages.channels set settings_sealed = settings_sealed || '\\x00' where channel = 'SMS'")
                .update();

        assertThat(messages.canSend(Template.SIGN_IN_CODE)).isFalse();
        assertThat(house.bean(Channels.class).standing(Channel.SMS)).isInstanceOf(Channels.Standing.Tampered.class);
        assertThat(messages.send(client.person(), Template.NOTICE_WAITING, Map.of(), MACHINE))
                .isEqualTo(new SendResult.NotPossible());

        house.ownerJdbc()
                .sql("delete from messages.channels where channel = 'SMS'")
                .update();
        assertThat(house.bean(Channels.class).standing(Channel.SMS)).isInstanceOf(Channels.Standing.Tampered.class);
    }

    @Test
    void aSecretIsNotSentToAnotherAddressThanItWasGivenFor() {
        ChannelSettings elsewhere = new ChannelSettings.Sms(
                SmsStyle.ALIYUN,
                "https://elsewhere.example/",
                "LTAI",
                "",
                "",
                "股隐",
                Map.of(Template.SIGN_IN_CODE, "S"));

        assertThat(house.bean(Channels.class).set(administrator.requester(), elsewhere, Cleartext.of("")))
                .isEqualTo(new Channels.Result.Refused(java.util.Set.of(ChannelFault.SECRET)));
        assertThat(house.bean(Channels.class)
                        .set(PeopleInTests.staff(house, Role.ADVISOR).requester(), elsewhere, Cleartext.of("x")))
                .isEqualTo(new Channels.Result.NotYours());
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
        ChannelSettings clear = new ChannelSettings.Sms(
                SmsStyle.JSON, "http://sms.example/send", "", "", "", "", Map.of(Template.SIGN_IN_CODE, "S"));

        assertThat(clear.faults()).containsExactly(ChannelFault.ADDRESS);
    }

    @Test
    void aNoticeWaitsForItsPersonAndNobodyElse() {
        SignedInPerson client = PeopleInTests.client(house, SubjectId.random());
        SignedInPerson other = PeopleInTests.client(house, SubjectId.random());
        MessageId id = messages.tell(client.person(), Template.NOTICE_WAITING, Optional.empty(), MACHINE);

        messages.read(other.requester(), id);
        assertThat(messages.unreadOf(client.requester()))
                .extracting(PortalNotice::id)
                .containsExactly(id);

        messages.read(client.requester(), id);
        assertThat(messages.unreadOf(client.requester())).isEmpty();
    }

    @Test
    void quietHoursHoldBackWhatCanWaitAndWhoeverHasNotReadIsNotToldTwice() {
        SignedInPerson client = PeopleInTests.client(house, SubjectId.random());
        LocalTime now = LocalTime.ofInstant(Instant.now(), java.time.ZoneId.of("Asia/Shanghai"));
        Optional<Quiet> aroundNow = Optional.of(new Quiet(now.minusHours(1), now.plusHours(2)));
        assertThat(house.bean(OwnPreferences.class)
                        .say(client.requester(), true, false, false, aroundNow, Cleartext.of("")))
                .isEqualTo(OwnPreferences.Result.DONE);

        messages.announce(client.person(), Template.NOTICE_WAITING, Map.of(), Optional.empty(), MACHINE);
        messages.announce(client.person(), Template.NOTICE_WAITING, Map.of(), Optional.empty(), MACHINE);

        assertThat(messages.unreadOf(client.requester())).hasSize(1);
        List<Instant> due = house.ownerJdbc()
                .sql("select next_at from messages.outbox where person_id = ?")
                .param(client.person().value())
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .list();
        assertThat(due)
                .hasSize(1)
                .first()
                .satisfies(at -> assertThat(at).isAfter(Instant.now().plus(Duration.ofMinutes(100))));
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

    /// The house sends by itself as well; waits until what is due was tried once.
    private void sendNow() {
        house.bean(Messenger.class).sendWhatIsDue();
        for (int i = 0; i < 100 && waiting(); i++) {
            pause();
        }
    }

    private boolean waiting() {
        return house.jdbc()
                .sql("select exists (select 1 from messages.outbox where state = 'QUEUED' and (attempts = 0"
                        + " or next_at > now() + interval '1 minute') and created_at > now() - interval '30 seconds')")
                .query(Boolean.class)
                .single();
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Messenger messenger(Clock clock) {
        return new Messenger(
                house.bean(OutboxRepository.class),
                house.bean(SmsGateway.class),
                house.bean(MailServer.class),
                house.bean(OwnPreferences.class),
                house.bean(Wording.class),
                house.bean(People.class),
                house.bean(Disclosures.class),
                house.bean(Sealer.class),
                house.bean(Ledger.class),
                house.bean(TransactionTemplate.class),
                clock);
    }

    private String reportPath() {
        Channels.Standing.InUse use =
                (Channels.Standing.InUse) house.bean(Channels.class).standing(Channel.SMS);
        String path = use.reportPath().orElseThrow();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Clock later(Duration by) {
        return Clock.fixed(Instant.now().plus(by), ZoneOffset.UTC);
    }

    private JsonNode mine(MessageId id) {
        return server.received.stream()
                .map(request -> JsonMapper.builder().build().readTree(request.text()))
                .filter(sent -> sent.get("reference").asString().equals(id.toString()))
                .findFirst()
                .orElseThrow();
    }

    private String state(MessageId id) {
        return column(id, "state");
    }

    private String why(MessageId id) {
        return column(id, "why");
    }

    private String column(MessageId id, String column) {
        return house.jdbc()
                .sql("select " + column + " from messages.outbox where id = ?")
                .param(id.value())
                .query(String.class)
                .single();
    }
}
