package io.equiveil.setup;

import io.equiveil.engine.DataFolder;
import io.equiveil.engine.PracticeRelay;
import io.equiveil.engine.PublicAddress;
import io.equiveil.engine.SecondHouse;
import io.equiveil.engine.TlsDoor;
import io.equiveil.kernel.PracticeHouse;
import io.equiveil.kernel.Recorded;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.setup.PracticeStanding.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The front door of the practice house (演练库): opens one beside this house, says who may sign in there, and destroys
/// it. There is one at a time; it lives as long as this process at most.
///
/// Opening and closing stand in this house's log; nothing of what is done there does.
@Service
public class PracticeDesk implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PracticeDesk.class);
    private static final Requester MACHINE = new Requester.Machine(SystemPrincipal.HOUSEKEEPER);
    private static final long LEAST_MEMORY = 900;
    private static final long LEAST_DISK = 900;
    private static final long LOOKS_EVERY = 500;
    private static final TypeReference<List<PracticeStanding.SignIn>> SIGN_INS = new TypeReference<>() {};

    private final SetUpRepository setUp;
    private final DataFolder folder;
    private final PublicAddress address;
    private final ObjectProvider<TlsDoor> door;
    private final Ledger ledger;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final int port;
    private final JsonMapper json = JsonMapper.builder().build();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("practice").factory());

    private State state = State.CLOSED;
    private Optional<PracticeEnd> why = Optional.empty();
    private Optional<Instant> since = Optional.empty();
    private @Nullable SecondHouse house;
    private @Nullable PracticeRelay relay;
    private boolean running;

    /// @param port where it opens for the office; 0 for the one after this house's own
    PracticeDesk(
            SetUpRepository setUp,
            DataFolder folder,
            PublicAddress address,
            ObjectProvider<TlsDoor> door,
            Ledger ledger,
            TransactionTemplate transactions,
            Clock clock,
            @Value("${equiveil.practice.port:0}") int port) {
        this.setUp = setUp;
        this.folder = folder;
        this.address = address;
        this.door = door;
        this.ledger = ledger;
        this.transactions = transactions;
        this.clock = clock;
        this.port = port > 0 ? port : address.port() + 1;
    }

    /// How it stands.
    public synchronized PracticeStanding standing() {
        SecondHouse there = house;
        return new PracticeStanding(
                state,
                there == null ? 0 : there.steps(),
                state == State.OPEN ? Optional.of(shown(there).origin()) : Optional.empty(),
                why,
                since);
    }

    /// Where browsers find it: by TLS through a door of this house, or, where this house serves the loopback address
    /// only, at its own.
    private PublicAddress shown(@Nullable SecondHouse there) {
        return door.getIfAvailable() != null
                ? new PublicAddress("https", address.host(), port)
                : new PublicAddress(
                        "http", "localhost", there == null ? port : there.port().orElse(port));
    }

    /// Begins to open it. The caller has made sure of a fresh second factor.
    public synchronized PracticeResult open(Requester.SignedIn who) throws IOException {
        if (!mayDo(who)) {
            return new PracticeResult.NotYours();
        }
        if (setUp.completed().isPresent()) {
            return new PracticeResult.Live();
        }
        if (state != State.CLOSED || PracticeHouse.isHere()) {
            return new PracticeResult.NotNow();
        }
        Optional<PracticeResult> lacking = lacking();
        if (lacking.isPresent()) {
            return lacking.get();
        }
        record(who, new SetUpFacts.PracticeOpened());
        now(State.PREPARING, Optional.empty());
        thread.execute(this::live);
        return new PracticeResult.Begun(standing());
    }

    private Optional<PracticeResult> lacking() throws IOException {
        long disk = folder.freeBytes() >> 20;
        if (disk < LEAST_DISK) {
            return Optional.of(new PracticeResult.TooSmall(false, disk, LEAST_DISK));
        }
        Optional<Long> memory = freeMemory();
        if (memory.filter(free -> free < LEAST_MEMORY).isPresent()) {
            return Optional.of(new PracticeResult.TooSmall(true, memory.get(), LEAST_MEMORY));
        }
        return door.getIfAvailable() != null && !PracticeRelay.isFree(port)
                ? Optional.of(new PracticeResult.PortTaken(port))
                : Optional.empty();
    }

    /// Mebibytes that a new program could have, where the machine says so.
    private static Optional<Long> freeMemory() throws IOException {
        Path said = Path.of("/proc/meminfo");
        return Files.isReadable(said)
                ? Files.readAllLines(said).stream()
                        .filter(line -> line.startsWith("MemAvailable:"))
                        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                        .findFirst()
                : Optional.empty();
    }

    /// From the start of its process to the destruction of its folder.
    private void live() {
        PracticeEnd end = PracticeEnd.FAILED;
        try {
            destroyed();
            SecondHouse started = SecondHouse.start(place(), shown(null), binaries());
            setHouse(started);
            if (awaitReady(started)) {
                enter(started);
                while (started.isRunning()) {
                    Thread.sleep(LOOKS_EVERY);
                }
                end = PracticeEnd.IDLE;
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("the practice house: {}", e.getClass().getName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            over(end);
        }
    }

    private boolean awaitReady(SecondHouse started) throws InterruptedException {
        while (started.isRunning() && started.port().isEmpty()) {
            Thread.sleep(LOOKS_EVERY);
        }
        return started.isRunning();
    }

    private synchronized void setHouse(SecondHouse started) {
        house = started;
        if (state == State.CLOSING) {
            started.close();
        }
    }

    private synchronized void enter(SecondHouse started) throws IOException {
        TlsDoor tls = door.getIfAvailable();
        if (tls != null) {
            relay = PracticeRelay.open(port, started.port().orElseThrow(), tls::context);
        }
        if (state == State.PREPARING) {
            now(State.OPEN, Optional.empty());
        }
    }

    /// Everything is destroyed before it is said to be.
    private void over(PracticeEnd otherwise) {
        SecondHouse ended;
        synchronized (this) {
            ended = house;
            house = null;
        }
        try {
            closeRelay();
            if (ended != null) {
                ended.close();
            }
            destroyed();
        } catch (IOException | RuntimeException e) {
            LOG.error(
                    "something of the practice house is still there: {}",
                    e.getClass().getName());
        }
        synchronized (this) {
            PracticeEnd end = state == State.CLOSING ? why.orElse(otherwise) : otherwise;
            if (end != PracticeEnd.CLOSED && end != PracticeEnd.LIVE) {
                record(MACHINE, new SetUpFacts.PracticeEnded(end));
            }
            now(State.CLOSED, Optional.of(end));
        }
    }

    private synchronized void closeRelay() throws IOException {
        if (relay != null) {
            relay.close();
            relay = null;
        }
    }

    private boolean destroyed() throws IOException {
        boolean there = Files.exists(folder.root().resolve("practice"));
        if (there) {
            SecondHouse.destroy(place());
        }
        return there;
    }

    private Path place() {
        return folder.root().resolve("practice").resolve("house");
    }

    private Optional<Path> binaries() {
        String shared = System.getProperty("equiveil.pg.binaries");
        Path own = shared == null ? folder.pg().resolve("binaries") : Path.of(shared);
        return Files.exists(own.resolve("complete")) ? Optional.of(own) : Optional.empty();
    }

    /// Who may sign in there; empty unless it is open. Passwords were drawn for this practice house alone.
    public Optional<PracticeStanding.SignIns> signIns(Requester.SignedIn who) {
        SecondHouse there;
        synchronized (this) {
            there = state == State.OPEN && mayDo(who) ? house : null;
        }
        return Optional.ofNullable(there).flatMap(SecondHouse::signIns).flatMap(this::read);
    }

    private Optional<PracticeStanding.SignIns> read(String said) {
        try {
            return Optional.of(new PracticeStanding.SignIns(json.readValue(said, SIGN_INS)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// Begins to destroy it.
    public synchronized PracticeResult close(Requester.SignedIn who) {
        return mayDo(who) ? ending(who, PracticeEnd.CLOSED) : new PracticeResult.NotYours();
    }

    /// The firm goes live.
    void endForGoingLive(Requester.SignedIn who) {
        ending(who, PracticeEnd.LIVE);
    }

    private synchronized PracticeResult ending(Requester who, PracticeEnd end) {
        if (state != State.PREPARING && state != State.OPEN) {
            return new PracticeResult.NotNow();
        }
        record(who, new SetUpFacts.PracticeEnded(end));
        now(State.CLOSING, Optional.of(end));
        SecondHouse there = house;
        if (there != null) {
            // The thread that watches it sees it end, and destroys what it kept.
            Thread.ofPlatform().daemon().name("practice-ends").start(there::close);
        }
        return new PracticeResult.Begun(standing());
    }

    private synchronized void now(State next, Optional<PracticeEnd> because) {
        state = next;
        why = because;
        since = Optional.of(clock.instant());
    }

    private void record(Requester who, Recorded fact) {
        transactions.executeWithoutResult(_ -> ledger.append(Entry.of(who, fact)));
    }

    private static boolean mayDo(Requester.SignedIn who) {
        return who.has(Role.OWNER) || who.has(Role.ADMINISTRATOR);
    }

    /// What a killed server left is swept before anybody comes in.
    @Override
    public void start() {
        running = true;
        try {
            if (destroyed()) {
                record(MACHINE, new SetUpFacts.PracticeEnded(PracticeEnd.LEFT_OVER));
            }
        } catch (IOException e) {
            LOG.error("what a practice house left could not be destroyed");
        }
    }

    @Override
    public void stop() {
        running = false;
        synchronized (this) {
            if (state == State.PREPARING || state == State.OPEN) {
                now(State.CLOSING, Optional.of(PracticeEnd.STOPPED));
            }
        }
        SecondHouse there = house;
        if (there != null) {
            there.close();
        }
        thread.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
