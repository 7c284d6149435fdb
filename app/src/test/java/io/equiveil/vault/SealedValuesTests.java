package io.equiveil.vault;

import static io.equiveil.vault.AVault.anAddress;
import static io.equiveil.vault.AVault.mask;
import static io.equiveil.vault.AVault.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import io.equiveil.vault.Opener.Opened;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class SealedValuesTests {

    private final AVault vault = new AVault();
    private final Address address = anAddress();

    @AfterEach
    void takeAway() {
        vault.takeAway();
    }

    @Test
    void opensExactlyTheFieldsThatTheWarrantNames() {
        vault.seal(address, "name", "林若冰", "phone", "13900000000");

        Opened opened = vault.open(address, "phone", "unknown");

        assertThat(opened).isInstanceOfSatisfying(Opened.Value.class, value -> {
            assertThat(value.fields()).containsOnlyKeys("phone");
            assertThat(AVault.reveal(value, "phone")).isEqualTo("13900000000");
        });
    }

    @Test
    void aWarrantForTheMaskOpensTheMaskOnly() {
        vault.seal(address, "name", "林若冰");

        Opened opened = vault.opener.open(vault.warrant(mask(address, "name"))).get(address);

        assertThat(opened)
                .isInstanceOfSatisfying(
                        Opened.Value.class,
                        value -> assertThat(AVault.reveal(value, "name")).isEqualTo("***"));
    }

    @Test
    void manyAddressesOpenUnderOneWarrantEachForItself() {
        Address other = anAddress();
        Address nothing = anAddress();
        vault.seal(address, "name", "甲");
        vault.seal(other, "name", "乙");

        Map<Address, Opened> opened =
                vault.opener.open(vault.warrant(value(address, "name"), value(nothing, "name"), value(other, "name")));

        assertThat(opened.get(address)).isInstanceOf(Opened.Value.class);
        assertThat(opened.get(other)).isInstanceOf(Opened.Value.class);
        assertThat(opened.get(nothing)).isInstanceOf(Opened.Absent.class);
    }

    @Test
    void sealingAgainReplacesTheValueAndRaisesTheVersion() {
        vault.seal(address, "name", "first");
        vault.seal(address, "name", "second");

        assertThat(vault.read(address, "name")).isEqualTo("second");
        assertThat(vault.jdbc
                        .sql("select version from vault.sealed_values where row_id = ?")
                        .param(address.row())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void aValueOfAnotherRetentionGroupOrOwnerIsNeverSealedOver() {
        vault.seal(address, "name", "林若冰");
        Address keptOtherwise = new Address(
                address.owner(), RetentionGroup.OPTIONAL, address.record(), address.row(), address.informationClass());
        Address somebodyElses = new Address(
                Owner.of(SubjectId.random()),
                address.group(),
                address.record(),
                address.row(),
                address.informationClass());

        assertThatThrownBy(() -> vault.seal(keptOtherwise, "email", "lin@example.com"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another value is sealed");
        assertThatThrownBy(() -> vault.seal(somebodyElses, "name", "赵某")).isInstanceOf(IllegalStateException.class);

        assertThat(vault.open(address, "name"))
                .isInstanceOfSatisfying(
                        Opened.Value.class,
                        value -> assertThat(AVault.reveal(value, "name")).isEqualTo("林若冰"));
    }

    @Test
    void equalValuesGiveDifferentCiphertexts() {
        Address other = AVault.addressOf(address.owner());
        vault.seal(address, "name", "林若冰");
        vault.seal(other, "name", "林若冰");

        byte[] one = stored(address, "value_sealed");
        byte[] two = stored(other, "value_sealed");

        int header = 35;
        assertThat(Arrays.copyOfRange(one, header, one.length))
                .isNotEqualTo(Arrays.copyOfRange(two, header, two.length));
    }

    @Test
    void shortValuesOfDifferentLengthsAreStoredEquallyLong() {
        Address other = anAddress();
        vault.seal(address, "name", "王");
        vault.seal(other, "name", "欧阳上官司马诸葛");

        assertThat(stored(address, "value_sealed")).hasSameSizeAs(stored(other, "value_sealed"));
    }

    @ParameterizedTest(name = "{0}, byte {1} from the {2}")
    @CsvSource(textBlock = """
            value_sealed, 0,  front
            value_sealed, 1,  front
            value_sealed, 2,  front
            value_sealed, 3,  front
            value_sealed, 19, front
            value_sealed, 35, front
            value_sealed, 47, front
            value_sealed, 17, back
            value_sealed, 1,  back
            """)
    void aFlippedByteIsDetected(String column, int distance, String end) {
        vault.seal(address, "name", "林若冰");
        byte[] bytes = stored(address, column);
        bytes[end.equals("front") ? distance : bytes.length - distance] ^= 1;
        store(address, column, bytes);

        assertThat(vault.open(address, "name")).isInstanceOf(Opened.Tampered.class);
    }

    @Test
    void aFlippedByteInTheMaskIsDetected() {
        vault.seal(address, "name", "林若冰");
        byte[] bytes = stored(address, "mask_sealed");
        bytes[bytes.length / 2] ^= 1;
        store(address, "mask_sealed", bytes);

        assertThat(vault.opener.open(vault.warrant(mask(address, "name"))).get(address))
                .isInstanceOf(Opened.Tampered.class);
    }

    @Test
    void aFlippedByteInTheWrappedKeyIsDetectedEvenWhenTheKeyIsCached() {
        vault.seal(address, "name", "林若冰");
        assertThat(vault.read(address, "name")).isEqualTo("林若冰");
        for (int position : new int[] {0, 4, 5, 9, 12, 30, 50, KeyWrapping.LENGTH - 1}) {
            flipWrappedKey(position);

            assertThat(vault.open(address, "name")).as("byte " + position).isInstanceOf(Opened.Tampered.class);

            flipWrappedKey(position);
        }
        assertThat(vault.read(address, "name")).isEqualTo("林若冰");
    }

    @Test
    void aChangedVersionIsDetected() {
        vault.seal(address, "name", "林若冰");
        owner("update vault.sealed_values set version = 7 where row_id = ?", address.row());

        assertThat(vault.open(address, "name")).isInstanceOf(Opened.Tampered.class);
    }

    @Test
    void theMaskDoesNotOpenAsTheValue() {
        vault.seal(address, "name", "林若冰");
        store(address, "value_sealed", stored(address, "mask_sealed"));

        assertThat(vault.open(address, "name")).isInstanceOf(Opened.Tampered.class);
    }

    @Test
    void ciphertextMovedToAnotherRecordClassOwnerOrGroupDoesNotOpen() {
        vault.seal(address, "name", "secret");
        for (Address target : new Address[] {
            with(address, UUID.randomUUID()),
            new Address(address.owner(), address.group(), address.record(), address.row(), InformationClass.FINANCIAL),
            new Address(
                    address.owner(),
                    address.group(),
                    new RecordType("clients.company"),
                    address.row(),
                    address.informationClass()),
            with(Owner.of(SubjectId.random()), address.group()),
            with(Owner.of(new MatterId(address.owner().id())), address.group()),
            with(address.owner(), RetentionGroup.OPTIONAL)
        }) {
            vault.seal(target, "name", "other");
            owner(
                    "update vault.sealed_values t set value_sealed = s.value_sealed from vault.sealed_values s"
                            + " where s.row_id = ? and s.record_type = ? and s.class = ?"
                            + " and t.row_id = ? and t.record_type = ? and t.class = ?",
                    address.row(),
                    address.record().name(),
                    address.informationClass().name(),
                    target.row(),
                    target.record().name(),
                    target.informationClass().name());

            assertThat(vault.open(target, "name")).as("%s", target).isInstanceOf(Opened.Tampered.class);
        }
    }

    @Test
    void whatAnotherGroupKeepsIsNeverReplaced() {
        vault.seal(address, "name", "林若冰");
        Address inTheWay = new Address(
                address.owner(), RetentionGroup.OPTIONAL, address.record(), address.row(), address.informationClass());

        assertThatThrownBy(() -> vault.seal(inTheWay, "occupation", "engineer"))
                .hasMessageContaining("another value is sealed in the place");

        assertThat(vault.read(address, "name")).isEqualTo("林若冰");
    }

    @Test
    void ciphertextMovedTogetherWithItsKeyReferenceDoesNotOpenElsewhere() {
        Address target = anAddress();
        vault.seal(address, "name", "secret");
        vault.seal(target, "name", "other");
        owner(
                "update vault.sealed_values t set value_sealed = s.value_sealed, key_id = s.key_id"
                        + " from vault.sealed_values s where s.row_id = ? and t.row_id = ?",
                address.row(),
                target.row());

        assertThat(vault.open(target, "name")).isInstanceOf(Opened.Absent.class);
        assertThat(vault.open(
                        new Address(
                                address.owner(),
                                target.group(),
                                target.record(),
                                target.row(),
                                target.informationClass()),
                        "name"))
                .isInstanceOf(Opened.Tampered.class);
    }

    @Test
    void aWrappedKeyCopiedToAnotherOwnerDoesNotOpen() {
        Address target = anAddress();
        vault.seal(address, "name", "secret");
        vault.seal(target, "name", "other");
        owner(
                "update vault.data_keys t set wrapped_sealed = s.wrapped_sealed from vault.data_keys s"
                        + " where s.owner_id = ? and t.owner_id = ?",
                address.owner().id(),
                target.owner().id());

        assertThat(vault.open(target, "name")).isInstanceOf(Opened.Tampered.class);
    }

    @Test
    void aDestroyedKeyOpensNothingAtOnceEvenWhenItIsCached() {
        vault.seal(address, "name", "secret");
        assertThat(vault.read(address, "name")).isEqualTo("secret");

        // Another node destroys it: this one's cache is warm and hears nothing.
        AVault elsewhere = new AVault();
        elsewhere.transaction.executeWithoutResult(
                _ -> elsewhere.custody.destroyKeyForever(address.owner(), address.group()));

        assertThat(vault.open(address, "name")).isInstanceOf(Opened.KeyDestroyed.class);
        assertThat(vault.opener.open(vault.warrant(mask(address, "name"))).get(address))
                .isInstanceOf(Opened.KeyDestroyed.class);
        assertThat(vault.sealer.holds(address)).isFalse();
        assertThatThrownBy(() -> vault.seal(address, "name", "again")).isInstanceOf(Sealer.KeyDestroyed.class);
    }

    @Test
    void destroyingOneGroupLeavesTheOthers() {
        Address optional = with(address.owner(), RetentionGroup.OPTIONAL);
        vault.seal(address, "name", "kept");
        vault.seal(optional, "hobby", "gone");

        vault.transaction.executeWithoutResult(
                _ -> vault.custody.destroyKeyForever(address.owner(), RetentionGroup.OPTIONAL));

        assertThat(vault.open(optional, "hobby")).isInstanceOf(Opened.KeyDestroyed.class);
        assertThat(vault.read(address, "name")).isEqualTo("kept");
    }

    @Test
    void aDestroyedKeyIsNotBroughtBackBySql() {
        vault.seal(address, "name", "secret");
        byte[] wrapped = vault.jdbc
                .sql("select wrapped_sealed from vault.data_keys where owner_id = ?")
                .param(address.owner().id())
                .query((row, _) -> row.getBytes(1))
                .single();
        vault.transaction.executeWithoutResult(_ -> vault.custody.destroyKeyForever(address.owner(), address.group()));

        assertThatThrownBy(() -> vault.jdbc
                        .sql("update vault.data_keys set state = 'ACTIVE', closed_at = null, wrapped_sealed = ?"
                                + " where owner_id = ?")
                        .params(wrapped, address.owner().id())
                        .update())
                .hasMessageContaining("a destroyed key stays destroyed");
    }

    @Test
    void aDestructionThatIsRolledBackDestroysNothing() {
        vault.seal(address, "name", "secret");

        vault.transaction.executeWithoutResult(status -> {
            vault.custody.destroyKeyForever(address.owner(), address.group());
            status.setRollbackOnly();
        });

        assertThat(vault.read(address, "name")).isEqualTo("secret");
    }

    @Test
    void nothingIsOpenedUnderAnOldSnapshot() {
        vault.seal(address, "name", "secret");
        TransactionTemplate old = new TransactionTemplate(vault.transactions);
        old.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);

        assertThatThrownBy(() -> old.execute(_ -> vault.open(address, "name")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("read committed");
    }

    @Test
    void aValueSealedInATransactionThatIsRolledBackIsNotThere() {
        vault.transaction.executeWithoutResult(status -> {
            vault.sealer.seal(address, Map.of("name", Cleartext.of("x")), Map.of("name", Cleartext.of("*")));
            status.setRollbackOnly();
        });

        assertThat(vault.open(address, "name")).isInstanceOf(Opened.Absent.class);
        assertThat(vault.sealer.holds(address)).isFalse();
    }

    @Test
    void sealingOutsideOfATransactionIsRefused() {
        assertThatThrownBy(() -> vault.sealer.seal(
                        address, Map.of("name", Cleartext.of("x")), Map.of("name", Cleartext.of("*"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRemovedValueIsAbsent() {
        vault.seal(address, "name", "x");
        assertThat(vault.sealer.holds(address)).isTrue();

        vault.transaction.executeWithoutResult(_ -> vault.sealer.remove(address));

        assertThat(vault.open(address, "name")).isInstanceOf(Opened.Absent.class);
        assertThat(vault.sealer.holds(address)).isFalse();
    }

    @Test
    void everyFieldNeedsItsMask() {
        assertThatThrownBy(() -> vault.transaction.executeWithoutResult(
                        _ -> vault.sealer.seal(address, Map.of("name", Cleartext.of("x")), Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRefusedFieldIsNamedWithoutItsValue() {
        assertThatThrownBy(() -> vault.seal(address, "name", "secret \ud800 tail"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name")
                .hasMessageNotContaining("secret");
    }

    private Address with(Address other, UUID row) {
        return new Address(other.owner(), other.group(), other.record(), row, other.informationClass());
    }

    private Address with(Owner owner, RetentionGroup group) {
        return new Address(owner, group, AVault.PERSON, UUID.randomUUID(), InformationClass.BASIC);
    }

    private byte[] stored(Address at, String column) {
        return vault.jdbc
                .sql("select " + column
                        + " from vault.sealed_values where row_id = ? and record_type = ? and class = ?")
                .params(at.row(), at.record().name(), at.informationClass().name())
                .query((row, _) -> row.getBytes(1))
                .single();
    }

    private void store(Address at, String column, byte[] bytes) {
        owner("update vault.sealed_values set " + column + " = ? where row_id = ?", bytes, at.row());
    }

    private void flipWrappedKey(int position) {
        owner(
                "update vault.data_keys set wrapped_sealed = set_byte(wrapped_sealed, ?,"
                        + " get_byte(wrapped_sealed, ?) # 1) where owner_id = ?",
                position,
                position,
                address.owner().id());
    }

    private void owner(String sql, Object... parameters) {
        assertThat(vault.database.ownerJdbc().sql(sql).params(parameters).update())
                .isEqualTo(1);
    }
}
