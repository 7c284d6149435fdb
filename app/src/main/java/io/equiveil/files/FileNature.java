package io.equiveil.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// What the first bytes of a file say that it is; its name is believed only as far as the content agrees.
enum FileNature {
    PDF,
    JPEG,
    PNG;

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    /// @throws FileRefused if it is none of these, or if its name says something else than its content
    static FileNature of(byte[] content, String fileName) throws FileRefused {
        String ending = ending(fileName);
        FileNature nature;
        if (begins(content, 0, "%PDF-".getBytes(StandardCharsets.US_ASCII))) {
            nature = PDF;
        } else if (content.length > 3
                && (content[0] & 0xff) == 0xff
                && (content[1] & 0xff) == 0xd8
                && (content[2] & 0xff) == 0xff) {
            nature = JPEG;
        } else if (begins(content, 0, PNG_SIGNATURE)) {
            nature = PNG;
        } else {
            throw new FileRefused(stranger(content, ending));
        }
        boolean agrees = switch (ending) {
            case "" -> true;
            case "pdf" -> nature == PDF;
            case "jpg", "jpeg", "jpe", "jfif" -> nature == JPEG;
            case "png" -> nature == PNG;
            default -> false;
        };
        if (!agrees) {
            // Phones name every picture .jpg, whatever it is: a picture under the name of another one does no harm.
            boolean bothPictures = nature != PDF && ending.matches("jpe?g|jpe|jfif|png|heic|heif|webp");
            if (!bothPictures) {
                throw new FileRefused(FileRefusal.DISGUISED);
            }
        }
        return nature;
    }

    private static FileRefusal stranger(byte[] content, String ending) {
        boolean zip = begins(content, 0, new byte[] {'P', 'K', 3, 4});
        boolean office = ending.matches("docx?|xlsx?|pptx?|wps|et|dps|odt|ods|odp|rtf");
        if ((zip || begins(content, 0, OLE)) && office) {
            return FileRefusal.OFFICE_FILE;
        }
        if (begins(content, 4, "ftyphei".getBytes(StandardCharsets.US_ASCII))
                || begins(content, 4, "ftypmif1".getBytes(StandardCharsets.US_ASCII))
                || begins(content, 4, "ftyphev".getBytes(StandardCharsets.US_ASCII))) {
            return FileRefusal.HEIC;
        }
        boolean saysItIsOurs = ending.matches("pdf|jpe?g|jpe|jfif|png");
        boolean damagedText = saysItIsOurs && isBlank(content);
        return saysItIsOurs && !damagedText
                ? FileRefusal.DISGUISED
                : damagedText ? FileRefusal.DAMAGED : FileRefusal.NOT_SUPPORTED;
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

    private static boolean begins(byte[] content, int at, byte[] with) {
        return content.length >= at + with.length && Arrays.equals(content, at, at + with.length, with, 0, with.length);
    }

    private static String ending(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
