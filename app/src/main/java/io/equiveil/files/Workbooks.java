package io.equiveil.files;

import java.util.Optional;

/// Looks at Excel workbooks before anything reads their cells.
public final class Workbooks {

    private Workbooks() {}

    /// Whether this claims to be a workbook, or another office file: a ZIP or a compound file by its
    /// first bytes.
    public static boolean looksLikeOne(byte[] content) {
        return begins(content, 'P', 'K', 3, 4) || isOld(content);
    }

    /// Why the cells of a file are not read; empty for a sound `xlsx`. Unpacks every part once, into
    /// nothing.
    ///
    /// @return [FileRefusal#OFFICE_FILE] for the format of the years before 2007 and for other kinds of workbooks
    public static Optional<FileRefusal> objection(byte[] content) {
        try {
            OfficeFile file = isOld(content) ? OldOfficeFile.look(content) : OfficePackage.look(content);
            return file.format() == OfficeFormat.XLSX
                    ? Optional.empty()
                    : Optional.of(
                            file.format().kind() == PaperKind.SHEETS
                                    ? FileRefusal.OFFICE_FILE
                                    : FileRefusal.NOT_SUPPORTED);
        } catch (FileRefused refused) {
            return Optional.of(refused.refusal());
        }
    }

    private static boolean isOld(byte[] content) {
        return begins(content, 0xd0, 0xcf, 0x11, 0xe0);
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
