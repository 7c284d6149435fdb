package io.equiveil.vault;

import io.equiveil.ledger.Ledger;
import java.security.MessageDigest;
import org.springframework.stereotype.Service;

/// Gate rows by HMAC-SHA256 (`docs/spec/gate-row.md`), and by asking the log which version is the latest.
@Service
class HmacGateRows implements GateRows {

    private final HouseKeys keys;
    private final Ledger ledger;

    HmacGateRows(HouseKeys keys, Ledger ledger) {
        this.keys = keys;
        this.ledger = ledger;
    }

    @Override
    public byte[] mac(GateRow row) {
        Canonical bytes = new Canonical()
                .text("gate row v1")
                .text(row.row())
                .number(row.version())
                .fixed(row.leaf().bytes())
                .number(row.content().size());
        row.content().forEach(bytes::text);
        return keys.gateRowMac(bytes.toBytes());
    }

    @Override
    public boolean genuine(GateRow row, byte[] mac) {
        return MessageDigest.isEqual(mac(row), mac)
                && ledger.latestAbout(row.row())
                        .filter(latest -> latest.version() == row.version()
                                && latest.leaf().equals(row.leaf()))
                        .isPresent();
    }
}
