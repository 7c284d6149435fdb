package io.equiveil.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.DecisionId;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.ledger.LedgerReader;
import io.equiveil.ledger.spi.LedgerKeys;
import io.equiveil.vault.GateRows.GateRow;
import io.equiveil.vault.Opener.Opened;
import io.equiveil.vault.Opener.WarrantFault;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The vault with the real log, as the application puts them together.
class VaultInTheHouseTests {

    private static final Requester MACHINE = new Requester.Machine(SystemPrincipal.HOUSEKEEPER);

    private final House house = House.open();
    private final Ledger ledger = house.bean(Ledger.class);
    private final Opener opener = house.bean(Opener.class);
    private final TransactionTemplate transaction =
            new TransactionTemplate(house.bean(PlatformTransactionManager.class));
    private final Address address = AVault.anAddress();

    record Released(DecisionId decision, List<Address> addresses) implements Recorded {
        @Override
        public String ledgerKind() {
            return "vault-test-release/v1";
        }
    }

    VaultInTheHouseTests() {
        transaction.executeWithoutResult(_ -> house.bean(Sealer.class)
                .seal(address, Map.of("name", Cleartext.of("林若冰")), Map.of("name", Cleartext.of("林**"))));
    }

    @Test
    void aRecordedReleaseOpensOnce() {
        Warrant warrant = recordedWarrant();

        assertThat(opener.open(warrant).get(address))
                .isInstanceOfSatisfying(
                        Opened.Value.class,
                        value -> assertThat(AVault.reveal(value, "name")).isEqualTo("林若冰"));
        assertThat(opener.open(warrant).get(address)).isEqualTo(new Opened.WarrantRefused(WarrantFault.REPLAYED));
        assertThat(refusalsRecorded()).isPositive();
    }

    @Test
    void aReceiptWithTheRightMacButWithoutAnEntryOpensNothingAndThatIsRecorded() {
        long before = refusalsRecorded();
        DecisionId decision = DecisionId.random();
        List<Warrant.Item> items = List.of(AVault.value(address, "name"));
        Instant now = house.bean(Clock.class).instant();
        Instant expires = now.plusSeconds(5);
        Digest binding = house.bean(WarrantBindings.class).bindingOf(decision, items, expires);
        Digest leaf = Digest.of(new Randomness().bytes(32));
        byte[] mac = house.bean(LedgerKeys.class).receiptMac(Receipt.authenticated(Long.MAX_VALUE, leaf, now, binding));
        Receipt receipt = new Receipt(Long.MAX_VALUE, leaf, now, binding, Digest.of(mac));

        assertThat(opener.open(new Warrant(decision, items, expires, receipt)).get(address))
                .isEqualTo(new Opened.WarrantRefused(WarrantFault.NOT_DURABLE));

        assertThat(refusalsRecorded()).isEqualTo(before + 1);
    }

    @Test
    void whateverIsWrongWithAWarrantTheLogSaysWhichAndAboutWhom() {
        Warrant good = recordedWarrant();
        Receipt receipt = good.receipt();
        byte[] mac = receipt.mac().bytes();
        mac[31] ^= 1;
        Address other = AVault.anAddress();

        refusedAndRecorded(
                with(
                        good,
                        new Receipt(
                                receipt.intake(), receipt.leafHash(), receipt.at(), receipt.binding(), Digest.of(mac))),
                WarrantFault.FORGED);
        refusedAndRecorded(
                new Warrant(good.decision(), List.of(AVault.value(other, "name")), good.expires(), receipt),
                WarrantFault.OTHER_ADDRESS);
        refusedAndRecorded(recordedWarrant(-1), WarrantFault.EXPIRED);
        assertThat(opener.open(good).get(address)).isInstanceOf(Opened.Value.class);
        refusedAndRecorded(good, WarrantFault.REPLAYED);
    }

    private void refusedAndRecorded(Warrant warrant, WarrantFault fault) {
        assertThat(opener.open(warrant).values())
                .allSatisfy(opened -> assertThat(opened).isEqualTo(new Opened.WarrantRefused(fault)));
        var about = (Owner.OfSubject) warrant.items().getFirst().address().owner();
        assertThat(house.bean(LedgerReader.class).aboutSubject(about.subject(), OptionalLong.empty(), 1))
                .as("the newest entry about whom it named")
                .singleElement()
                .satisfies(entry -> assertThat(entry.kind()).isEqualTo("warrant-refused/v1"));
        assertThat(house.bean(LedgerReader.class)
                        .search(
                                new LedgerReader.Search(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of("warrant-refused/v1"),
                                        Optional.empty(),
                                        Optional.empty()),
                                OptionalLong.empty(),
                                1))
                .singleElement()
                .satisfies(entry -> assertThat(entry.body().orElseThrow())
                        .contains(fault.name(), warrant.decision().toString()));
    }

    private static Warrant with(Warrant warrant, Receipt receipt) {
        return new Warrant(warrant.decision(), warrant.items(), warrant.expires(), receipt);
    }

    @Test
    void aGateRowIsGenuineUntilItIsFlippedOrItsSuccessorIsKnown() {
        GateRows rows = house.bean(GateRows.class);
        String name = "vault.test/" + UUID.randomUUID();
        GateRow first = write(name, 1, "given");
        byte[] mac = rows.mac(first);
        assertThat(rows.genuine(first, mac)).isTrue();
        assertThat(rows.genuine(new GateRow(name, 1, first.leaf(), List.of("refused")), mac))
                .isFalse();

        GateRow second = write(name, 2, "withdrawn");

        assertThat(rows.genuine(first, mac)).as("rolled back").isFalse();
        assertThat(rows.genuine(second, rows.mac(second))).isTrue();
    }

    private GateRow write(String name, long version, String state) {
        return java.util.Objects.requireNonNull(transaction.execute(_ -> {
            Receipt receipt = ledger.append(Entry.of(MACHINE, new Released(DecisionId.random(), List.of()))
                    .about(name, version));
            return new GateRow(name, version, receipt.leafHash(), List.of(state));
        }));
    }

    private Warrant recordedWarrant() {
        return recordedWarrant(5);
    }

    private Warrant recordedWarrant(int seconds) {
        DecisionId decision = DecisionId.random();
        List<Warrant.Item> items = List.of(AVault.value(address, "name"));
        Instant expires = house.bean(Clock.class).instant().plusSeconds(seconds);
        Digest binding = house.bean(WarrantBindings.class).bindingOf(decision, items, expires);
        Ledger.Recording recording =
                ledger.record(MACHINE, new Released(decision, List.of(address)), Map.of(), binding);
        assertThat(recording).isInstanceOf(Ledger.Recording.Done.class);
        return new Warrant(decision, items, expires, ((Ledger.Recording.Done) recording).receipt());
    }

    private long refusalsRecorded() {
        return house.ownerJdbc()
                .sql("select count(*) from ledger.intake where kind = 'warrant-refused/v1'")
                .query(Long.class)
                .single();
    }
}
