package io.equiveil.declarations;

import static io.equiveil.declarations.DeclarationResult.Blocked.by;

import io.equiveil.clients.Clients;
import io.equiveil.declarations.Declaration.State;
import io.equiveil.declarations.DeclarationFacts.DeclarationConfirmed;
import io.equiveil.declarations.DeclarationFacts.DeclarationSentBack;
import io.equiveil.declarations.DeclarationFacts.DeclarationTakenIn;
import io.equiveil.declarations.DeclarationResult.Blocked;
import io.equiveil.declarations.DeclarationResult.Done;
import io.equiveil.declarations.DeclarationResult.FileRefused;
import io.equiveil.files.IncomingFiles;
import io.equiveil.files.SentFiles;
import io.equiveil.files.TakeResult;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.MatterId;
import io.equiveil.kernel.Requester;
import io.equiveil.vault.BlindIndexes;
import io.equiveil.vault.Sealer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Signed papers: photographed and taken in by one person, read anew on the original by another. Of paper,
/// because what touches marriage is not signed as data (Electronic Signature Law art. 3) and whoever signs is
/// nobody's client here.
@Service
public class DeclarationPapers {

    private static final long LARGEST = 64L * 1024 * 1024;
    private static final int LONGEST_PLACE = 200;
    private static final Cleartext HIDDEN = Cleartext.of("＊＊＊");

    private final Declarations declarations;
    private final DeclarationStandings standings;
    private final DeclarationRepository rows;
    private final Clients clients;
    private final IncomingFiles files;
    private final Sealer sealer;
    private final BlindIndexes blindIndexes;
    private final TransactionTemplate transaction;

    DeclarationPapers(
            Declarations declarations,
            DeclarationStandings standings,
            DeclarationRepository rows,
            Clients clients,
            IncomingFiles files,
            Sealer sealer,
            BlindIndexes blindIndexes,
            TransactionTemplate transaction) {
        this.declarations = declarations;
        this.standings = standings;
        this.rows = rows;
        this.clients = clients;
        this.files = files;
        this.sealer = sealer;
        this.blindIndexes = blindIndexes;
        this.transaction = transaction;
    }

    /// What stands on a signed paper, and where its original lies.
    ///
    /// @param name     as on the paper
    /// @param identity number of the signer's identity document, or of a company's licence
    public record OnPaper(Cleartext name, Cleartext identity) {}

    /// Takes a signed paper in: one PDF or photographs in the order of pages. It waits for a second person.
    /// Nothing is read of the files before everything else is found right.
    ///
    /// @param signedOn empty if what was typed is no day
    /// @throws IOException if the files cannot be read to their end; nothing is kept
    public DeclarationResult takeIn(
            Requester.SignedIn who,
            MatterId id,
            DeclarationKind kind,
            OnPaper said,
            Cleartext place,
            Optional<LocalDate> signedOn,
            SentFiles sent)
            throws IOException {
        DeclarationResult sound = declarations.byTeam(who, id, kind, State.NEEDED, (matter, row) -> {
            List<DeclarationFault> faults = faults(row.said(), said, place, signedOn);
            Declarations.when(
                    sealer.holds(row.said().identity()) && !standings.mayReplace(matter.id()),
                    DeclarationFault.KEPT_BY_LAW,
                    faults);
            return faults.isEmpty() ? new Done(row.said()) : new Blocked(faults);
        });
        if (!(sound instanceof Done)) {
            return sound;
        }
        return switch (files.take(sent, Optional.empty())) {
            case TakeResult.Refused(var because) -> new FileRefused(because);
            case TakeResult.Taken taken -> {
                try (taken) {
                    byte[] pdf = taken.paper().pdf();
                    yield Objects.requireNonNull(transaction.execute(_ -> declarations.byTeam(
                            who,
                            id,
                            kind,
                            State.NEEDED,
                            (_, row) -> keep(who, row, said, place, signedOn.orElseThrow(), pdf))));
                }
            }
        };
    }

    private List<DeclarationFault> faults(
            Declaration now, OnPaper said, Cleartext place, Optional<LocalDate> signedOn) {
        List<DeclarationFault> faults = new ArrayList<>();
        Declarations.when(!now.named(), DeclarationFault.NOT_NAMED, faults);
        Declarations.when(now.named() && now.told().isEmpty(), DeclarationFault.NOT_TOLD, faults);
        Declarations.when(signedOn.isEmpty(), DeclarationFault.DAY_MISSING, faults);
        Declarations.when(
                signedOn.filter(day -> day.isAfter(declarations.today())).isPresent(),
                DeclarationFault.DAY_IN_THE_FUTURE,
                faults);
        Declarations.when(
                signedOn.flatMap(day -> now.told().filter(day::isBefore)).isPresent(),
                DeclarationFault.SIGNED_BEFORE_TOLD,
                faults);
        Declarations.when(tidy(said.name()).isEmpty(), DeclarationFault.NAME_MISSING, faults);
        Declarations.when(number(said).isEmpty(), DeclarationFault.IDENTITY_WRONG, faults);
        Declarations.when(
                place.isBlank() || place.revealForDisplay().length() > LONGEST_PLACE,
                DeclarationFault.PLACE_MISSING,
                faults);
        return faults;
    }

    private DeclarationResult keep(
            Requester.SignedIn who, DeclarationRow row, OnPaper said, Cleartext place, LocalDate signedOn, byte[] pdf) {
        Cleartext number = number(said).orElseThrow();
        UUID scan = UUID.randomUUID();
        try {
            sealer.sealDocument(row.said().paper(scan), new ByteArrayInputStream(pdf), LARGEST);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        sealer.seal(
                row.said().identity(),
                Map.of("number", number, "place", place),
                Map.of("number", HIDDEN, "place", HIDDEN));
        DeclarationRow next = row.onPaper(scan, signedOn, who.person());
        DeclarationResult done = standings.save(
                who,
                next,
                new DeclarationTakenIn(row.said().matter(), row.said().kind(), signedOn, Digest.sha256(pdf)));
        rows.token(row.said().id(), token(next.said(), said));
        standings.lookForConflict(who, row.said().matter(), clients.withIdentityNumber(number));
        return done;
    }

    // With the pictures' identifier in it no two papers have the same token, and none fits another row.
    private byte[] token(Declaration waiting, OnPaper said) {
        return blindIndexes.token(
                "declarations.signer",
                Cleartext.of(waiting.scan().orElseThrow() + "|" + tidy(said.name()) + "|"
                        + number(said).map(Cleartext::revealForDisplay).orElse("")));
    }

    private Optional<Cleartext> number(OnPaper said) {
        return Clients.identityNumber(said.identity(), declarations.today());
    }

    private static String tidy(Cleartext name) {
        return name.revealForDisplay().replaceAll("[\\s　]+", "");
    }

    /// The second person has the original in hand and gives name and number anew: they must be those that
    /// were taken in. With that the paper counts.
    @Transactional
    public DeclarationResult confirm(Requester.SignedIn who, MatterId id, DeclarationKind kind, OnPaper read) {
        return asSecond(who, id, kind, row -> {
            if (!MessageDigest.isEqual(
                    token(row.said(), read), rows.token(row.said().id()))) {
                return by(DeclarationFault.DIFFERENT);
            }
            DeclarationResult done =
                    standings.save(who, row.confirmed(declarations.today()), new DeclarationConfirmed(id, kind));
            rows.forgetToken(row.said().id());
            return done;
        });
    }

    /// The second person sends the paper back; another can be taken in. Its pictures stay sealed with the
    /// matter.
    @Transactional
    public DeclarationResult sendBack(Requester.SignedIn who, MatterId id, DeclarationKind kind) {
        return asSecond(who, id, kind, row -> {
            DeclarationResult done = standings.save(who, row.sentBack(), new DeclarationSentBack(id, kind));
            rows.forgetToken(row.said().id());
            return done;
        });
    }

    private interface Act {
        DeclarationResult upon(DeclarationRow row);
    }

    private DeclarationResult asSecond(Requester.SignedIn who, MatterId id, DeclarationKind kind, Act act) {
        return declarations.upon(who, id, kind, (matter, row) -> {
            if (row.said().state() != State.ON_PAPER) {
                return by(DeclarationFault.NO_PAPER);
            }
            return standings.isSecond(who, matter, row.said()) ? act.upon(row) : by(DeclarationFault.SECOND_PERSON);
        });
    }
}
