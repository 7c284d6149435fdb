package io.equiveil.matters;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How long a client's own file is kept, and its end (promise P5): clocks, what holds them back, a destruction
/// by two people in two stages, and the certificate. Room `matters` answers for it because nearly everything
/// that keeps a file is a matter.
///
/// Nothing confidential comes out here. What does not concern the requester is answered as if it did not exist.
@Service
public class OwnFiles {

    private static final int MOST = 200;

    private final Clients clients;
    private final OwnFileReading reading;
    private final OwnFileDestructions destructions;
    private final OwnFileCertificates certificates;
    private final OwnFileRound round;

    OwnFiles(
            Clients clients,
            OwnFileReading reading,
            OwnFileDestructions destructions,
            OwnFileCertificates certificates,
            OwnFileRound round) {
        this.clients = clients;
        this.reading = reading;
        this.destructions = destructions;
        this.certificates = certificates;
        this.round = round;
    }

    /// How a file stands, for whoever acts for the client, is in charge of it, or oversees.
    ///
    /// @param clocks    of every group that has, or had, a key
    /// @param askedBy   who asked for the destruction that waits for a second person
    /// @param mayAsk    whether the requester may ask now
    /// @param mayAgree  whether the requester may be the second person
    /// @param certified whether there is a certificate
    public record Standing(
            ClientFile file,
            List<OwnFileClock> clocks,
            Optional<PersonId> askedBy,
            boolean mayAsk,
            boolean mayAgree,
            boolean certified) {
        public Standing {
            clocks = List.copyOf(clocks);
        }

        /// Those whose time has come and which nothing holds.
        public List<OwnFileClock> due() {
            return clocks.stream().filter(OwnFileClock::isDue).toList();
        }
    }

    /// How a file stands; empty if it is not the requester's affair.
    public Optional<Standing> of(Requester.SignedIn who, SubjectId subject) {
        return clients.find(who, subject).map(file -> {
            List<OwnFileClock> clocks = reading.clocks(file);
            boolean due = clocks.stream().anyMatch(OwnFileClock::isDue);
            boolean mine = destructions.mayTakePart(who, subject);
            Optional<PersonId> asked = mine ? destructions.askedBy(subject) : Optional.empty();
            return new Standing(
                    file,
                    told(who, clocks),
                    asked,
                    mine && due && asked.isEmpty(),
                    mine
                            && due
                            && asked.filter(person -> !person.equals(who.person()))
                                    .isPresent(),
                    certificates.exists(subject));
        });
    }

    private static List<OwnFileClock> told(Requester.SignedIn who, List<OwnFileClock> clocks) {
        return who.isStaff()
                ? clocks
                : clocks.stream().map(OwnFileClock::asToldToTheClient).toList();
    }

    /// A file of which something is due.
    ///
    /// @param since when the first of it became due
    /// @param asked whether it waits for a second person
    public record Due(SubjectId subject, String alias, Instant since, boolean asked) {}

    /// Files of which something is due, as the latest round found, those that the requester may take part in;
    /// due longest first, at most two hundred.
    public List<Due> due(Requester.SignedIn who) {
        return who.isStaff()
                ? round.plan().due().stream()
                        .filter(due -> destructions.mayTakePart(who, due.subject()))
                        .limit(MOST)
                        .map(due -> new Due(
                                due.subject(),
                                due.alias(),
                                due.since(),
                                destructions.askedBy(due.subject()).isPresent()))
                        .toList()
                : List.of();
    }

    /// Asks for the destruction of what is due. A second person agrees.
    @Transactional
    public OwnFileResult ask(Requester.SignedIn who, SubjectId subject) {
        return destructions.ask(who, subject);
    }

    /// First stage of forgetting, by a second person: destroys the keys. What must stay, stays, and the
    /// certificate names the rule.
    @Transactional
    public OwnFileResult approve(Requester.SignedIn who, SubjectId subject) {
        OwnFileResult result = destructions.approve(who, subject);
        round.lookAgain();
        return result;
    }

    /// What became of the file's keys; empty if nothing was destroyed, or it is not the requester's affair.
    public Optional<OwnFileCertificate> certificate(Requester.SignedIn who, SubjectId subject) {
        return clients.find(who, subject)
                .flatMap(certificates::of)
                .map(certificate -> new OwnFileCertificate(
                        certificate.subject(),
                        certificate.alias(),
                        certificate.destroyed(),
                        told(who, certificate.kept())));
    }

    /// The proof of the certificate, to hand to anybody.
    public CertificateEvidence evidence(Requester.SignedIn who, SubjectId subject) {
        return clients.find(who, subject).isPresent() ? certificates.evidence(subject) : new CertificateEvidence.None();
    }
}
