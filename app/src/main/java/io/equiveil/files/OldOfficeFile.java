package io.equiveil.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// An office file of the years before 2007 (doc, xls, ppt): a compound file. Looked at only as far as a clear answer
/// needs: which streams it names, and whether it wants a password. What is hidden from this look meets the sandbox.
///
/// Sources: MS-CFB 2.6 (directory entries: 128 bytes, name in UTF-16LE, its length at 64), MS-DOC 2.5.1 (FIB, flag
/// fEncrypted), MS-XLS 2.4.117 (FilePass), MS-PPT 2.3 (EncryptedSummary), MS-OFFCRYPTO 2.3.4 (EncryptedPackage).
final class OldOfficeFile {

    private static final int SECTOR = 512;
    private static final int ENTRY = 128;
    private static final int FILE_PASS = 0x2f;

    private OldOfficeFile() {}

    /// @throws FileRefused if it is none of the formats, or one that is not taken in, with the reason
    static OfficeFile look(byte[] content) throws FileRefused {
        Set<String> names = names(content);
        if (names.contains("EncryptedPackage") || names.contains("EncryptedSummary")) {
            throw new FileRefused(FileRefusal.ENCRYPTED);
        }
        OfficeFormat format = format(names).orElseThrow(() -> new FileRefused(FileRefusal.NOT_SUPPORTED));
        if (wantsPassword(content, format)) {
            throw new FileRefused(FileRefusal.ENCRYPTED);
        }
        if (names.contains("_VBA_PROJECT") || names.contains("_VBA_PROJECT_CUR")) {
            throw new FileRefused(FileRefusal.MACROS);
        }
        return new OfficeFile(format, false);
    }

    private static Optional<OfficeFormat> format(Set<String> names) {
        if (names.contains("Book")) {
            return Optional.of(OfficeFormat.XLS);
        }
        return Stream.of(OfficeFormat.DOC, OfficeFormat.XLS, OfficeFormat.PPT)
                .filter(each -> names.contains(each.mark()))
                .findFirst();
    }

    private static Set<String> names(byte[] content) {
        Set<String> names = new HashSet<>();
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = SECTOR; at + ENTRY <= content.length; at += ENTRY) {
            int length = bytes.getShort(at + 64) & 0xffff;
            int type = content[at + 66];
            boolean likely = length > 2 && length <= 64 && length % 2 == 0 && type >= 1 && type <= 5;
            if (likely && bytes.getShort(at + length - 2) == 0) {
                names.add(new String(content, at, length - 2, StandardCharsets.UTF_16LE));
            }
        }
        return names;
    }

    private static boolean wantsPassword(byte[] content, OfficeFormat format) {
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = SECTOR; at + 64 <= content.length; at += SECTOR) {
            int first = bytes.getShort(at) & 0xffff;
            if (format == OfficeFormat.DOC && first == 0xa5ec) {
                return (bytes.getShort(at + 10) & 0x0100) != 0;
            }
            if (format == OfficeFormat.XLS && first == 0x0809 && bytes.getShort(at + 2) >= 8) {
                return hasFilePass(bytes, at);
            }
        }
        return false;
    }

    /// Among the first records of the workbook.
    private static boolean hasFilePass(ByteBuffer bytes, int start) {
        int at = start;
        for (int record = 0; record < 6 && at + 4 <= bytes.limit(); record++) {
            if ((bytes.getShort(at) & 0xffff) == FILE_PASS) {
                return true;
            }
            at += 4 + (bytes.getShort(at + 2) & 0xffff);
        }
        return false;
    }
}
