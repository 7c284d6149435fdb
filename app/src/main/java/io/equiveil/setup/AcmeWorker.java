package io.equiveil.setup;

import io.equiveil.engine.PublicAddress;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.vault.IssuedKeys;
import io.equiveil.vault.OwnCertificate;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// Does what takes time in an order, step by step, each of which is kept before the next: whatever interrupts it, it
/// goes on from there. One at a time on each node; of two nodes at the same step, the later one's work is dropped.
@Component
class AcmeWorker implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(AcmeWorker.class);
    private static final Requester MACHINE = new Requester.Machine(SystemPrincipal.HOUSEKEEPER);

    private final AcmeStore store;
    private final AcmeTalk talk;
    private final CertificateDesk certificates;
    private final PublicAddress address;
    private final Clock clock;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("certificate-order").factory());

    AcmeWorker(AcmeStore store, AcmeTalk talk, CertificateDesk certificates, PublicAddress address, Clock clock) {
        this.store = store;
        this.talk = talk;
        this.certificates = certificates;
        this.address = address;
        this.clock = clock;
    }

    /// Goes on with what is to be done, and returns at once.
    void begin() {
        thread.execute(this::work);
    }

    /// Goes on with what is to be done until nothing is left.
    void work() {
        try {
            AcmeStore.Kept kept = store.find();
            while (kept.state().stage().isAtWork() && step(kept)) {
                kept = store.find();
            }
        } catch (RuntimeException e) {
            LOG.warn("an order for a certificate rests: {}", e.getClass().getName());
        }
    }

    /// @return false if somebody else changed it meanwhile
    private boolean step(AcmeStore.Kept kept) {
        AcmeState next;
        try {
            next = kept.state().stage() == AcmeStage.ORDERING ? ordered(kept.state()) : issued(kept.state());
        } catch (AcmeTrouble.Met met) {
            next = kept.state().met(met.trouble(), clock.instant());
        } catch (OwnCertificate.Unusable e) {
            next = kept.state().met(AcmeTrouble.of(AcmeFault.CERTIFICATE), clock.instant());
        } catch (IOException e) {
            LOG.warn("a certificate was issued and could not be kept");
            next = kept.state().met(AcmeTrouble.of(AcmeFault.OTHER), clock.instant());
        }
        AcmeState done = next;
        return store.change(MACHINE, kept.version(), _ -> Optional.of(done));
    }

    private AcmeState ordered(AcmeState state) throws AcmeTrouble.Met {
        AcmeTalk.Ordered ordered = talk.order(state, pair(state.accountKey()), address.host());
        return state.ordered(
                ordered.account(),
                ordered.order(),
                IssuedKeys.written(IssuedKeys.make()),
                ordered.record(),
                clock.instant());
    }

    private AcmeState issued(AcmeState state) throws AcmeTrouble.Met, OwnCertificate.Unusable, IOException {
        KeyPair key = pair(state.key());
        OwnCertificate certificate = IssuedKeys.certificate(
                key, talk.finish(state, pair(state.accountKey()), IssuedKeys.request(key, address.host())));
        certificates.takeIn(certificate);
        return state.idle(Optional.of(AcmeDesk.hex(certificate)), clock.instant());
    }

    private static KeyPair pair(Optional<String> written) throws AcmeTrouble.Met {
        return written.flatMap(IssuedKeys::read)
                .orElseThrow(() -> new AcmeTrouble.Met(AcmeTrouble.of(AcmeFault.ACCOUNT)));
    }

    /// What was begun goes on after the next start.
    @Override
    public void destroy() {
        thread.shutdownNow();
    }
}
