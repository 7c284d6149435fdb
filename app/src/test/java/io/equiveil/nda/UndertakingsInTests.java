package io.equiveil.nda;

import io.equiveil.House;
import io.equiveil.identity.People;
import io.equiveil.identity.Person;
import io.equiveil.kernel.AgreementId;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Receipt;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SystemPrincipal;
import io.equiveil.ledger.Entry;
import io.equiveil.ledger.Ledger;
import io.equiveil.nda.AgreementRow.Standing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/// Undertakings in force for the people of tests: real, recorded rows with their code, only without the ceremony.
public final class UndertakingsInTests {

    private UndertakingsInTests() {}

    /// Lets a member of staff, or a partner's person, have signed; does nothing for others.
    public static void sign(House house, PersonId id) {
        Person person = house.bean(People.class).find(id).orElseThrow();
        OwnAgreements.kindFor(person).ifPresent(kind -> sign(house, person, kind, AgreementTerms.usual()));
    }

    static AgreementId sign(House house, Person person, AgreementKind kind, AgreementTerms terms) {
        AgreementId id = AgreementId.random();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return house.bean(TransactionTemplate.class).execute(_ -> {
            byte[] paper = "%PDF of a test".getBytes(StandardCharsets.UTF_8);
            UUID document = house.bean(AgreementTexts.class).keep(person.file(), paper);
            AgreementRow row = new AgreementRow(
                    id,
                    kind,
                    person.file(),
                    Optional.empty(),
                    Locale.SIMPLIFIED_CHINESE,
                    AgreementWriter.TEXT_VERSION,
                    terms,
                    Digest.sha256(paper).hex(),
                    1,
                    person.id(),
                    now,
                    Standing.draft(document).inForce(document, now),
                    1);
            Receipt receipt = house.bean(Ledger.class)
                    .append(Entry.of(
                                    new Requester.Machine(SystemPrincipal.HOUSEKEEPER),
                                    new AgreementFacts.AgreementSigned(
                                            id, kind, person.file(), person.id(), Digest.sha256(paper), now))
                            .about(AgreementRow.rowName(id), 1));
            house.bean(AgreementRepository.class).insert(row, receipt.leafHash());
            return id;
        });
    }
}
