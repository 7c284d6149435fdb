package io.equiveil.setup;

import io.equiveil.vault.RecoverySheet;
import java.util.List;

/// What is printed on a recovery sheet: the secret. Does not print itself anywhere else.
///
/// @param lines the five lines, in groups
/// @param qr    what stands in the QR code
public record PrintedSheet(int number, String checkCode, List<String> lines, String qr) {

    public PrintedSheet {
        lines = List.copyOf(lines);
    }

    static PrintedSheet of(RecoverySheet sheet) {
        return new PrintedSheet(sheet.number(), sheet.checkCode(), sheet.revealLines(), sheet.revealForQr());
    }

    @Override
    public String toString() {
        return "PrintedSheet[" + number + ", hidden]";
    }
}
