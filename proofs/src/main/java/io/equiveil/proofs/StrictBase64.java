package io.equiveil.proofs;

import io.equiveil.proofs.MalformedException.Fault;
import java.util.Base64;

/// Standard base64 in its one canonical spelling (RFC 4648, section 4).
///
/// Refuses missing padding and non-zero spare bits, which Java's own decoder lets through: with them one signature
/// or hash would have several spellings, and a store that compares text would take them for different ones.
public final class StrictBase64 {

    private StrictBase64() {}

    /// @return the bytes in standard base64 with padding
    public static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// @throws MalformedException if the text is not exactly what [#encode] would have written
    public static byte[] decode(String text) throws MalformedException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (encode(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException refused) {
            // told below, without the text
        }
        throw new MalformedException(Fault.BASE64, "");
    }
}
