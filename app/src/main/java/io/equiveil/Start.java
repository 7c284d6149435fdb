package io.equiveil;

import io.equiveil.engine.DataFolder;
import io.equiveil.engine.DatabaseEngine;
import io.equiveil.engine.FirstStart;
import io.equiveil.engine.Play;
import io.equiveil.engine.PublicAddress;
import io.equiveil.engine.StartRefused;
import io.equiveil.vault.LocalAuthority;
import io.equiveil.vault.OwnCertificate;
import io.equiveil.vault.OwnCertificates;
import io.equiveil.vault.RootKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.LoggerFactory;

/// `start` and `demo`: data folder, passphrase, root key, database, migrations, Spring; and back in the other order.
final class Start {

    /// The time, for what runs before Spring has a clock.
    static final Clock CLOCK = Clock.systemUTC();

    private static final String LOOPBACK = "127.0.0.1";
    private static final int SECONDS_TO_FINISH_A_STEP = 150;

    private final Terminal terminal;
    private final Map<String, String> environment;
    private final Options options;

    private final ReentrantLock starting = new ReentrantLock();
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stopping;

    Start(Terminal terminal, Map<String, String> environment, Options options) {
        this.terminal = terminal;
        this.environment = environment;
        this.options = options;
    }

    /// Runs until it is told to stop, or until the play is over.
    ///
    /// @return the exit code
    int run() throws IOException {
        boolean demo = options.command() == Options.Command.DEMO;
        options.report().ifPresent(Start::checkReport);
        Thread hook = new Thread(this::stopInOrder, "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        RunningHouse house;
        starting.lock();
        try {
            house = demo ? openDemo() : openForWork();
        } catch (RuntimeException | IOException e) {
            closeAll();
            throw e;
        } finally {
            starting.unlock();
        }
        boolean asExpected = demo ? play(house) : true;
        if (demo) {
            sayWhereTheDemoIs(house);
        }
        if (options.exit()) {
            closeAll();
            return asExpected ? CommandLine.OK : CommandLine.FAILED;
        }
        awaitStop();
        return CommandLine.OK;
    }

    /// Starts once in a folder that the launcher throws away, and asks for some pages, so that the JVM learns what a
    /// start needs. Always with the embedded database.
    static int warmUp(Terminal terminal, Options options) throws IOException {
        Start start = new Start(terminal, Map.of(), options.forWarmUp());
        Runtime.getRuntime().addShutdownHook(new Thread(start::stopInOrder, "stop"));
        start.starting.lock();
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI pages = start.openDemo().address().origin();
            for (String path : List.of("/", "/sign-in", "/actuator/health", "/ledger/checkpoint")) {
                client.send(
                        HttpRequest.newBuilder(pages.resolve(path))
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            start.closeAll();
            start.starting.unlock();
        }
        return CommandLine.OK;
    }

    private RunningHouse openDemo() throws IOException {
        int port = reservePort(LOOPBACK, options.port());
        DataFolder folder = openFolder(DataFolder.Use.DEMO);
        boolean choosing = !hasRootKey(folder);
        char[] passphrase = new Passphrases(terminal, environment).forDemo(options, folder.root(), choosing);
        PublicAddress address = new PublicAddress("http", "localhost", port);
        RunningHouse house = openHouse(folder, passphrase, key -> new Door.Loopback(address));
        terminal.step("页面：" + address.origin(), "Pages: " + address.origin());
        return house;
    }

    /// Said last, where the reader's eyes are when the play is over.
    private void sayWhereTheDemoIs(RunningHouse house) {
        terminal.line("");
        terminal.step(
                "页面：" + house.address().origin(), "Pages: " + house.address().origin());
        sayWhereThingsAre(house.folder());
        Path file = options.passphraseFile()
                .orElseGet(() -> Passphrases.demoFile(house.folder().root()));
        terminal.step(
                "演示口令放在数据文件夹旁边（权限 0600）：" + file + "；正式使用时绝不这样放",
                "The demo's passphrase lies beside it (mode 0600): " + file + "; never do so for real work");
    }

    private RunningHouse openForWork() throws IOException {
        int port = reservePort(null, options.port());
        DataFolder folder = openFolder(DataFolder.Use.WORK);
        char[] passphrase = new Passphrases(terminal, environment).forWork(options, folder.root(), !hasRootKey(folder));
        String host = wantedHost(folder);
        PublicAddress address = new PublicAddress("https", host, port);
        RunningHouse house = openHouse(folder, passphrase, key -> tlsDoor(folder, key, address));
        terminal.line("");
        terminal.step("页面：" + address.origin(), "Pages: " + address.origin());
        sayWhereThingsAre(folder);
        if (house.door() instanceof Door.Tls tls) {
            tls.own().ifPresent(this::sayHowToTrust);
        }
        house.optionalBean(FirstStart.class).flatMap(FirstStart::oneTimePath).ifPresent(path -> {
            terminal.line("");
            terminal.step("首次使用：用这个一次性链接建立第一位管理员", "First use: make the first administrator with this one-time link");
            terminal.line("  " + address.origin().resolve(path));
        });
        return house;
    }

    private DataFolder openFolder(DataFolder.Use use) {
        checkStopping();
        DataFolder folder = DataFolder.open(options.data(), use);
        running.push(folder);
        Logs.to(folder.logs());
        terminal.step("数据文件夹 " + folder.root(), "Data folder");
        return folder;
    }

    private static boolean hasRootKey(DataFolder folder) {
        return Files.exists(RunningHouse.rootKeyFile(folder));
    }

    /// How the server is reached, once the root key is known.
    private interface DoorMaker {
        Door make(RootKey rootKey) throws IOException;
    }

    private RunningHouse openHouse(DataFolder folder, char[] passphrase, DoorMaker doorMaker) throws IOException {
        checkStopping();
        Restorations.refuseUnfinished(folder);
        terminal.step("打开根密钥", "Opening the root key");
        RootKey rootKey = RunningHouse.rootKey(folder, passphrase);
        Arrays.fill(passphrase, ' ');
        Door door = doorMaker.make(rootKey);

        checkStopping();
        terminal.step("启动数据库并检查数据表", "Starting the database and checking its tables");
        DatabaseEngine engine = RunningHouse.bareDatabase(folder, rootKey, environment);
        running.push(engine);
        if (folder.use() == DataFolder.Use.WORK) {
            settleHost(folder, door.address().host());
            new Upgrade(terminal, folder, rootKey, engine, Rooms.IN_ORDER, options, CLOCK).ifNeeded();
        }
        RunningHouse.migrate(engine);

        checkStopping();
        terminal.step("启动页面", "Starting the pages");
        RunningHouse house = RunningHouse.start(
                folder, rootKey, engine, door, options.backup().folder());
        running.push(house::closePages);
        RunFile.write(folder, house.address().origin().toString());
        running.push(() -> RunFile.delete(folder));
        return house;
    }

    private Door tlsDoor(DataFolder folder, RootKey rootKey, PublicAddress address) throws IOException {
        if (options.tlsCertificate().isPresent() && options.tlsKey().isPresent()) {
            return Door.Tls.ofOperator(
                    address, options.tlsCertificate().get(), options.tlsKey().get(), CLOCK);
        }
        Optional<OwnCertificate> uploaded = new OwnCertificates(folder.keys(), rootKey, CLOCK).kept();
        if (uploaded.isPresent()) {
            if (uploaded.get().notAfter().isBefore(CLOCK.instant())) {
                terminal.step(
                        "注意：上传的证书已过期，请在“首次设置 → 网址与证书”换新",
                        "Attention: the uploaded certificate has expired; replace it on the page of the set-up");
            }
            return Door.Tls.ofUpload(address, OwnCertificates.served(uploaded.get()));
        }
        TreeSet<String> names = new TreeSet<>(List.of("localhost", LOOPBACK, "::1", address.host()));
        names.addAll(options.hosts());
        machineName().ifPresent(names::add);
        return Door.Tls.ofLocalAuthority(address, new LocalAuthority(folder.keys(), rootKey, CLOCK).serverFor(names));
    }

    private static Optional<String> machineName() {
        try {
            String name = InetAddress.getLocalHost().getHostName().toLowerCase(java.util.Locale.ROOT);
            return name.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?") && !name.matches("[0-9.]+")
                    ? Optional.of(name)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Keeps the public name once root key, certificate and database have opened: a first start that is refused
    /// settles nothing.
    private static void settleHost(DataFolder folder, String host) throws IOException {
        Path file = hostFile(folder);
        if (!Files.exists(file)) {
            Files.writeString(file, host + "\n");
        }
    }

    private static Path hostFile(DataFolder folder) {
        return folder.root().resolve("host");
    }

    /// The public name that a data folder settled on; empty before its first start.
    static Optional<String> publicName(Path root) throws IOException {
        Path file = root.resolve("host");
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    /// The public name, chosen at the first start. Passkeys are bound to it, so a later change is refused.
    private String wantedHost(DataFolder folder) throws IOException {
        Path file = hostFile(folder);
        String wanted =
                options.hosts().isEmpty() ? "localhost" : options.hosts().getFirst();
        if (!Files.exists(file)) {
            return wanted;
        }
        String settled = Files.readString(file).strip();
        if (!options.hosts().isEmpty() && !settled.equals(wanted)) {
            throw new StartRefused(
                    "本数据文件夹的主机名已定为 " + settled + "，通行密钥与它绑定，不能改成 " + wanted + "。",
                    "This data folder's host name is " + settled + "; passkeys are bound to it, so it cannot become "
                            + wanted + ".");
        }
        return settled;
    }

    /// Finds out at the very beginning that a port is taken, before anything is written.
    private static int reservePort(@org.jspecify.annotations.Nullable String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(host == null ? new InetSocketAddress(port) : new InetSocketAddress(host, port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw portTaken(port);
        }
    }

    /// The report is written at the very end, so that it cannot be is said at the very beginning.
    private static void checkReport(Path file) {
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder) || Files.isDirectory(file)) {
            throw new StartRefused(
                    "报告写不到 " + file + "：请先建好文件夹，或另选一个。",
                    "The report cannot be written to " + file + ": make its folder first, or choose another.");
        }
    }

    static StartRefused portTaken(int port) {
        return new StartRefused(
                "端口 " + port + " 已被占用或不允许使用：请用 --port 另选一个。",
                "Port " + port + " is in use or not allowed: choose another with --port.");
    }

    private void sayWhereThingsAre(DataFolder folder) {
        terminal.step("数据：" + folder.root() + "（日志 logs/equiveil.log）", "Data and logs: " + folder.root());
    }

    private void sayHowToTrust(LocalAuthority.ServerIdentity identity) {
        terminal.step(
                "本机证书由自建的小型证书机构签发。浏览器要信任它，请导入 " + identity.authority(),
                "The certificate comes from this installation's own authority. For browsers to trust it, import "
                        + identity.authority());
        terminal.line("    SHA-256 " + identity.fingerprint());
        terminal.line(
                "    Debian/Ubuntu: cp … /usr/local/share/ca-certificates/equiveil.crt && update-ca-certificates");
        terminal.line("    macOS: security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain …");
        terminal.line("    Firefox, Windows: 设置 → 证书 → 导入 / Settings → Certificates → Import");
    }

    private boolean play(RunningHouse house) {
        Optional<Play> play = house.optionalBean(Play.class);
        URI baseUrl = house.address().origin();
        return play.map(present -> present.play(
                        new Play.PlaySettings(baseUrl, house.folder().root(), options.report(), options.exit())))
                .orElse(true);
    }

    private void checkStopping() {
        if (stopping) {
            throw new StartRefused("启动被中断。", "The start was interrupted.");
        }
    }

    private void awaitStop() {
        terminal.line("");
        terminal.step("按 Ctrl-C 停止", "Ctrl-C stops it");
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// On Ctrl-C or SIGTERM. A step of the start that is under way is let finish, so that nothing is left half-started.
    private void stopInOrder() {
        stopping = true;
        try {
            if (starting.tryLock(SECONDS_TO_FINISH_A_STEP, TimeUnit.SECONDS)) {
                try {
                    closeAll();
                } finally {
                    starting.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }

    private synchronized void closeAll() {
        while (!running.isEmpty()) {
            AutoCloseable last = running.pop();
            try {
                last.close();
            } catch (Exception e) {
                LoggerFactory.getLogger(Start.class).error("while stopping", e);
            }
        }
    }
}
