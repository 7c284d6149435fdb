package io.equiveil;

import io.equiveil.engine.DataFolder;
import io.equiveil.engine.StartRefused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;

/// The command line: one command, one outcome, one line when it fails.
final class CommandLine {

    /// Exit codes: all well; refused or failed.
    static final int OK = 0;

    static final int FAILED = 1;

    private static final int STOP_SECONDS = 90;

    private final Terminal terminal = new Terminal();

    private CommandLine() {}

    /// @return the exit code
    static int run(String[] arguments) {
        Logs.silence();
        return new CommandLine().answer(List.of(arguments));
    }

    private int answer(List<String> arguments) {
        try {
            Options options = Options.parse(arguments, home());
            return switch (options.command()) {
                case START, DEMO -> new Start(terminal, System.getenv(), options).run();
                case PRACTICE -> Practice.run(terminal, options);
                case WARM_UP -> Start.warmUp(terminal, options);
                case STOP -> stop(options);
                case DOCTOR -> new Doctor(terminal, System.getenv(), options, Start.CLOCK).examine();
                case BACKUP -> new BackupCommands(terminal, System.getenv(), options, Start.CLOCK).backUp();
                case RESTORE -> new BackupCommands(terminal, System.getenv(), options, Start.CLOCK).restore();
                case RECOVER -> new Recover(terminal, System.getenv(), options, Start.CLOCK).run();
                case LET_IN -> LetIn.run(terminal, System.getenv(), options);
                case UPGRADE -> Upgrade.run(terminal, System.getenv(), options, Start.CLOCK);
                case HELP -> help();
            };
        } catch (StartRefused refused) {
            LoggerFactory.getLogger(CommandLine.class).error("refused", refused);
            terminal.refusal(refused);
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (IOException | RuntimeException unexpected) {
            LoggerFactory.getLogger(CommandLine.class).error("failed", unexpected);
            terminal.refusal(new StartRefused(
                    "意外错误（" + unexpected.getClass().getSimpleName() + "），详见数据文件夹里的 logs/equiveil.log。",
                    "Unexpected failure (" + unexpected.getClass().getSimpleName()
                            + "); see logs/equiveil.log in the data folder."));
            return FAILED;
        }
    }

    /// Folders that nobody named lie here: where the launcher is, or else where we were called.
    private static Path home() {
        return Path.of(System.getProperty("equiveil.home", System.getProperty("user.dir", ".")));
    }

    private int stop(Options options) throws IOException {
        List<Path> folders = new ArrayList<>(List.of(options.data()));
        if (!options.dataGiven()) {
            folders.add(home().resolve("demo-data").toAbsolutePath().normalize());
        }
        boolean stopped = false;
        for (Path folder : folders) {
            Optional<ProcessHandle> process = RunFile.running(folder);
            if (process.isPresent()) {
                stop(process.get(), folder);
                stopped = true;
            } else if (DataFolder.isHeld(folder)) {
                throw new StartRefused(
                        folder + " 正在启动或由别的机器使用，请稍后再试。",
                        folder + " is starting up or in use elsewhere; try again in a moment.");
            }
        }
        if (!stopped) {
            terminal.step("没有在运行的股隐", "No EquiVeil is running here");
        }
        return OK;
    }

    private void stop(ProcessHandle process, Path folder) {
        terminal.step("正在停止（" + folder + "）", "Stopping");
        CompletableFuture<ProcessHandle> ended = process.onExit();
        process.destroy();
        try {
            ended.get(STOP_SECONDS, TimeUnit.SECONDS);
            terminal.step("已停止", "Stopped");
        } catch (TimeoutException e) {
            throw new StartRefused(
                    "进程 " + process.pid() + " 在 " + STOP_SECONDS + " 秒内没有停下。",
                    "Process " + process.pid() + " did not stop within " + STOP_SECONDS + " seconds.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("等待被中断。", "Interrupted while waiting.");
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("waiting for a process cannot fail", e);
        }
    }

    /// The launcher prints the same file by itself, so that help needs neither a JDK nor a build.
    private int help() throws IOException {
        try (InputStream text = Objects.requireNonNull(CommandLine.class.getResourceAsStream("help.txt"))) {
            terminal.line(new String(text.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
        return OK;
    }
}
