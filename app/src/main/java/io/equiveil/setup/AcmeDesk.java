package io.equiveil.setup;

import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.outgoing.InnerNetwork;
import io.equiveil.vault.IssuedKeys;
import io.equiveil.vault.OwnCertificate;
import io.equiveil.vault.OwnCertificates;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.stereotype.Service;

/// The front door for certificates that an authority issues by ACME (RFC 8555), the domain shown by a record in its
/// DNS: no port has to be open for the authority. What takes time is done by [AcmeWorker]; here it is asked for.
@Service
public class AcmeDesk {

    private static final Duration AHEAD = Duration.ofDays(30);
    private static final int LONGEST = 300;
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>\"(),:;]{1,64}@[A-Za-z0-9.-]{1,190}\\.[A-Za-z]{2,24}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9_=-]{16,300}");

    private final AcmeStore store;
    private final AcmeWorker worker;
    private final CertificateDesk certificates;
    private final OwnCertificates kept;
    private final InnerNetwork inner;
    private final DnsLook dns;
    private final Clock clock;

    AcmeDesk(
            AcmeStore store,
            AcmeWorker worker,
            CertificateDesk certificates,
            OwnCertificates kept,
            InnerNetwork inner,
            DnsLook dns,
            Clock clock) {
        this.store = store;
        this.worker = worker;
        this.certificates = certificates;
        this.kept = kept;
        this.inner = inner;
        this.dns = dns;
        this.clock = clock;
    }

    /// How it stands.
    public AcmeStanding standing() {
        AcmeState state = store.find().state();
        return new AcmeStanding(
                certificates.standing().host(),
                state.stage(),
                state.directory(),
                state.email(),
                state.account().isPresent(),
                state.stage() == AcmeStage.RECORD ? state.record() : Optional.empty(),
                state.seen(),
                state.trouble(),
                renewsAt(state),
                state.renews());
    }

    /// From when on the next certificate is ordered: thirty days before the end, or when a third of the time is left
    /// if that is less. Empty if the certificate in use did not come this way.
    Optional<Instant> renewsAt(AcmeState state) {
        return kept.kept()
                .filter(one -> state.issued().equals(Optional.of(hex(one))))
                .map(AcmeDesk::renewsAt);
    }

    private static Instant renewsAt(OwnCertificate certificate) {
        X509Certificate first = certificate.chain().getFirst();
        Duration third = Duration.between(first.getNotBefore().toInstant(), certificate.notAfter())
                .dividedBy(3);
        return certificate.notAfter().minus(third.compareTo(AHEAD) < 0 ? third : AHEAD);
    }

    static String hex(OwnCertificate certificate) {
        Digest fingerprint = CertificateDesk.fingerprint(certificate);
        return fingerprint.toString();
    }

    /// Orders a certificate for this server's public name. The caller has made sure of a fresh second factor.
    public AcmeResult begin(Requester.SignedIn who, AcmeOrder wanted) {
        Optional<AcmeFault> fault = fault(wanted);
        if (mayDo(who) && fault.isPresent()) {
            return new AcmeResult.Refused(fault.get());
        }
        String newKey = IssuedKeys.written(IssuedKeys.make());
        return moved(
                who,
                state -> state.stage().isAtWork()
                        ? Optional.empty()
                        : Optional.of(state.asked(wanted, newKey, clock.instant())));
    }

    private Optional<AcmeFault> fault(AcmeOrder wanted) {
        URI directory = wanted.directory();
        if (!certificates.standing().isPublicName()) {
            return Optional.of(AcmeFault.LOCAL_NAME);
        }
        if (!"https".equals(directory.getScheme())
                || directory.getHost() == null
                || directory.getUserInfo() != null
                || directory.toString().length() > LONGEST) {
            return Optional.of(AcmeFault.ADDRESS);
        }
        if (inner.refuses(directory.getHost())) {
            return Optional.of(AcmeFault.INSIDE);
        }
        if (!wanted.email().isEmpty() && !EMAIL.matcher(wanted.email()).matches()) {
            return Optional.of(AcmeFault.EMAIL);
        }
        if (wanted.external().filter(key -> !isKey(key)).isPresent()) {
            return Optional.of(AcmeFault.EXTERNAL_KEY);
        }
        return wanted.agreed() ? Optional.empty() : Optional.of(AcmeFault.TERMS);
    }

    private static boolean isKey(AcmeOrder.ExternalKey key) {
        return !key.id().isBlank()
                && key.id().length() <= LONGEST
                && BASE64.matcher(key.key()).matches();
    }

    /// Orders once more, with the account that stands.
    public AcmeResult again(Requester.SignedIn who) {
        return moved(
                who,
                state -> state.stage() == AcmeStage.FAILED && state.directory().isPresent()
                        ? Optional.of(state.again(false, clock.instant()))
                        : Optional.empty());
    }

    /// Asks the DNS whether it shows the record, as this server sees it.
    public AcmeResult look(Requester.SignedIn who) {
        if (!mayDo(who)) {
            return new AcmeResult.NotYours();
        }
        Optional<AcmeRecord> record = standing().record();
        if (record.isEmpty()) {
            return new AcmeResult.NotNow();
        }
        DnsAnswer answer = dns.texts(record.get().name());
        moved(
                who,
                state -> state.stage() == AcmeStage.RECORD
                        ? Optional.of(state.saw(answer, clock.instant()))
                        : Optional.empty());
        return answer.shows(record.get()) ? new AcmeResult.Begun(standing()) : new AcmeResult.NotVisible(standing());
    }

    /// Has the authority look, and issue. An authority that does not find the record ends the order, so this server
    /// looks first.
    ///
    /// @param unseen whether to go on although this server does not see the record
    public AcmeResult goOn(Requester.SignedIn who, boolean unseen) {
        AcmeResult seen = look(who);
        return seen instanceof AcmeResult.Begun || seen instanceof AcmeResult.NotVisible && unseen
                ? moved(
                        who,
                        state -> state.stage() == AcmeStage.RECORD
                                ? Optional.of(state.checking(clock.instant()))
                                : Optional.empty())
                : seen;
    }

    /// Gives the order up; the account and the certificate in use stay.
    public AcmeResult giveUp(Requester.SignedIn who) {
        return moved(
                who,
                state -> state.stage() == AcmeStage.RECORD || state.stage() == AcmeStage.FAILED
                        ? Optional.of(state.idle(state.issued(), clock.instant()))
                        : Optional.empty());
    }

    private AcmeResult moved(Requester.SignedIn who, Function<AcmeState, Optional<AcmeState>> change) {
        if (!mayDo(who)) {
            return new AcmeResult.NotYours();
        }
        boolean changed = store.change(who, store.find().version(), change);
        if (changed) {
            worker.begin();
        }
        return changed ? new AcmeResult.Begun(standing()) : new AcmeResult.NotNow();
    }

    private static boolean mayDo(Requester.SignedIn who) {
        return who.has(Role.OWNER) || who.has(Role.ADMINISTRATOR);
    }
}
