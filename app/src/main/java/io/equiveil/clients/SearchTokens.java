package io.equiveil.clients;

import io.equiveil.clients.ClientRepository.IdentifierKind;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.SubjectId;
import io.equiveil.vault.BlindIndexes;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// The tokens by which people look for clients beside code name and number: a company's whole name or code, and a
/// person's surname with the last four digits. They go with the file's other identifiers.
@Component
class SearchTokens {

    static final String COMPANY_INDEX = "clients.company_name";

    private static final Set<IdentifierKind> NUMBERS = EnumSet.of(IdentifierKind.MOBILE, IdentifierKind.LEAD_MOBILE);

    private final ClientRepository files;
    private final BlindIndexes blindIndexes;

    SearchTokens(ClientRepository files, BlindIndexes blindIndexes) {
        this.files = files;
        this.blindIndexes = blindIndexes;
    }

    /// A first contact.
    void index(ClientFile file, String name, String mobile) {
        if (file.kind() == ClientKind.COMPANY) {
            companyNamed(file.subject(), name);
        } else {
            NameAndTail.of(name, mobile)
                    .ifPresent(both -> files.index(file.subject(), IdentifierKind.NAME_AND_TAIL, token(both)));
        }
    }

    /// A section of facts was given. Called before a new number's own token takes the place of the old one.
    void given(SubjectId subject, FactSection section, Map<String, Cleartext> fields) {
        Cleartext name = fields.get("name");
        if (section == FactSection.COMPANY_NAME && name != null) {
            companyNamed(subject, name.revealForDisplay());
        }
        Cleartext mobile = fields.get("mobile");
        if (section == FactSection.PERSON_CONTACT && mobile != null) {
            numberGiven(subject, mobile.revealForDisplay());
        }
    }

    private void companyNamed(SubjectId subject, String name) {
        files.index(subject, IdentifierKind.COMPANY_NAME, token(name));
    }

    /// With another number, the first contact's surname and last digits find the client no more.
    void numberGiven(SubjectId subject, String mobile) {
        byte[] token = blindIndexes.token("clients.mobile", Cleartext.of(mobile));
        if (!files.withToken(NUMBERS, token).contains(subject)) {
            files.forgetIdentifier(subject, IdentifierKind.NAME_AND_TAIL);
        }
    }

    byte[] token(NameAndTail both) {
        return blindIndexes.truncatedToken(NameAndTail.INDEX, both.indexed(), NameAndTail.BITS);
    }

    byte[] token(String companyName) {
        return blindIndexes.token(COMPANY_INDEX, Cleartext.of(CompanyNames.spelling(companyName)));
    }

    /// The token of a credit code; empty if it is none.
    Optional<byte[]> codeToken(String typed) {
        return Identifiers.uscc(typed) instanceof Checked.Good good
                ? Optional.of(blindIndexes.token("clients.uscc", Cleartext.of(good.normalised())))
                : Optional.empty();
    }
}
