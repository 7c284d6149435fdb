package io.equiveil.nda;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import io.equiveil.kernel.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What tells the pages of a print apart: a short code for people, and the same in a QR code for the camera. Both
/// follow from the words of the agreement, so a page of another agreement, or of another version, carries other
/// codes.
final class PageCodes {

    // Crockford: no I, L, O, U, which people mistake.
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern PRINTED =
            Pattern.compile("EV1 (EV-[0-9A-F]{8}) ([0-9a-f]{16}) ([0-9]{1,3})/([0-9]{1,3}) ([0-9A-Z]{4}-[0-9A-Z]{4})");

    private PageCodes() {}

    /// The code of a page: forty bits of SHA-256 over the hash of the words and the page's number.
    ///
    /// @param textHash SHA-256 of the words, lower-case hex
    /// @param page     counted from 1
    static String of(String textHash, int page) {
        byte[] hash = Digest.sha256((textHash + "/" + page).getBytes(StandardCharsets.US_ASCII))
                .bytes();
        long bits = 0;
        for (int i = 0; i < 5; i++) {
            bits = bits << 8 | hash[i] & 0xff;
        }
        StringBuilder code = new StringBuilder();
        for (int shift = 35; shift >= 0; shift -= 5) {
            code.append(LETTERS.charAt((int) (bits >>> shift) & 31));
            if (shift == 20) {
                code.append('-');
            }
        }
        return code.toString();
    }

    /// The first sixteen digits of the hash in groups of four, as printed at the foot of every page.
    static String shortVersion(String textHash) {
        return textHash.substring(0, 16).replaceAll("(.{4})(?!$)", "$1 ");
    }

    /// What the QR code of a page says.
    static String printed(String number, String textHash, int page, int pages) {
        return "EV1 " + number + " " + textHash.substring(0, 16) + " " + page + "/" + pages + " " + of(textHash, page);
    }

    /// The page of this very text that a QR code names; empty if it is a page of something else.
    static Optional<Integer> pageOf(String read, String number, String textHash, int pages) {
        Matcher matcher = PRINTED.matcher(read);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int page = Integer.parseInt(matcher.group(3));
        return page >= 1 && page <= pages && read.equals(printed(number, textHash, page, pages))
                ? Optional.of(page)
                : Optional.empty();
    }

    /// A QR code without a quiet zone; the page around it is white.
    static BitMatrix qr(String text) {
        try {
            return new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(EncodeHintType.MARGIN, 0, EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M));
        } catch (WriterException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
