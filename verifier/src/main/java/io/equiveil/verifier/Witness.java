package io.equiveil.verifier;

import com.sun.net.httpserver.HttpServer;
import io.equiveil.proofs.MalformedException;
import io.equiveil.proofs.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// `witness --dir DIR --log <vkey> --port N [--make-key NAME] [--until-input-ends]`: cosigns the checkpoints of
/// a log that it saw growing.
///
/// A second process with its own folder and key: whoever holds only the log's key and database cannot show two
/// different histories that both carry this witness's signature. Listens on loopback only (C2SP tlog-witness over
/// HTTP).
public final class Witness implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final VerifierKey key;

    private Witness(HttpServer server, ExecutorService threads, FileChannel lockFile, FileLock lock, VerifierKey key) {
        this.server = server;
        this.threads = threads;
        this.lockFile = lockFile;
        this.lock = lock;
        this.key = key;
    }

    /// Why a witness cannot start: one plain line.
    public static final class CannotStartException extends Exception {

        private static final long serialVersionUID = 1L;

        CannotStartException(String line) {
            super(line);
        }
    }

    /// Runs until the process is ended, or, with `--until-input-ends`, until its standard input is closed: then
    /// it cannot outlive the program that started it, however that one ends. Prints one line when ready; its last
    /// word is the witness's key.
    public static void main(String[] arguments) {
        // A client that sends byte by byte must not hold a thread for ever.
        System.setProperty("sun.net.httpserver.maxReqTime", "30");
        System.setProperty("sun.net.httpserver.maxRspTime", "30");
        int exit = run(List.of(arguments), Clock.systemUTC(), System.out);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    /// @return 0 if the witness is running (its server keeps the process alive), 2 if it could not start
    private static int run(List<String> arguments, Clock clock, PrintStream out) {
        try {
            Arguments asked = Arguments.parse(arguments);
            if (asked.untilInputEnds()) {
                endWithInput(System.in);
            }
            Witness witness = start(asked.folder(), asked.logs(), asked.port(), asked.makeKey(), clock);
            out.println(
                    "witness ready " + witness.address() + " " + witness.key().render());
            out.flush();
            return 0;
        } catch (CannotStartException reason) {
            System.err.println("witness: " + reason.getMessage());
            return 2;
        }
    }

    private static void endWithInput(InputStream input) {
        Thread watch = new Thread(() -> {
            try {
                while (input.read() >= 0) {
                    // What is typed means nothing; only its end does.
                }
            } catch (IOException closed) {
                // ended as well
            }
            System.exit(0);
        });
        watch.setDaemon(true);
        watch.start();
    }

    /// Starts within this process.
    ///
    /// @param folder  the witness's own folder: key and what it last cosigned
    /// @param logs    keys of the logs it watches; a log's origin is its key's name
    /// @param port    0 for any free port
    /// @param makeKey name for a new key, if the folder has none yet
    /// @throws CannotStartException if the folder is in use or damaged, there is no key, or the port is taken
    public static Witness start(Path folder, List<VerifierKey> logs, int port, Optional<String> makeKey, Clock clock)
            throws CannotStartException {
        FileChannel lockFile = null;
        try {
            Files.createDirectories(folder);
            lockFile = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lockFile.tryLock();
            if (lock == null) {
                throw new CannotStartException("another witness works in " + folder);
            }
            WitnessKey key = WitnessKey.open(folder.resolve("witness.key"), makeKey);
            WitnessRecord record = WitnessRecord.open(folder, logs, key);
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            server.setExecutor(threads);
            server.createContext("/", new WitnessHandler(record, key, clock));
            server.start();
            return new Witness(server, threads, lockFile, lock, key.verifier());
        } catch (IOException | OverlappingFileLockException | CannotStartException reason) {
            closeQuietly(lockFile);
            if (reason instanceof CannotStartException known) {
                throw known;
            }
            throw new CannotStartException(
                    "cannot work in " + folder + " on port " + port + ": " + reason.getMessage());
        }
    }

    private static void closeQuietly(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException alreadyFailing) {
                // the reason for not starting is told by the caller
            }
        }
    }

    /// Submission and monitoring prefix, with a final slash.
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    public VerifierKey key() {
        return key;
    }

    /// Stops answering and frees the folder.
    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdownNow();
        lock.release();
        lockFile.close();
    }

    /// The command line.
    private record Arguments(
            Path folder, List<VerifierKey> logs, int port, Optional<String> makeKey, boolean untilInputEnds) {

        static Arguments parse(List<String> arguments) throws CannotStartException {
            Optional<Path> folder = Optional.empty();
            List<VerifierKey> logs = new ArrayList<>();
            Optional<Integer> port = Optional.empty();
            Optional<String> makeKey = Optional.empty();
            List<String> pairs = new ArrayList<>(arguments);
            boolean untilInputEnds = pairs.remove("--until-input-ends");
            if (pairs.size() % 2 != 0) {
                throw usage();
            }
            for (int i = 0; i < pairs.size(); i += 2) {
                String option = pairs.get(i);
                String value = pairs.get(i + 1);
                try {
                    if (option.equals("--dir")) {
                        folder = Optional.of(Path.of(value));
                    } else if (option.equals("--log")) {
                        logs.add(VerifierKey.parse(value));
                    } else if (option.equals("--port")
                            && value.matches("[0-9]{1,5}")
                            && Integer.parseInt(value) < 65536) {
                        port = Optional.of(Integer.valueOf(value));
                    } else if (option.equals("--make-key")) {
                        makeKey = Optional.of(value);
                    } else {
                        throw usage();
                    }
                } catch (MalformedException notAKey) {
                    throw new CannotStartException("not a log key: " + notAKey.fault());
                } catch (InvalidPathException notAPath) {
                    throw new CannotStartException("not a folder: " + value);
                }
            }
            if (folder.isEmpty() || logs.isEmpty() || port.isEmpty()) {
                throw usage();
            }
            return new Arguments(folder.get(), logs, port.get(), makeKey, untilInputEnds);
        }

        private static CannotStartException usage() {
            return new CannotStartException(
                    "usage: witness --dir DIR --log <vkey> --port N [--make-key NAME] [--until-input-ends]");
        }
    }
}
