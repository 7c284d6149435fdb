package io.equiveil.setup;

import io.equiveil.engine.PublicAddress;
import io.equiveil.engine.TlsDoor;
import io.equiveil.files.SentFiles;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.setup.CertificateStanding.Uploaded;
import io.equiveil.vault.OwnCertificate;
import io.equiveil.vault.OwnCertificates;
import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The firm's own TLS certificate: taken in as a provider handed it out, looked at, kept with its key sealed, and shown
/// by the server at once.
///
/// The entry comes first and is committed before a file is touched: what is served was recorded. What cannot be done
/// after it is taken back by a second entry.
@Service
public class CertificateDesk {

    private static final int MOST_FILES = 10;
    private static final int MOST_BYTES = 2 << 20;

    private final OwnCertificates certificates;
    private final PublicAddress address;
    private final ObjectProvider<TlsDoor> door;
    private final Ledger ledger;
    private final TransactionTemplate transactions;

    CertificateDesk(
            OwnCertificates certificates,
            PublicAddress address,
            ObjectProvider<TlsDoor> door,
            Ledger ledger,
            TransactionTemplate transactions) {
        this.certificates = certificates;
        this.address = address;
        this.door = door;
        this.ledger = ledger;
        this.transactions = transactions;
    }

    /// How it stands.
    public CertificateStanding standing() {
        return new CertificateStanding(
                address.host(),
                Optional.ofNullable(door.getIfAvailable())
                        .map(open -> switch (open.origin()) {
                            case LOCAL_AUTHORITY -> CertificateStanding.From.LOCAL_AUTHORITY;
                            case START_OPTIONS -> CertificateStanding.From.START_OPTIONS;
                            case UPLOADED -> CertificateStanding.From.UPLOADED;
                        })
                        .orElse(CertificateStanding.From.NOWHERE),
                certificates.kept().map(Uploaded::of));
    }

    /// Takes a certificate in. The caller has made sure of a fresh second factor.
    ///
    /// @param password of the PFX or of the key; empty if there is none, or it lies in the archive
    /// @throws IOException if the files cannot be read to their end, or nothing can be written
    public synchronized CertificateResult install(Requester.SignedIn who, SentFiles sent, String password)
            throws IOException {
        if (!mayDo(who)) {
            return new CertificateResult.NotYours();
        }
        Map<String, byte[]> files = read(sent);
        try {
            return keep(who, certificates.read(files, password, address.host()));
        } catch (OwnCertificate.Unusable e) {
            return new CertificateResult.Refused(e.fault().name());
        } finally {
            files.values().forEach(content -> Arrays.fill(content, (byte) 0));
        }
    }

    private CertificateResult keep(Requester who, OwnCertificate certificate) throws IOException {
        recorded(
                Entry.of(who, installed(certificate)),
                certificates.prepare(certificate),
                Entry.of(who, removed(certificate)));
        return new CertificateResult.Installed(Uploaded.of(certificate), serve(certificate));
    }

    /// Takes in what a certificate authority issued to this server.
    ///
    /// @throws OwnCertificate.Unusable if this server may not show it
    /// @throws IOException if nothing can be written
    synchronized void takeIn(OwnCertificate issued) throws OwnCertificate.Unusable, IOException {
        certificates.check(issued, address.host());
        keep(new Requester.Machine(SystemPrincipal.HOUSEKEEPER), issued);
    }

    private boolean serve(OwnCertificate certificate) {
        Optional<TlsDoor> open =
                Optional.ofNullable(door.getIfAvailable()).filter(one -> one.origin() != TlsDoor.Origin.START_OPTIONS);
        open.ifPresent(one -> {
            OwnCertificates.Served served = OwnCertificates.served(certificate);
            one.serve(served.store(), served.password(), TlsDoor.Origin.UPLOADED);
        });
        return open.isPresent();
    }

    /// Takes the certificate away.
    public synchronized CertificateResult remove(Requester.SignedIn who) throws IOException {
        if (!mayDo(who)) {
            return new CertificateResult.NotYours();
        }
        Optional<OwnCertificate> kept = certificates.kept();
        if (kept.isEmpty()) {
            return new CertificateResult.NothingThere();
        }
        recorded(Entry.of(who, removed(kept.get())), certificates::remove, Entry.of(who, installed(kept.get())));
        return new CertificateResult.Removed();
    }

    private static SetUpFacts.CertificateInstalled installed(OwnCertificate certificate) {
        return new SetUpFacts.CertificateInstalled(fingerprint(certificate), certificate.notAfter());
    }

    private static SetUpFacts.CertificateRemoved removed(OwnCertificate certificate) {
        return new SetUpFacts.CertificateRemoved(fingerprint(certificate));
    }

    /// What happens to files.
    private interface FileWork {
        void run() throws IOException;
    }

    private void recorded(Entry entry, OwnCertificates.Ready ready, Entry otherwise) throws IOException {
        try {
            recorded(entry, ready::putInPlace, otherwise);
        } finally {
            ready.discard();
        }
    }

    /// Touches the files only once the entry stands in the log.
    ///
    /// @param otherwise what is true again if the files cannot be touched
    private void recorded(Entry entry, FileWork work, Entry otherwise) throws IOException {
        transactions.executeWithoutResult(_ -> ledger.append(entry));
        try {
            work.run();
        } catch (IOException failed) {
            transactions.executeWithoutResult(_ -> ledger.append(otherwise));
            throw failed;
        }
    }

    private static boolean mayDo(Requester.SignedIn who) {
        return who.has(Role.OWNER) || who.has(Role.ADMINISTRATOR);
    }

    private static Map<String, byte[]> read(SentFiles sent) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Optional<SentFiles.SentFile> next = sent.next();
                next.isPresent() && files.size() < MOST_FILES;
                next = sent.next()) {
            byte[] content = next.get().content().readNBytes(MOST_BYTES + 1);
            if (content.length > 0) {
                files.put(files.size() + " " + next.get().name(), content);
            }
        }
        return files;
    }

    static Digest fingerprint(OwnCertificate certificate) {
        try {
            return Digest.sha256(certificate.chain().getFirst().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("it was decoded from its encoding", e);
        }
    }
}
