package io.equiveil;

import io.equiveil.engine.DataFolder;
import io.equiveil.engine.EngineCheck;
import io.equiveil.engine.LocalActs;
import io.equiveil.files.HelperProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `doctor`: looks at an installation from outside, without the passphrase. It changes nothing but the note that it was
/// here.
final class Doctor {

    private final Terminal terminal;
    private final Map<String, String> environment;
    private final Path data;
    private final Options options;
    private final Clock clock;
    private long bad;

    Doctor(Terminal terminal, Map<String, String> environment, Options options, Clock clock) {
        this.terminal = terminal;
        this.environment = environment;
        this.data = options.data();
        this.options = options;
        this.clock = clock;
    }

    /// Says one finding.
    interface Speech {
        void say(boolean good, String chinese, String english);
    }

    /// @return 0 if nothing is wrong
    int examine() throws IOException {
        DataFolder.requireReadable(data);
        int java = Runtime.version().feature();
        say(java >= 25, "JDK " + Runtime.version(), "JDK " + Runtime.version());
        if (!Files.isDirectory(data)) {
            say(true, "还没有数据文件夹 " + data, "No data folder yet: " + data);
            return CommandLine.OK;
        }
        examineFolder();
        examineKeys();
        examineProcess();
        for (EngineCheck.Finding finding : EngineCheck.examine(data, environment)) {
            say(finding.good(), finding.chinese(), finding.english());
        }
        examineHelpers();
        boolean demo =
                DataFolder.useOf(data).filter(use -> use == DataFolder.Use.DEMO).isPresent();
        new DoctorOfMachine(this::say, clock).examine(data);
        new DoctorOfBackups(this::say, clock).examine(data, options.backup().folder(), demo);
        note();
        return bad == 0 ? CommandLine.OK : CommandLine.FAILED;
    }

    /// The visit goes into the log as soon as there is one that can take it.
    private void note() {
        try {
            LocalActs.note(data, new LocalActs.Act(clock.instant(), LocalActs.Kind.EXAMINED, bad));
        } catch (IOException e) {
            say(false, "这次体检没能记下来", "this visit could not be noted");
        }
    }

    /// What the application does without, and what that costs.
    private void examineHelpers() {
        String missing = HelperProgram.missing().stream()
                .map(HelperProgram::debianPackage)
                .collect(Collectors.joining(" "));
        if (missing.isEmpty()) {
            say(true, "Office 文件和 HEIC 照片可以转换成页面", "Office files and HEIC pictures can be made into pages");
        } else {
            terminal.line("· Office 文件或 HEIC 照片不能全部转换；可以安装 Debian 软件包：" + missing
                    + " / Office files or HEIC pictures cannot all be converted; Debian packages to install: "
                    + missing);
        }
    }

    private void examineFolder() throws IOException {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(data));
        say(mode.equals("rwx------"), "数据文件夹 " + data + " 权限 " + mode, "data folder mode " + mode);
        long free = Files.getFileStore(data).getUsableSpace();
        say(
                free >= DataFolder.LEAST_FREE_BYTES,
                "剩余空间 " + free / (1024 * 1024) + " MiB",
                free / (1024 * 1024) + " MiB free");
    }

    private void examineKeys() throws IOException {
        Path keys = data.resolve("keys");
        Path rootKey = keys.resolve(RunningHouse.ROOT_KEY_FILE);
        say(Files.exists(rootKey), "根密钥文件 " + rootKey, "root key file");
        if (!Files.isDirectory(keys)) {
            return;
        }
        Optional<Path> open;
        try (Stream<Path> files = Files.walk(keys)) {
            open = files.filter(Files::isRegularFile)
                    .filter(Doctor::isOpenToOthers)
                    .findFirst();
        }
        say(
                open.isEmpty(),
                open.map(file -> "别人能读密钥文件 " + file).orElse("密钥文件只有本人可读"),
                open.map(file -> "others can read the key file " + file).orElse("key files are private"));
    }

    private static boolean isOpenToOthers(Path file) {
        try {
            Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
            return granted.contains(PosixFilePermission.OTHERS_READ)
                    || granted.contains(PosixFilePermission.GROUP_READ);
        } catch (IOException e) {
            return true;
        }
    }

    private void examineProcess() throws IOException {
        Optional<RunFile> file = RunFile.read(data);
        boolean held = DataFolder.isHeld(data);
        boolean alive = file.flatMap(said -> said.process(held)).isPresent();
        if (alive) {
            RunFile running = file.orElseThrow();
            say(held, "正在运行：进程 " + running.pid() + "，" + running.url(), "running: process " + running.pid());
        } else if (held) {
            say(true, "数据文件夹被占用（正在启动？）", "the data folder is held (starting?)");
        } else {
            say(
                    true,
                    file.isPresent() ? "没有运行（上次没有正常停止，下次启动会自行恢复）" : "没有运行",
                    file.isPresent()
                            ? "not running (it was not stopped in order; the next start recovers)"
                            : "not running");
        }
    }

    private void say(boolean good, String chinese, String english) {
        bad += good ? 0 : 1;
        terminal.line((good ? "✓ " : "✗ ") + chinese + " / " + english);
    }
}
