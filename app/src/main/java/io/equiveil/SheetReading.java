package io.equiveil;

import io.equiveil.engine.StartRefused;
import io.equiveil.vault.RecoverySheet;
import io.equiveil.vault.RecoverySheets;
import io.equiveil.vault.RecoverySheets.NoKey;
import io.equiveil.vault.RootKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads recovery sheets, typed line by line or sent by a scanner, until there are enough of one set.
final class SheetReading {

    private static final int MOST_SLIPS = 20;

    private final Terminal terminal;
    private final Lines typed;
    private final List<RecoverySheet> sheets = new ArrayList<>();
    private int slips;

    /// Where the lines come from.
    interface Lines {
        /// @param what which line is wanted, for those who are asked
        /// @return null after the last one
        @Nullable
        String next(String what) throws IOException;
    }

    SheetReading(Terminal terminal, Lines typed) {
        this.terminal = terminal;
        this.typed = typed;
    }

    /// Sheets that were typed into a file already.
    ///
    /// @throws StartRefused if it cannot be read, or others can
    static BufferedReader open(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new StartRefused("读不了恢复纸文件 " + file + "。", "The file of sheets " + file + " cannot be read.");
        }
        if (Passphrases.isReadableByOthers(file.toRealPath())) {
            throw new StartRefused(
                    "恢复纸文件 " + file + " 别人也能读：请先 chmod 600。",
                    "Others can read the file of sheets " + file + ": chmod 600 it first.");
        }
        return Files.newBufferedReader(file);
    }

    /// How many sheets were read.
    int read() {
        return sheets.size();
    }

    /// @throws StartRefused if the input ends too early, or the sheets make no key
    RootKey rootKey() throws IOException {
        while (sheets.isEmpty() || sheets.size() < sheets.getFirst().needed()) {
            terminal.step(
                    "第 " + (sheets.size() + 1) + " 张恢复纸：逐行输入纸上的 " + RecoverySheet.LINES + " 行，或用扫码枪扫二维码",
                    "Sheet " + (sheets.size() + 1) + ": type its " + RecoverySheet.LINES
                            + " lines one by one, or scan its QR code");
            take(sheet());
        }
        try {
            return RecoverySheets.combine(sheets);
        } catch (NoKey e) {
            throw new StartRefused(
                    "这些恢复纸合不成根密钥：其中有一张不是原件。", "These sheets do not make the root key: one of them is not genuine.", e);
        }
    }

    private void take(RecoverySheet sheet) {
        if (!sheets.isEmpty() && !sheets.getFirst().set().equals(sheet.set())) {
            terminal.step("这张不是同一套的，没有采用", "This sheet is of another set and was not taken");
            slip();
        } else if (sheets.stream().anyMatch(other -> other.number() == sheet.number())) {
            terminal.step("这张已经读过了，请用另一张", "This sheet was read already; use another one");
            slip();
        } else {
            sheets.add(sheet);
            terminal.step(
                    "读到第 " + sheet.number() + " 号，校验码 " + sheet.checkCode() + "；这一套需要 " + sheet.needed() + " 张",
                    "Read number " + sheet.number() + ", check code " + sheet.checkCode() + "; this set needs "
                            + sheet.needed());
        }
    }

    private RecoverySheet sheet() throws IOException {
        StringBuilder text = new StringBuilder();
        int lines = 0;
        while (lines < RecoverySheet.LINES) {
            String line = line(lines + 1);
            if (line.isBlank()) {
                continue;
            }
            if (line.strip().toUpperCase(Locale.ROOT).startsWith(RecoverySheet.PREFIX)) {
                text.setLength(0);
                text.append(line);
                lines = RecoverySheet.LINES;
            } else if (RecoverySheet.isLine(lines + 1, line)) {
                text.append(line).append('\n');
                lines++;
            } else {
                terminal.step(
                        "第 " + (lines + 1) + " 行有误，请核对后再输一次",
                        "Line " + (lines + 1) + " does not fit; look again and retype it");
                slip();
            }
        }
        try {
            return RecoverySheet.parse(text.toString());
        } catch (RecoverySheet.Unreadable e) {
            terminal.step("读不出这张恢复纸，请从第 1 行重来", "This sheet cannot be read; begin again with its first line");
            slip();
            return sheet();
        }
    }

    private String line(int number) throws IOException {
        String line = typed.next("第 " + number + " 行 / Line " + number + ": ");
        if (line == null) {
            throw new StartRefused(
                    "恢复纸不够：只读到 " + sheets.size() + " 张。", "Not enough sheets: only " + sheets.size() + " were read.");
        }
        return line;
    }

    private void slip() {
        if (++slips >= MOST_SLIPS) {
            throw new StartRefused("输错太多次，没有做任何改动。", "Too many slips; nothing was changed.");
        }
    }
}
