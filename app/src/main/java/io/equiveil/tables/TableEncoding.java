package io.equiveil.tables;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// How the letters of a CSV file are written.
public enum TableEncoding {
    UTF_8(StandardCharsets.UTF_8),
    /// What Chinese Excel and WPS write by default (GBK and GB 2312 are parts of it).
    GB18030(Charset.forName("GB18030")),
    UTF_16LE(StandardCharsets.UTF_16LE),
    UTF_16BE(StandardCharsets.UTF_16BE),
    /// Hong Kong and Taiwan. Never found by itself, for nearly every text in GB 18030 would pass for it.
    BIG5(Charset.forName("Big5-HKSCS"));

    private final Charset charset;

    TableEncoding(Charset charset) {
        this.charset = charset;
    }

    /// What a file is written in: by its byte order mark, or else the first of UTF-8 and GB 18030 in
    /// which every byte makes sense.
    static Optional<TableEncoding> find(byte[] content) {
        if (begins(content, 0xef, 0xbb, 0xbf)) {
            return Optional.of(UTF_8);
        }
        if (begins(content, 0xff, 0xfe)) {
            return Optional.of(UTF_16LE);
        }
        if (begins(content, 0xfe, 0xff)) {
            return Optional.of(UTF_16BE);
        }
        return UTF_8.decode(content).isPresent()
                ? Optional.of(UTF_8)
                : GB18030.decode(content).map(_ -> GB18030);
    }

    /// The text, without a byte order mark; empty if some bytes make no sense in this encoding.
    Optional<CharBuffer> decode(byte[] content) {
        try {
            CharBuffer text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content));
            if (text.hasRemaining() && text.get(text.position()) == '\ufeff') {
                text.get();
            }
            return Optional.of(text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean begins(byte[] content, int... with) {
        if (content.length < with.length) {
            return false;
        }
        for (int at = 0; at < with.length; at++) {
            if ((content[at] & 0xff) != with[at]) {
                return false;
            }
        }
        return true;
    }
}
