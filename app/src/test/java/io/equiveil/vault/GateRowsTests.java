package io.equiveil.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.kernel.Digest;
import io.equiveil.ledger.Ledger.RowVersion;
import io.equiveil.vault.GateRows.GateRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateRowsTests {

    private static final String ROW = "consent.consents/7";

    private final AVault vault = new AVault();
    private final GateRows rows = vault.gateRows;
    private final Digest leaf = Digest.of(new Randomness().bytes(32));
    private final GateRow row = new GateRow(ROW, 3, leaf, List.of("given", "contact"));
    private final byte[] mac = rows.mac(row);

    GateRowsTests() {
        vault.ledger.latest.put(ROW, new RowVersion(ROW, 3, leaf));
    }

    @Test
    void aRowAsItWasWrittenIsGenuine() {
        assertThat(rows.genuine(row, mac)).isTrue();
    }

    @Test
    void aRowWithAnotherContentIsNot() {
        assertThat(rows.genuine(new GateRow(ROW, 3, leaf, List.of("given", "contacT")), mac))
                .isFalse();
        assertThat(rows.genuine(new GateRow(ROW, 3, leaf, List.of("givenc", "ontact")), mac))
                .isFalse();
        assertThat(rows.genuine(new GateRow(ROW, 3, leaf, List.of("given", "contact", "")), mac))
                .isFalse();
        assertThat(rows.genuine(new GateRow(ROW, 3, leaf, List.of("given")), mac))
                .isFalse();
    }

    @Test
    void aRowWithAnotherVersionOrLeafIsNot() {
        Digest other = Digest.of(new Randomness().bytes(32));
        assertThat(rows.genuine(new GateRow(ROW, 4, leaf, row.content()), mac)).isFalse();
        assertThat(rows.genuine(new GateRow(ROW, 3, other, row.content()), mac)).isFalse();
    }

    @Test
    void aRowRolledBackToAnEarlierVersionIsNot() {
        vault.ledger.latest.put(ROW, new RowVersion(ROW, 4, Digest.of(new Randomness().bytes(32))));

        assertThat(rows.genuine(row, mac)).isFalse();
    }

    @Test
    void aRowCopiedToAnotherNameIsNot() {
        String other = "consent.consents/8";
        vault.ledger.latest.put(other, new RowVersion(other, 3, leaf));

        assertThat(rows.genuine(new GateRow(other, 3, leaf, row.content()), mac))
                .isFalse();
    }

    @Test
    void aRowThatTheLogDoesNotKnowIsNot() {
        vault.ledger.latest.clear();

        assertThat(rows.genuine(row, mac)).isFalse();
    }

    @Test
    void aFlippedShortOrEmptyMacIsNot() {
        byte[] flipped = mac.clone();
        flipped[31] ^= 1;

        assertThat(rows.genuine(row, flipped)).isFalse();
        assertThat(rows.genuine(row, new byte[0])).isFalse();
        assertThat(rows.genuine(row, java.util.Arrays.copyOf(mac, 31))).isFalse();
    }
}
