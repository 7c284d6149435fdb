package io.equiveil.transfers;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.transfers.Shareholder.Reply;
import io.equiveil.vault.GateRows.GateRow;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Another shareholder as it is stored.
record ShareholderRow(
        ShareholderId id,
        MatterId matter,
        Optional<LocalDate> sent,
        Optional<LocalDate> received,
        Optional<Reply> reply,
        Optional<LocalDate> replied,
        boolean removed,
        long version) {

    static ShareholderRow entered(ShareholderId id, MatterId matter) {
        return new ShareholderRow(
                id, matter, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, 1);
    }

    static String name(ShareholderId id) {
        return "transfers.shareholders/" + id;
    }

    GateRow gateRow(Digest leaf) {
        return new GateRow(
                name(id),
                version,
                leaf,
                List.of(
                        matter.toString(),
                        text(sent),
                        text(received),
                        text(reply),
                        text(replied),
                        Boolean.toString(removed)));
    }

    ShareholderRow noticed(LocalDate day, Optional<LocalDate> arrived) {
        return new ShareholderRow(id, matter, Optional.of(day), arrived, reply, replied, removed, version + 1);
    }

    ShareholderRow replying(Reply says, LocalDate day) {
        return new ShareholderRow(
                id, matter, sent, received, Optional.of(says), Optional.of(day), removed, version + 1);
    }

    ShareholderRow gone() {
        return new ShareholderRow(id, matter, sent, received, reply, replied, true, version + 1);
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("-");
    }
}
