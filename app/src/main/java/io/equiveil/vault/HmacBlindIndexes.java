package io.equiveil.vault;

import io.equiveil.kernel.Cleartext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;

/// Blind index tokens by HMAC-SHA256 (`docs/spec/blind-index.md`).
@Service
class HmacBlindIndexes implements BlindIndexes {

    static final int TOKEN_BYTES = 16;

    private static final Pattern INDEX = Pattern.compile("[a-z]{2,30}\\.[a-zA-Z0-9_]{1,40}");

    private final HouseKeys keys;

    HmacBlindIndexes(HouseKeys keys) {
        this.keys = keys;
    }

    @Override
    public byte[] token(String index, Cleartext normalised) {
        return Arrays.copyOf(mac(index, "whole", normalised), TOKEN_BYTES);
    }

    @Override
    public byte[] truncatedToken(String index, Cleartext normalised, int bits) {
        if (bits < 4 || bits > 24) {
            throw new IllegalArgumentException("a truncated token has 4 to 24 bits but " + bits + " were asked for");
        }
        byte[] token = Arrays.copyOf(mac(index, "truncated " + bits, normalised), (bits + 7) / 8);
        int spare = token.length * 8 - bits;
        token[token.length - 1] &= (byte) (0xff << spare);
        return token;
    }

    private byte[] mac(String index, String kind, Cleartext normalised) {
        if (!INDEX.matcher(index).matches()) {
            throw new IllegalArgumentException("an index is named room.field but was " + index);
        }
        byte[] value = normalised.revealForDisplay().getBytes(StandardCharsets.UTF_8);
        byte[] message = new Canonical().text(kind).block(value).toBytes();
        byte[] token = keys.indexToken(index, message);
        Arrays.fill(value, (byte) 0);
        Arrays.fill(message, (byte) 0);
        return token;
    }
}
