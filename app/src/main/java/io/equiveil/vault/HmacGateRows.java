package io.equiveil.vault;

import io.equiveil.ledger.Ledger;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    public <T> List<T> genuine(List<Kept<T>> rows) {
        List<Kept<T>> sound = rows.stream()
                .filter(kept -> MessageDigest.isEqual(mac(kept.row()), kept.mac()))
                .toList();
        Map<String, Ledger.RowVersion> latest =
                ledger.latestAbout(sound.stream().map(kept -> kept.row().row()).toList());
        return sound.stream()
                .filter(kept -> isLatest(kept.row(), latest.get(kept.row().row())))
                .map(Kept::value)
                .toList();
    }

    private static boolean isLatest(GateRow row, Ledger.@Nullable RowVersion latest) {
        return latest != null
                && latest.version() == row.version()
                && latest.leaf().equals(row.leaf());
    }
}
