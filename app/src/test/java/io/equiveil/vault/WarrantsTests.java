package io.equiveil.vault;

import static io.equiveil.vault.AVault.anAddress;
import static io.equiveil.vault.AVault.mask;
import static io.equiveil.vault.AVault.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.DecisionId;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Receipt;
import io.equiveil.ledger.Ledger;
import io.equiveil.vault.Opener.Opened;
import io.equiveil.vault.Opener.WarrantFault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarrantsTests {

    private final AVault vault = new AVault();
    private final Address address = anAddress();
    private final Address other = anAddress();

    @BeforeEach
    void sealTwo() {
        vault.seal(address, "name", "甲", "phone", "13900000000");
        vault.seal(other, "name", "乙");
    }

    @Test
    void aWarrantWorksOnce() {
        Warrant warrant = vault.warrant(value(address, "name"));
        assertThat(vault.opener.open(warrant).get(address)).isInstanceOf(Opened.Value.class);

        refuses(warrant, WarrantFault.REPLAYED);
    }

    @Test
    void aReceiptWithAnInventedMacIsRefused() {
        Warrant good = vault.warrant(value(address, "name"));
        Receipt r = good.receipt();
        byte[] mac = r.mac().bytes();
        mac[0] ^= 1;

        refuses(
                with(good, new Receipt(r.intake(), r.leafHash(), r.at(), r.binding(), Digest.of(mac))),
                WarrantFault.FORGED);
        refuses(
                with(good, new Receipt(r.intake() + 1, r.leafHash(), r.at(), r.binding(), r.mac())),
                WarrantFault.FORGED);
        refuses(
                with(good, new Receipt(r.intake(), r.leafHash(), r.at().plusNanos(1000), r.binding(), r.mac())),
                WarrantFault.FORGED);
    }

    @Test
    void aWarrantForAnotherRowFieldFormDecisionOrExpiryThanRecordedIsRefused() {
        Warrant good = vault.warrant(value(address, "name"));

        refuses(changed(good, value(other, "name")), WarrantFault.OTHER_ADDRESS);
        refuses(changed(good, value(address, "name", "phone")), WarrantFault.OTHER_ADDRESS);
        refuses(changed(good, mask(address, "name")), WarrantFault.OTHER_ADDRESS);
        refuses(changed(good, value(address, "name"), value(other, "name")), WarrantFault.OTHER_ADDRESS);
        refuses(
                new Warrant(DecisionId.random(), good.items(), good.expires(), good.receipt()),
                WarrantFault.OTHER_ADDRESS);
        refuses(
                new Warrant(good.decision(), good.items(), good.expires().plusSeconds(1), good.receipt()),
                WarrantFault.OTHER_ADDRESS);
    }

    @Test
    void aReceiptThatIsBoundToNothingOpensNothing() {
        Receipt unbound = vault.receipt(Ledger.UNBOUND);
        vault.ledger.durable.add(unbound);

        refuses(with(vault.warrant(value(address, "name")), unbound), WarrantFault.OTHER_ADDRESS);
    }

    @Test
    void aWarrantOfAnotherNodeIsRefused() {
        AVault elsewhere = new AVault();
        Warrant foreign = elsewhere.warrant(value(address, "name"));

        refuses(foreign, WarrantFault.OTHER_ADDRESS);
    }

    @Test
    void aWarrantIsNoGoodFromItsExpiryOn() {
        Warrant warrant = vault.warrant(value(address, "name"));
        vault.later(Duration.between(vault.clock.instant(), warrant.expires()));

        refuses(warrant, WarrantFault.EXPIRED);
    }

    @Test
    void aWarrantThatWouldLiveForHoursIsRefused() {
        DecisionId decision = DecisionId.random();
        List<Warrant.Item> items = List.of(value(address, "name"));
        var expires = vault.clock.instant().plus(Duration.ofHours(1));
        Receipt receipt = vault.receipt(vault.bindings.bindingOf(decision, items, expires));
        vault.ledger.durable.add(receipt);

        refuses(new Warrant(decision, items, expires, receipt), WarrantFault.EXPIRED);
    }

    @Test
    void aWarrantBeforeItsEntryIsDurableIsRefused() {
        refuses(vault.undurableWarrant(value(address, "name")), WarrantFault.NOT_DURABLE);
    }

    @Test
    void spentWarrantsAreForgottenOnceTheyHaveExpired() {
        SpentWarrants spent = new SpentWarrants();
        var now = vault.clock.instant();
        for (int i = 0; i < 100; i++) {
            spent.spend(DecisionId.random(), now.plusSeconds(5), now);
        }

        spent.spend(DecisionId.random(), now.plusSeconds(20), now.plusSeconds(5));

        assertThat(spent.size()).isEqualTo(1);
    }

    private void refuses(Warrant warrant, WarrantFault fault) {
        vault.ledger.recorded.clear();

        assertThat(vault.opener.open(warrant).values())
                .allSatisfy(opened -> assertThat(opened).isEqualTo(new Opened.WarrantRefused(fault)));

        List<Address> named =
                warrant.items().stream().map(Warrant.Item::address).toList();
        assertThat(vault.ledger.recorded).containsExactly(new WarrantRefusal(warrant.decision(), fault, named));
    }

    private static Warrant with(Warrant warrant, Receipt receipt) {
        return new Warrant(warrant.decision(), warrant.items(), warrant.expires(), receipt);
    }

    private static Warrant changed(Warrant warrant, Warrant.Item... items) {
        return new Warrant(warrant.decision(), List.of(items), warrant.expires(), warrant.receipt());
    }
}
