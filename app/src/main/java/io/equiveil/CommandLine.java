package io.equiveil;

import io.equiveil.engine.DataFolder;
import io.equiveil.engine.StartRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            Optional<RunFile> runFile = RunFile.read(folder.resolve("run"));
            Optional<ProcessHandle> process = runFile.flatMap(RunFile::process);
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

    private int help() {
        terminal.line("""
                股隐 EquiVeil

                  ./equiveil demo     [--data DIR] [--port N] [--exit] [--report FILE]
                                      演示：启动并演完一宗股权转让 / play the example transfer
                  ./equiveil start    [--data DIR] [--port N] [--host NAME]… [--passphrase-file FILE]
                                      [--tls-cert FILE --tls-key FILE] [--backup DIR]
                                      正式启动（TLS 1.3） / start for real work
                  ./equiveil stop     [--data DIR]     停止 / stop
                  ./equiveil doctor   [--data DIR] [--backup DIR]
                                      体检 / examine an installation
                  ./equiveil backup   [--data DIR] [--backup DIR]
                                      立即备份（运行中或停止后均可） / back up now, running or stopped
                  ./equiveil restore  --from DIR --data EMPTY-DIR [--generation 20261128T033000Z]
                                      [--known-checkpoint FILE] [--sheets FILE]
                                      从备份恢复到空文件夹 / restore into an empty folder
                  ./equiveil upgrade  [--data DIR] [--backup DIR]
                                      升级数据，失败自动撤回 / upgrade the data, undone if it fails
                  ./equiveil recover  [--data DIR] [--rehearse] [--sheets FILE] [--passphrase-file NEW]
                                      口令丢失：用恢复纸设新口令；--rehearse 只演练
                                      the passphrase is lost: sheets and a new one, or only try
                  ./equiveil let-in   --login HANDLE [--data DIR] [--port N] [--passphrase-file FILE]
                                      没有第二个人可以同意时，为丢了登录方式的人生成一次性链接（先停止）
                                      a one-time link for somebody who lost a factor, where nobody else can agree
                  ./equiveil package                   制作发布包 / make a release archive
                  ./equiveil verify   FILE|URL --key VKEY
                                      核验证据文件或台账 / check an evidence file or a ledger
                  ./equiveil witness  …                见证台账 / witness a ledger
                  ./equiveil test | soak               全部测试 / all tests
                  ./equiveil help                      本说明 / this page

                数据库 / database: EQUIVEIL_DB_URL=jdbc:postgresql://HOST/DATABASE
                                   EQUIVEIL_DB_USER, EQUIVEIL_DB_PASSWORD (PostgreSQL 15+)
                口令 / passphrase: 终端、--passphrase-file、systemd 凭据 equiveil-passphrase
                                   terminal, --passphrase-file or the systemd credential""");
        return OK;
    }
}
