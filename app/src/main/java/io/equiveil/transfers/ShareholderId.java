package io.equiveil.transfers;

import io.equiveil.kernel.Identifier;
import java.util.UUID;

/// Another shareholder of the company whose shares are transferred, as far as a matter knows of one.
public record ShareholderId(UUID value) implements Identifier {

    static ShareholderId random() {
        return new ShareholderId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
