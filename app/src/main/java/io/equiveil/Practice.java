package io.equiveil;

import io.equiveil.engine.DataFolder;
import io.equiveil.engine.DatabaseEngine;
import io.equiveil.engine.Play;
import io.equiveil.engine.PublicAddress;
import io.equiveil.engine.SecondHouse;
import io.equiveil.engine.StartRefused;
import io.equiveil.kernel.PracticeHouse;
import io.equiveil.vault.RootKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// The practice house, in its own process: started by a running house and never by hand. Plays the example, opens its
/// pages behind the other's door, and destroys itself when nobody has come for some hours, or when the one that
/// started it goes.
///
/// Its root key is sealed under a passphrase that is drawn here and stands nowhere: nothing of it can be opened once
/// this process has ended.
final class Practice {

    private static final Duration LOOKS_EVERY = Duration.ofSeconds(20);

    private final Terminal terminal;
    private final Options options;
    private final Duration idle;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Optional<Play> play = Optional.empty();
    private volatile boolean ready;

    private Practice(Terminal terminal, Options options, Duration idle) {
        this.terminal = terminal;
        this.options = options;
        this.idle = idle;
    }

    static int run(Terminal terminal, Options options) throws IOException {
        if (!PracticeHouse.isHere()) {
            throw new StartRefused(
                    "演练库从“首次设置”页面打开，不单独启动。", "The practice house is opened on the page of the set-up, not by itself.");
        }
        Duration idle = Duration.parse(System.getProperty("equiveil.practice.idle", "PT4H"));
        return new Practice(terminal, options, idle).run();
    }

    private int run() throws IOException {
        Thread.ofPlatform().daemon().name("practice-listens").start(this::listen);
        try (DataFolder folder = DataFolder.open(options.data(), DataFolder.Use.DEMO)) {
            Logs.to(folder.logs());
            RootKey rootKey = RunningHouse.rootKey(folder, drawn());
            try (DatabaseEngine engine = RunningHouse.database(folder, rootKey, Map.of())) {
                live(folder, rootKey, engine);
            }
        } finally {
            SecondHouse.destroy(options.data());
        }
        return CommandLine.OK;
    }

    private void live(DataFolder folder, RootKey rootKey, DatabaseEngine engine) {
        PublicAddress inside = new PublicAddress("http", "localhost", freePort());
        RunningHouse house = RunningHouse.start(folder, rootKey, engine, new Door.Loopback(inside));
        try {
            play = house.optionalBean(Play.class);
            play.ifPresent(present ->
                    present.play(new Play.PlaySettings(inside.origin(), folder.root(), Optional.empty(), false)));
            if (options.port() > 0) {
                // The example is played over plain HTTP here; visitors come by TLS, through the other house's door.
                house.closePages();
                PublicAddress shown = new PublicAddress("https", options.hosts().getFirst(), options.port());
                house = RunningHouse.start(folder, rootKey, engine, new Door.Practice(shown, freePort()));
            }
            if (ended.getCount() > 0) {
                ready = true;
                terminal.line(SecondHouse.READY + house.door().localPort());
                awaitEnd(house);
            }
        } finally {
            house.closePages();
        }
    }

    private void awaitEnd(RunningHouse house) {
        PracticeVisits visits = house.context().getBean(PracticeVisits.class);
        try {
            while (!ended.await(LOOKS_EVERY.toSeconds(), TimeUnit.SECONDS)
                    && visits.sinceLast().compareTo(idle) < 0) {
                // Somebody was here not long ago.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What the house that started this one says; its going away says that it is over.
    private void listen() {
        try (BufferedReader said = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                if (line.equals(SecondHouse.SIGN_INS)) {
                    List<Play.SignIn> signIns = play.map(Play::signIns).orElse(List.of());
                    terminal.line(SecondHouse.SIGN_INS + " "
                            + JsonMapper.builder().build().writeValueAsString(signIns));
                }
            }
        } catch (IOException gone) {
            // As if it had said goodbye.
        } finally {
            ended.countDown();
            if (!ready) {
                breakOff();
            }
        }
    }

    /// In the middle of the example nobody waits for its end: without keys and database it breaks off by itself.
    private void breakOff() {
        try {
            SecondHouse.destroy(options.data());
        } catch (IOException e) {
            LoggerFactory.getLogger(Practice.class).warn("something is left for the end of the process");
        }
    }

    private static char[] drawn() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random).toCharArray();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartRefused("没有可用的端口。", "No port is free.", e);
        }
    }
}
