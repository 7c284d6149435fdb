package io.equiveil.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// What the first bytes of a file say that it is; its name is believed only as far as the content agrees.
enum FileNature {
    PDF,
    JPEG,
    PNG,
    /// A picture in HEIF (ISO/IEC 23008-12), as telephones make them.
    HEIC,
    /// A ZIP; whether there is an office file in it is seen by [OfficePackage].
    PACKAGE,
    /// A compound file; whether there is an office file in it is seen by [OldOfficeFile].
    COMPOUND;

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] COMPOUND_SIGNATURE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final byte[] MATROSKA = {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3};

    private static final String OFFICE_ENDINGS =
            "doc[xm]?|dot[xm]?|wps|odt|xls[xmb]?|xlt[xm]?|et|ods|ppt[xm]?|pps[xm]?|dps|odp|rtf";
    private static final String PICTURE_ENDINGS = "jpe?g|jpe|jfif|png|hei[cf]|webp";

    /// @throws FileRefused if it is none of these, or if its name says something else than its content
    static FileNature of(byte[] content, String fileName) throws FileRefused {
        String ending = ending(fileName);
        FileNature nature = seenIn(content, ending);
        boolean agrees = switch (nature) {
            case PDF -> ending.equals("pdf");
            // Phones name every picture .jpg, whatever it is: a picture under the name of another one does no harm.
            case JPEG, PNG, HEIC -> ending.matches(PICTURE_ENDINGS);
            case PACKAGE, COMPOUND -> ending.matches(OFFICE_ENDINGS);
        };
        if (!agrees && !ending.isEmpty()) {
            throw new FileRefused(
                    nature == PACKAGE && ending.matches("zip|jar|apk")
                            ? FileRefusal.NOT_SUPPORTED
                            : FileRefusal.DISGUISED);
        }
        return nature;
    }

    boolean isPicture() {
        return this == JPEG || this == PNG || this == HEIC;
    }

    private static FileNature seenIn(byte[] content, String ending) throws FileRefused {
        if (begins(content, 0, text("%PDF-"))) {
            return PDF;
        }
        if (begins(content, 0, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff})) {
            return JPEG;
        }
        if (begins(content, 0, PNG_SIGNATURE)) {
            return PNG;
        }
        if (begins(content, 0, new byte[] {'P', 'K', 3, 4})) {
            return PACKAGE;
        }
        if (begins(content, 0, COMPOUND_SIGNATURE)) {
            return COMPOUND;
        }
        if (begins(content, 4, text("ftyp")) && content.length >= 12) {
            String brand = new String(content, 8, 4, StandardCharsets.ISO_8859_1);
            if (brand.matches("hei[cxms]|hev[cx]|mif1|msf1")) {
                return HEIC;
            }
            throw new FileRefused(brand.startsWith("avi") ? FileRefusal.NOT_SUPPORTED : FileRefusal.VIDEO);
        }
        throw new FileRefused(stranger(content, ending));
    }

    private static FileRefusal stranger(byte[] content, String ending) {
        if (begins(content, 0, MATROSKA) || begins(content, 8, text("AVI ")) || begins(content, 0, text("FLV\1"))) {
            return FileRefusal.VIDEO;
        }
        if (begins(content, 0, text("{\\rtf"))) {
            return FileRefusal.OFFICE_FILE;
        }
        boolean saysItIsOurs = ending.equals("pdf") || ending.matches(PICTURE_ENDINGS + "|" + OFFICE_ENDINGS);
        boolean damaged = saysItIsOurs && isBlank(content);
        return saysItIsOurs && !damaged
                ? FileRefusal.DISGUISED
                : damaged ? FileRefusal.DAMAGED : FileRefusal.NOT_SUPPORTED;
    }

    private static boolean isBlank(byte[] content) {
        int end = Math.min(content.length, 4096);
        for (int i = 0; i < end; i++) {
            if (content[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] text(String letters) {
        return letters.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean begins(byte[] content, int at, byte[] with) {
        return content.length >= at + with.length && Arrays.equals(content, at, at + with.length, with, 0, with.length);
    }

    private static String ending(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
