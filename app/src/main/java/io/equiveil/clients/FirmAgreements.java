package io.equiveil.clients;

import io.equiveil.files.SentFiles;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.SubjectId;
import io.equiveil.nda.AgreementKind;
import io.equiveil.nda.AgreementResult;
import io.equiveil.nda.AgreementState;
import io.equiveil.nda.AgreementTerms;
import io.equiveil.nda.Agreements;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The client–firm confidentiality agreement, as this room needs it.
@Component
class FirmAgreements {

    private final Agreements agreements;

    FirmAgreements(Agreements agreements) {
        this.agreements = agreements;
    }

    boolean inForce(SubjectId subject) {
        return agreements.firmAgreementInForce(subject);
    }

    /// Whether any agreement with the client ever came into force.
    boolean wasInForce(SubjectId subject) {
        return agreements.ofSubject(subject).stream()
                .anyMatch(paper -> paper.inForceFrom().isPresent());
    }

    /// Whether any agreement with the subject is in force, a buyer's for one matter included.
    boolean anyInForce(SubjectId subject) {
        return agreements.ofSubject(subject).stream().anyMatch(one -> one.state() == AgreementState.IN_FORCE);
    }

    AgreementResult prepare(Requester.SignedIn who, ClientFile file, Locale language, AgreementTerms terms) {
        return agreements.prepare(
                who,
                new Agreements.Preparation(
                        AgreementKind.CLIENT_FIRM,
                        file.subject(),
                        file.nameAddress(),
                        file.nameField(),
                        Optional.empty(),
                        "",
                        terms,
                        language));
    }

    AgreementResult takeInTheirs(
            Requester.SignedIn who,
            SubjectId subject,
            AgreementTerms terms,
            Locale language,
            SentFiles files,
            LocalDate signedOn,
            Cleartext place)
            throws IOException {
        return agreements.takeInTheirs(
                who,
                new Agreements.Theirs(AgreementKind.CLIENT_FIRM, subject, Optional.empty(), terms, language),
                files,
                signedOn,
                place);
    }
}
