package io.equiveil.ledger;

import io.equiveil.engine.StartRefused;
import io.equiveil.kernel.Digest;
import io.equiveil.ledger.LedgerAudit.Fault;
import io.equiveil.ledger.LedgerAudit.Report;
import io.equiveil.ledger.spi.LedgerKeys;
import io.equiveil.proofs.Checkpoint;
import io.equiveil.proofs.LeafHash;
import io.equiveil.proofs.TilePath;
import io.equiveil.proofs.VerifierKey;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The highest version of every gate-relevant row, known apart from the table that says so: whoever takes the newest
/// line out of `ledger.intake_about` and puts an earlier row back gains nothing, before a restart or after it.
///
/// What the database could say falsely is held against a mark outside it (`keys/gate-versions`): the number of entries
/// up to which all versions are known, how many lines those are, and a keyed sum over them (the MSet-Add-Hash of
/// Clarke, Devadas, van Dijk, Gassend and Suh, ASIACRYPT 2003). Entries after the mark, and all of them if there is no
/// mark or the lines do not add up to it, are opened and asked themselves.
///
/// About 100 bytes of memory for each row.
final class GateVersions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GateVersions.class);
    static final String NAME = "gate-versions";
    private static final byte[] MAGIC = "equiveil/gate-versions/v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LINE = "equiveil/gate-version/v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int PAGE = 4_096;

    /// After these an entry may have been taken away whole, and with it what it said.
    private static final Set<Fault> SILENCED = EnumSet.of(
            Fault.INDEX_MISSING,
            Fault.ENTRY_MISSING,
            Fault.ENTRY_LOST,
            Fault.LEAF_DIFFERS,
            Fault.FIRM_PART_CLOSED,
            Fault.HEAD_DIFFERS);

    private final DataSource connections;
    private final PostgresLedgerAudit audit;
    private final LedgerKeys keys;
    private final VerifierKey key;
    private final Path folder;
    private final Map<Long, Long> highest = new ConcurrentHashMap<>();
    private Mark mark = Mark.NOTHING;
    private volatile boolean open;
    private @Nullable ScheduledExecutorService schedule;

    /// @param connections not out of a pool that requests use
    /// @param folder the data folder's `keys`
    GateVersions(DataSource connections, PostgresLedgerAudit audit, LedgerKeys keys, VerifierKey key, Path folder) {
        this.connections = connections;
        this.audit = audit;
        this.keys = keys;
        this.key = key;
        this.folder = folder;
    }

    /// All lines of entries below an index.
    ///
    /// @param entries how many entries, in whole tiles
    /// @param lines   how many versions of rows they set
    /// @param sum     keyed hashes of these lines, added up modulo 2^256
    private record Mark(long entries, long lines, BigInteger sum) {

        static final Mark NOTHING = new Mark(0, 0, BigInteger.ZERO);

        byte[] bytes() {
            byte[] wide = sum.toByteArray();
            byte[] fixed = new byte[32];
            int length = Math.min(32, wide.length);
            System.arraycopy(wide, wide.length - length, fixed, 32 - length, length);
            return ByteBuffer.allocate(MAGIC.length + 48)
                    .put(MAGIC)
                    .putLong(entries)
                    .putLong(lines)
                    .put(fixed)
                    .array();
        }

        Mark with(BigInteger line) {
            return new Mark(entries, lines + 1, sum.add(line).mod(MODULUS));
        }

        Mark at(long entries) {
            return new Mark(entries, lines, sum);
        }
    }

    /// Learns every version, before anything may ask. Reads all lines once, and opens the entries after the mark.
    ///
    /// @throws StartRefused if the log is shorter than this node knew it, is another one, or has lost entries: what
    ///     they said about rows is then unknown, and everything that the gate relies on could be an earlier state
    synchronized void open() {
        try (Connection connection = connections.getConnection()) {
            grownFromTheHighWater(connection);
            Mark stored = read();
            if (stored.entries > TreeTables.head(connection).size().value()) {
                throw shorter();
            }
            Mark found = load(connection, stored.entries);
            if (!found.equals(stored)) {
                LOG.error("lines about gate rows are missing or surplus: every entry is asked");
                stored = Mark.NOTHING;
            }
            mark = stored;
        } catch (SQLException | IOException e) {
            throw new StartRefused(
                    "读不到账本的各行版本，请先运行 ./equiveil doctor。",
                    "The versions of rows in the log cannot be read; run ./equiveil doctor first.",
                    e);
        }
        Report report = follow();
        if (isSilenced(report)) {
            throw new StartRefused(
                    "账本里有条目被删改（" + report.findings().getFirst().fault() + "），不能确定授权的最新状态，因此不开门：请从备份恢复。",
                    "Entries of the log were taken away or changed ("
                            + report.findings().getFirst().fault()
                            + "), so the latest state of what was granted is not certain and the doors stay shut:"
                            + " restore from a backup.");
        }
        open = true;
    }

    private void grownFromTheHighWater(Connection connection) throws SQLException, IOException {
        Optional<Checkpoint> before = new HighWater(folder, key).read();
        if (before.isPresent()) {
            TreeTables.Head head = TreeTables.head(connection);
            Checkpoint now = new Checkpoint(key.name(), head.size(), head.root());
            if (Checkpointer.compare(connection, before.get(), now) != Checkpointer.Refusal.NONE) {
                throw shorter();
            }
        }
    }

    private static StartRefused shorter() {
        return new StartRefused(
                "数据库里的账本比本机签过的短，或不是同一本：像是放回了旧的数据库。不开门；请从备份恢复（./equiveil restore）。",
                "The log in the database is shorter than what this machine has signed, or is another one: an older"
                        + " database seems to have been put in place. The doors stay shut; restore from a backup"
                        + " (./equiveil restore).");
    }

    private static boolean isSilenced(Report report) {
        return report.findings().size() >= LedgerAudit.MOST_FINDINGS
                || report.findings().stream().anyMatch(finding -> SILENCED.contains(finding.fault()));
    }

    /// All lines into memory, and those below an index added up.
    private Mark load(Connection connection, long below) throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        Mark added = Mark.NOTHING.at(below);
        try (PreparedStatement select =
                connection.prepareStatement("select a.row_name, a.version, a.leaf, l.index from ledger.intake_about a"
                        + " left join ledger.leaves l on l.intake_id = a.intake_id")) {
            select.setFetchSize(PAGE);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    saw(row.getString(1), row.getLong(2));
                    long index = row.getLong(4);
                    if (!row.wasNull() && index < below) {
                        added = added.with(line(row.getString(1), row.getLong(2), row.getBytes(3)));
                    }
                }
            }
        } finally {
            connection.rollback();
        }
        return added;
    }

    private BigInteger line(String row, long version, byte[] leaf) {
        byte[] name = row.getBytes(StandardCharsets.UTF_8);
        return new BigInteger(
                1,
                keys.receiptMac(ByteBuffer.allocate(LINE.length + 40 + name.length)
                        .put(LINE)
                        .put(leaf)
                        .putLong(version)
                        .put(name)
                        .array()));
    }

    /// Asks the entries since the mark what they said about rows, this node's and every other's, and moves the mark if
    /// nothing is wrong with them.
    synchronized Report follow() {
        var after = new Object() {
            Mark mark = GateVersions.this.mark;
            long end;
        };
        // Only whole tiles are marked: lines after the last of them are asked again the next time.
        try (Connection connection = connections.getConnection()) {
            after.end = TreeTables.head(connection).size().value() / TilePath.FULL * TilePath.FULL;
        } catch (SQLException e) {
            throw new IllegalStateException("the head of the log cannot be read: " + e.getSQLState());
        }
        Report report = audit.checkFrom(mark.entries, new PostgresLedgerAudit.Said() {
            @Override
            public void about(long index, LeafHash leaf, String row, long version) {
                saw(row, version);
                if (index >= 0 && index < after.end) {
                    after.mark = after.mark.with(line(row, version, leaf.bytes()));
                }
            }
        });
        if (report.isClean() && after.end > mark.entries) {
            try {
                Mark moved = after.mark.at(after.end);
                write(moved);
                mark = moved;
            } catch (IOException e) {
                LOG.error(
                        "the mark of gate versions cannot be written: {}",
                        e.getClass().getName());
            }
        }
        return report;
    }

    private Mark read() throws IOException {
        byte[] file;
        try {
            file = Files.readAllBytes(folder.resolve(NAME));
        } catch (NoSuchFileException never) {
            return Mark.NOTHING;
        }
        int length = MAGIC.length + 48;
        if (file.length != length + 32) {
            return Mark.NOTHING;
        }
        byte[] content = java.util.Arrays.copyOf(file, length);
        byte[] mac = java.util.Arrays.copyOfRange(file, length, length + 32);
        if (!java.util.Arrays.equals(MAGIC, 0, MAGIC.length, content, 0, MAGIC.length)
                || !MessageDigest.isEqual(keys.receiptMac(content), mac)) {
            return Mark.NOTHING;
        }
        ByteBuffer fields = ByteBuffer.wrap(content, MAGIC.length, 48);
        long entries = fields.getLong();
        long lines = fields.getLong();
        byte[] sum = new byte[32];
        fields.get(sum);
        return new Mark(entries, lines, new BigInteger(1, sum));
    }

    private void write(Mark moved) throws IOException {
        byte[] content = moved.bytes();
        HighWater.replace(
                folder.resolve(NAME),
                ByteBuffer.allocate(content.length + 32)
                        .put(content)
                        .put(keys.receiptMac(content))
                        .array());
    }

    /// Somebody read or wrote this version.
    void saw(String row, long version) {
        highest.merge(slot(row), version, Math::max);
    }

    /// The highest version known; 0 if the row was never written.
    ///
    /// @throws IllegalStateException before [#open]
    long highest(String row) {
        if (!open) {
            throw new IllegalStateException("versions of gate rows are not known yet");
        }
        return highest.getOrDefault(slot(row), 0L);
    }

    /// Names are not kept, only the first 64 bits of their SHA-256. Two rows that share them (one chance in 10^7 for a
    /// million rows) refuse each other's lower version: a no, never a yes.
    private static long slot(String row) {
        return ByteBuffer.wrap(
                        Digest.sha256(row.getBytes(StandardCharsets.UTF_8)).bytes())
                .getLong();
    }

    synchronized void start() {
        if (schedule == null) {
            schedule = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ledger-gate-versions").factory());
            schedule.scheduleWithFixedDelay(
                    this::followQuietly, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void followQuietly() {
        try {
            Report report = follow();
            if (!report.isClean()) {
                LOG.error("entries of the log were altered: {}", report.findings());
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "versions of gate rows were not followed: {}", e.getClass().getName());
        }
    }

    @Override
    public synchronized void close() {
        if (schedule != null) {
            schedule.shutdownNow();
            schedule = null;
            followQuietly();
        }
    }
}
