package io.equiveil;

import io.equiveil.backup.BackupFault;
import io.equiveil.backup.SafetyCopy;
import io.equiveil.engine.DataFolder;
import io.equiveil.engine.DatabaseEngine;
import io.equiveil.engine.LocalActs;
import io.equiveil.engine.Migrations;
import io.equiveil.engine.SchemaVersions;
import io.equiveil.engine.StartRefused;
import io.equiveil.ledger.LedgerAudit;
import io.equiveil.ledger.NodeMarks;
import io.equiveil.vault.RootKey;
import io.equiveil.vault.VaultAtRest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/// Brings the data of an older program up to this one: a backup first, then the migrations, then a look at everything;
/// and if anything is wrong, the state before.
final class Upgrade {

    private static final int TAIL = 1_000;
    private static final int SAMPLE = 200;

    private final Terminal terminal;
    private final DataFolder folder;
    private final RootKey rootKey;
    private final DatabaseEngine engine;
    private final List<String> rooms;
    private final Options options;
    private final Clock clock;

    /// @param engine running, with the data as it is
    Upgrade(
            Terminal terminal,
            DataFolder folder,
            RootKey rootKey,
            DatabaseEngine engine,
            List<String> rooms,
            Options options,
            Clock clock) {
        this.terminal = terminal;
        this.folder = folder;
        this.rootKey = rootKey;
        this.engine = engine;
        this.rooms = rooms;
        this.options = options;
        this.clock = clock;
    }

    /// `upgrade`: does it and starts nothing.
    static int run(Terminal terminal, Map<String, String> environment, Options options, Clock clock)
            throws IOException {
        if (DataFolder.useOf(options.data()).isEmpty()) {
            throw new StartRefused(
                    options.data() + " 不是股隐的数据文件夹。", options.data() + " is not a data folder of EquiVeil.");
        }
        try (DataFolder folder =
                DataFolder.open(options.data(), DataFolder.useOf(options.data()).orElseThrow())) {
            Logs.to(folder.logs());
            Restorations.refuseUnfinished(folder);
            RootKey rootKey = ClosedHouse.rootKey(terminal, environment, options, folder);
            try (DatabaseEngine engine = RunningHouse.bareDatabase(folder, rootKey, environment)) {
                boolean done =
                        new Upgrade(terminal, folder, rootKey, engine, Rooms.IN_ORDER, options, clock).ifNeeded();
                if (!done) {
                    terminal.step("数据已是最新，不用升级", "The data is up to date; nothing to do");
                }
                return CommandLine.OK;
            }
        }
    }

    /// Upgrades if the data is older than the program.
    ///
    /// @return whether there was something to do
    /// @throws StartRefused if it did not succeed; then the state before is back
    boolean ifNeeded() {
        Migrations migrations = new Migrations(engine);
        if (!migrations.isBehind(rooms)) {
            return false;
        }
        migrations.refuseNewerData(rooms);
        terminal.step("数据由旧版本写成：先备份，再升级", "The data was written by an older version: a backup first, then the upgrade");
        SafetyCopy copy = safetyCopy();
        NodeMarks marks = marks();
        SchemaVersions before = migrations.versions();
        try {
            migrations.run(rooms);
            terminal.step("检查升级后的数据", "Checking the upgraded data");
            check();
        } catch (IOException | RuntimeException e) {
            LoggerFactory.getLogger(Upgrade.class).error("the upgrade failed", e);
            goBack(copy, marks);
            throw new StartRefused(
                    "升级没有成功，已恢复到升级前的状态：请继续使用旧版本，原因见 logs/equiveil.log。",
                    "The upgrade failed and the state before is back: go on with the older version; the reason is in"
                            + " logs/equiveil.log.",
                    e);
        }
        note(LocalActs.Kind.UPGRADED, changed(before, migrations.versions()));
        terminal.step("升级完成", "Upgraded");
        return true;
    }

    private static long changed(SchemaVersions before, SchemaVersions after) {
        return after.versions().entrySet().stream()
                .filter(room -> !room.getValue().equals(before.versions().get(room.getKey())))
                .count();
    }

    private SafetyCopy safetyCopy() {
        Optional<Path> wanted = options.backup().folder();
        try {
            SafetyCopy copy = SafetyCopy.make(wanted, folder, engine, rooms, rootKey, clock);
            terminal.step("升级前的备份：" + copy.where(), "Backup before the upgrade: " + copy.where());
            return copy;
        } catch (BackupFault.Found e) {
            throw new StartRefused(
                    "升级前的备份没有做成（" + e.fault().chinese() + "），没有升级。",
                    "The backup before the upgrade was not made (" + e.fault().english() + "); nothing was upgraded.",
                    e);
        }
    }

    /// The whole house starts with its doors closed, the log is what it was, and what is sealed would open.
    private void check() throws IOException {
        RunningHouse house = ClosedHouse.start(folder, rootKey, engine, options);
        try {
            LedgerAudit.Report report =
                    house.context().getBean(LedgerAudit.class).checkTail(TAIL);
            if (!report.isClean()) {
                throw new IllegalStateException("the log is not what it was: " + report.findings());
            }
        } finally {
            house.closePages();
        }
        VaultAtRest.Tried tried = new VaultAtRest(rootKey, engine.administrator()).trySample(SAMPLE);
        if (!tried.isSound()) {
            throw new IllegalStateException("sealed values do not open: " + tried);
        }
    }

    private NodeMarks marks() {
        try {
            return NodeMarks.of(folder.keys());
        } catch (IOException e) {
            throw new StartRefused("读不到 keys 文件夹，没有升级。", "The folder keys cannot be read; nothing was upgraded.", e);
        }
    }

    private void goBack(SafetyCopy copy, NodeMarks marks) {
        terminal.step("升级失败，正在恢复到升级前的状态", "The upgrade failed: putting the state before back");
        try {
            copy.putBack(engine, rooms, rootKey);
            marks.putBack();
            note(LocalActs.Kind.UPGRADE_UNDONE, 0);
        } catch (BackupFault.Found e) {
            throw new StartRefused(
                    "升级失败，也没能自动恢复（" + e.fault().chinese() + "）：请用 ./equiveil restore 从 " + copy.where() + " 恢复。",
                    "The upgrade failed and the state before could not be put back ("
                            + e.fault().english() + "): restore from " + copy.where() + " with ./equiveil restore.",
                    e);
        } catch (IOException e) {
            throw new StartRefused(
                    "升级失败；数据已恢复，但写不了 keys 文件夹：请用 ./equiveil restore 从 " + copy.where() + " 恢复。",
                    "The upgrade failed; the data is back, but the folder keys cannot be written: restore from "
                            + copy.where() + " with ./equiveil restore.",
                    e);
        }
    }

    private void note(LocalActs.Kind kind, long figure) {
        try {
            LocalActs.note(folder.root(), new LocalActs.Act(clock.instant(), kind, figure));
        } catch (IOException e) {
            LoggerFactory.getLogger(Upgrade.class).warn("{} could not be noted", kind);
        }
    }
}
