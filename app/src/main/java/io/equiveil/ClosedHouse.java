package io.equiveil;

import io.equiveil.engine.DataFolder;
import io.equiveil.engine.DatabaseEngine;
import io.equiveil.engine.PublicAddress;
import io.equiveil.vault.RootKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import org.slf4j.LoggerFactory;

/// The whole house at work on itself, with every door closed.
final class ClosedHouse implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final RunningHouse house;

    private ClosedHouse(Terminal terminal, Map<String, String> environment, Options options) throws IOException {
        try {
            DataFolder folder = DataFolder.open(
                    options.data(), DataFolder.useOf(options.data()).orElse(DataFolder.Use.WORK));
            open.push(folder);
            Logs.to(folder.logs());
            Restorations.refuseUnfinished(folder);
            RootKey rootKey = rootKey(terminal, environment, options, folder);
            terminal.step("启动数据库（不开放访问）", "Starting the database, letting nobody in");
            DatabaseEngine engine = RunningHouse.database(folder, rootKey, environment);
            open.push(engine);
            house = start(folder, rootKey, engine, options);
            open.push(house::closePages);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    static ClosedHouse open(Terminal terminal, Map<String, String> environment, Options options) throws IOException {
        return new ClosedHouse(terminal, environment, options);
    }

    /// The root key of a folder of either kind.
    static RootKey rootKey(Terminal terminal, Map<String, String> environment, Options options, DataFolder folder) {
        Passphrases passphrases = new Passphrases(terminal, environment);
        char[] passphrase = folder.use() == DataFolder.Use.DEMO
                ? passphrases.forDemo(options, folder.root(), false)
                : passphrases.forWork(options, folder.root(), false);
        try {
            return RunningHouse.rootKey(folder, passphrase);
        } finally {
            Arrays.fill(passphrase, ' ');
        }
    }

    /// Starts Spring behind a closed door.
    static RunningHouse start(DataFolder folder, RootKey rootKey, DatabaseEngine engine, Options options)
            throws IOException {
        PublicAddress nowhere = new PublicAddress("https", "localhost", freePort());
        return RunningHouse.start(
                folder,
                rootKey,
                engine,
                new Door.Closed(nowhere),
                options.backup().folder());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    <T> T bean(Class<T> type) {
        return house.context().getBean(type);
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LoggerFactory.getLogger(ClosedHouse.class).error("while stopping", e);
            }
        }
    }
}
