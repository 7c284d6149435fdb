package io.equiveil;

import io.equiveil.backup.BackupFault;
import io.equiveil.backup.BackupFolder;
import io.equiveil.backup.Backups;
import io.equiveil.backup.LocalDoor;
import io.equiveil.backup.Restoration;
import io.equiveil.backup.Run;
import io.equiveil.engine.DataFolder;
import io.equiveil.engine.StartRefused;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.vault.RootKey;
import io.equiveil.vault.RootKeyCheck;
import io.equiveil.vault.RootKeyFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `backup` and `restore`.
final class BackupCommands {

    private static final Duration TO_BE_HEARD = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(12);

    private final Terminal terminal;
    private final Map<String, String> environment;
    private final Options options;
    private final Clock clock;

    BackupCommands(Terminal terminal, Map<String, String> environment, Options options, Clock clock) {
        this.terminal = terminal;
        this.environment = environment;
        this.options = options;
        this.clock = clock;
    }

    /// Makes a backup: by the house that runs, or by one that is started for it and lets nobody in.
    int backUp() throws IOException, InterruptedException {
        if (DataFolder.useOf(options.data()).isEmpty()) {
            throw new StartRefused(
                    options.data() + " 不是股隐的数据文件夹。", options.data() + " is not a data folder of EquiVeil.");
        }
        Optional<ProcessHandle> running =
                RunFile.read(options.data().resolve("run")).flatMap(RunFile::process);
        return running.isPresent() ? askTheRunningHouse() : startOneForIt();
    }

    private int askTheRunningHouse() throws IOException, InterruptedException {
        LocalDoor door = new LocalDoor(options.data().resolve("run"));
        terminal.step("请正在运行的股隐做备份", "Asking the running EquiVeil for a backup");
        door.ask();
        try {
            long asked = System.nanoTime();
            int said = -1;
            while (System.nanoTime() - asked < LONGEST.toNanos()) {
                Optional<LocalDoor.Answer> answer = door.answer();
                if (answer.isEmpty() && System.nanoTime() - asked > TO_BE_HEARD.toNanos()) {
                    throw new StartRefused("正在运行的股隐没有回应。", "The running EquiVeil does not answer.");
                }
                if (answer.isPresent()) {
                    if (answer.get().state() != Run.State.RUNNING) {
                        return outcome(answer.get().state(), answer.get().detail());
                    }
                    if (answer.get().percent() >= said + 10) {
                        said = answer.get().percent();
                        terminal.step(said + "%", said + "%");
                    }
                }
                Thread.sleep(200);
            }
            throw new StartRefused("备份时间过长，请看“备份”页。", "The backup takes too long; see the page “Backups”.");
        } finally {
            door.clear();
        }
    }

    private int outcome(Run.State state, String detail) {
        if (state == Run.State.DONE) {
            terminal.step("备份完成：" + detail, "Backup made: " + detail);
            return CommandLine.OK;
        }
        throw refused(BackupFault.valueOf(detail));
    }

    private int startOneForIt() throws IOException, InterruptedException {
        try (ClosedHouse house = ClosedHouse.open(terminal, environment, options)) {
            terminal.step("做备份", "Making a backup");
            Backups backups = house.bean(Backups.class);
            Run run = switch (backups.backUp(new Requester.Machine(SystemPrincipal.HOUSEKEEPER))) {
                case Backups.Asked.Begun(var id) -> backups.await(id, LONGEST).orElseThrow();
                case Backups.Asked.Busy _, Backups.Asked.NotEntitled _ ->
                    throw new IllegalStateException("nobody else is there");
            };
            return outcome(
                    run.state(),
                    run.state() == Run.State.DONE
                            ? BackupFolder.text(run.generation().orElseThrow())
                            : run.fault().orElse(BackupFault.UNEXPECTED).name());
        }
    }

    /// Brings a backup back into an empty folder. If it does not come back, the folder is empty again.
    int restore() throws IOException {
        Path target = options.data();
        BackupFolder from = BackupFolder.existing(options.backup().folder().orElseThrow());
        Instant generation = choose(from);
        requireEmpty(target);
        requireSpace(from, target);
        RootKey rootKey = rootKey(from, target);
        Restoration restoration = new Restoration(from, Rooms.IN_ORDER, rootKey, clock);
        try {
            DataFolder.Use use = restoration.useOf(generation);
            try (DataFolder into = DataFolder.open(target, use)) {
                Logs.to(into.logs());
                keepRootKey(from, into, rootKey);
                say(restoration.restore(
                        into,
                        new Restoration.Order(Optional.of(generation), known(), environment, false),
                        terminal::step));
                RootKeyCheck.leave(RunningHouse.rootKeyFile(into), rootKey);
            }
            return CommandLine.OK;
        } catch (BackupFault.Found e) {
            emptyAgain(target);
            throw refused(e);
        } catch (RuntimeException e) {
            emptyAgain(target);
            throw e;
        }
    }

    private Instant choose(BackupFolder from) {
        try {
            return Restoration.choose(from, options.backup().generation().flatMap(BackupFolder::moment));
        } catch (BackupFault.Found e) {
            throw refused(e);
        }
    }

    private static void requireEmpty(Path target) throws IOException {
        if (Files.exists(target)) {
            try (Stream<Path> entries = Files.list(target)) {
                if (entries.anyMatch(entry -> !entry.getFileName().toString().equals("lost+found"))) {
                    throw new StartRefused(
                            "恢复需要一个空文件夹，而 " + target + " 不是空的：请另选一个。",
                            "A restore needs an empty folder, and " + target + " is not empty: choose another.");
                }
            }
        }
    }

    /// The database takes a few times the space of its export.
    private static void requireSpace(BackupFolder from, Path target) throws IOException {
        long needed = 4 * from.bytesOfSets() + from.bytesOfDocuments() + DataFolder.LEAST_FREE_BYTES;
        Path there = target;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        long free = Files.getFileStore(there).getUsableSpace();
        if (free < needed) {
            throw new StartRefused(
                    "磁盘空间不足：恢复约需 " + (needed >> 20) + " MiB，只剩 " + (free >> 20) + " MiB。",
                    "The disk is too full: a restore needs about " + (needed >> 20) + " MiB, " + (free >> 20)
                            + " MiB are left.");
        }
    }

    private RootKey rootKey(BackupFolder from, Path target) throws IOException {
        Path file = from.root().resolve(RunningHouse.ROOT_KEY_FILE);
        if (!Files.exists(file)) {
            throw refused(BackupFault.NO_BACKUP);
        }
        if (options.sheets().file().isPresent()) {
            try (BufferedReader typed =
                    SheetReading.open(options.sheets().file().get())) {
                return new SheetReading(terminal, _ -> typed.readLine()).rootKey();
            }
        }
        char[] passphrase = new Passphrases(terminal, environment).forWork(options, target, false);
        try {
            return RootKeyFile.openOrCreate(file, passphrase);
        } catch (RootKeyFile.WrongPassphrase e) {
            throw new StartRefused(
                    "口令不对，打不开备份里的根密钥（如果后来改过口令，请用做备份时的口令）。",
                    "Wrong passphrase: it does not open the root key in the backup (if it was changed since, use the one"
                            + " of that time).");
        } finally {
            Arrays.fill(passphrase, ' ');
        }
    }

    /// As it lies in the backup; or, if sheets of paper made it, under a new passphrase.
    private void keepRootKey(BackupFolder from, DataFolder into, RootKey rootKey) throws IOException {
        if (options.sheets().file().isEmpty()) {
            Files.copy(
                    from.root().resolve(RunningHouse.ROOT_KEY_FILE),
                    RunningHouse.rootKeyFile(into),
                    StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        char[] passphrase = new Passphrases(terminal, environment).forWork(options, into.root(), true);
        try {
            RootKeyFile.seal(RunningHouse.rootKeyFile(into), rootKey, passphrase);
        } finally {
            Arrays.fill(passphrase, ' ');
        }
    }

    private Optional<String> known() throws IOException {
        return options.backup().knownCheckpoint().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Files.readString(options.backup().knownCheckpoint().get()));
    }

    private void say(Restoration.Restored restored) {
        terminal.step(
                "已恢复 " + BackupFolder.text(restored.generation()) + "：" + restored.rows() + " 行，台账 "
                        + restored.logSize() + " 条，文件 " + restored.documents() + " 个",
                "Restored: " + restored.rows() + " rows, " + restored.logSize() + " entries of the log, "
                        + restored.documents() + " documents");
        if (restored.destroyedAgain() > 0) {
            terminal.step(
                    "备份之后销毁的 " + restored.destroyedAgain() + " 把密钥已再次销毁",
                    restored.destroyedAgain() + " keys that were destroyed after the backup were destroyed again");
        }
        if (restored.missing() > 0) {
            terminal.step(
                    "注意：" + restored.missing() + " 个文件缺失或被改动，没有恢复",
                    "Attention: " + restored.missing()
                            + " documents are missing or were changed and did not come back");
        }
        restored.newLogName()
                .ifPresent(name -> terminal.step(
                        "注意：台账没有达到已知的最高检查点，以新名称继续：" + name + "。请告知见证人和持有检查点的各方",
                        "Attention: the log does not reach the highest known checkpoint and goes on under a new name: "
                                + name + ". Tell witnesses and all who hold checkpoints"));
        terminal.step("所有人需要重新登录；现在可以启动", "Everybody has to sign in again; it can be started now");
    }

    private static void emptyAgain(Path target) throws IOException {
        if (Files.exists(target)) {
            try (Stream<Path> entries = Files.list(target)) {
                for (Path entry : entries.toList()) {
                    DataFolder.deleteTree(entry);
                }
            }
        }
    }

    /// With the state that the database gave, which names no value.
    private static StartRefused refused(BackupFault.Found found) {
        String state = found.getCause() instanceof SQLException e ? "（SQLSTATE " + e.getSQLState() + "）" : "";
        return new StartRefused(
                found.fault().chinese() + state + "。",
                Terminal.sentence(found.fault().english()),
                found);
    }

    private static StartRefused refused(BackupFault fault) {
        return new StartRefused(fault.chinese() + "。", Terminal.sentence(fault.english()));
    }
}
