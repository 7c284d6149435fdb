package io.equiveil;

import io.equiveil.engine.DataFolder;
import io.equiveil.engine.LocalActs;
import io.equiveil.engine.StartRefused;
import io.equiveil.vault.RootKey;
import io.equiveil.vault.RootKeyCheck;
import io.equiveil.vault.RootKeyFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// `recover`: the passphrase is lost, and sheets of paper make the root key again, under a new passphrase. With
/// `--rehearse` it only tries, also while the house runs.
final class Recover {

    private final Terminal terminal;
    private final Map<String, String> environment;
    private final Options options;
    private final Clock clock;

    Recover(Terminal terminal, Map<String, String> environment, Options options, Clock clock) {
        this.terminal = terminal;
        this.environment = environment;
        this.options = options;
        this.clock = clock;
    }

    int run() throws IOException {
        Path root = options.data();
        if (DataFolder.useOf(root).filter(DataFolder.Use.WORK::equals).isEmpty()) {
            throw new StartRefused(root + " 不是正式使用的数据文件夹。", root + " is not a data folder of real work.");
        }
        if (options.sheets().rehearse()) {
            int read = check(root).read();
            note(root, LocalActs.Kind.RECOVERY_REHEARSED, read);
            terminal.step(
                    "演练成功：这些恢复纸能打开本数据文件夹，没有做任何改动",
                    "The rehearsal succeeded: these sheets open this data folder; nothing was changed");
            return CommandLine.OK;
        }
        try (DataFolder folder = DataFolder.open(root, DataFolder.Use.WORK)) {
            Logs.to(folder.logs());
            Restorations.refuseUnfinished(folder);
            Checked checked = check(root);
            char[] passphrase = new Passphrases(terminal, environment).forWork(options, root, true);
            try {
                RootKeyFile.seal(file(root), checked.key(), passphrase);
            } finally {
                Arrays.fill(passphrase, ' ');
            }
            note(root, LocalActs.Kind.RECOVERED, checked.read());
        }
        terminal.step("已恢复：新口令生效，旧口令作废", "Recovered: the new passphrase counts, the old one is void");
        terminal.step(
                "以前的备份里还是旧口令：请启动后立即做一次新备份；旧备份要用时，restore 加 --sheets",
                "Earlier backups still hold the old passphrase: start and back up at once; to restore an old one, use --sheets");
        return CommandLine.OK;
    }

    private record Checked(RootKey key, int read) {}

    /// Reads the sheets and makes sure that they belong here.
    private Checked check(Path root) throws IOException {
        try (BufferedReader typed = input()) {
            SheetReading reading = new SheetReading(
                    terminal,
                    options.sheets().file().isEmpty() && terminal.canHide()
                            ? terminal::askHidden
                            : _ -> typed.readLine());
            RootKey key = reading.rootKey();
            if (!RootKeyCheck.fits(file(root), key)) {
                throw new StartRefused(
                        "这些恢复纸属于另一个数据文件夹，没有做任何改动。", "These sheets belong to another data folder; nothing was changed.");
            }
            return new Checked(key, reading.read());
        }
    }

    private BufferedReader input() throws IOException {
        Optional<Path> file = options.sheets().file();
        return file.isPresent()
                ? SheetReading.open(file.get())
                : new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }

    private static Path file(Path root) {
        return root.resolve("keys").resolve(RunningHouse.ROOT_KEY_FILE);
    }

    private void note(Path root, LocalActs.Kind kind, int sheets) throws IOException {
        LocalActs.note(root, new LocalActs.Act(clock.instant(), kind, sheets));
    }
}
