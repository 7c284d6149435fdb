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
        return RunFile.running(options.data()).isPresent() ? askTheRunningHouse() : startOneForIt();
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
        Optional<String> known = known();
        RestoreTarget target = new RestoreTarget(options.data());
        BackupFolder from = BackupFolder.existing(options.backup().folder().orElseThrow());
        Instant generation = choose(from);
        target.requireEmpty();
        target.requireSpaceFor(from);
        RootKey rootKey = rootKey(from, options.data());
        Restoration restoration = new Restoration(from, Rooms.IN_ORDER, rootKey, clock);
        try {
            target.fill(generation, restoration.useOf(generation), into -> {
                Logs.to(into.logs());
                keepRootKey(from, into, rootKey);
                say(restoration.restore(
                        into,
                        new Restoration.Order(Optional.of(generation), known, environment, false),
                        terminal::step));
                RootKeyCheck.leave(RunningHouse.rootKeyFile(into), rootKey);
            });
            return CommandLine.OK;
        } catch (BackupFault.Found e) {
            throw refused(e);
        }
    }

    private Instant choose(BackupFolder from) {
        try {
            return Restoration.choose(from, options.backup().generation().flatMap(BackupFolder::moment));
        } catch (BackupFault.Found e) {
            throw refused(e);
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

    private Optional<String> known() {
        if (options.backup().knownCheckpoint().isEmpty()) {
            return Optional.empty();
        }
        Path file = options.backup().knownCheckpoint().get();
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            throw new StartRefused(
                    "检查点文件 " + file + " 读不了：请检查 --known-checkpoint，没有做任何改动。",
                    "The checkpoint " + file + " cannot be read: check --known-checkpoint; nothing was changed.",
                    e);
        }
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
