package io.equiveil.clients;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A file, as far as it may be known without opening anything.
///
/// @param alias     the file's code name, safe to show and to say aloud
/// @param leadUntil when a first contact's name and number are erased at the latest
/// @param leadGone  when they were erased
/// @param given     sections of facts that are filled
public record ClientFile(
        SubjectId subject,
        ClientKind kind,
        String alias,
        ClientState state,
        Instant createdAt,
        Instant leadUntil,
        Optional<Instant> leadGone,
        Set<FactSection> given) {

    public ClientFile {
        given = Set.copyOf(given);
    }

    /// Where the client's name is: among its facts once they were given, with the first contact before. The field is
    /// [#nameField()].
    public Address nameAddress() {
        FactSection named = kind == ClientKind.PERSON ? FactSection.PERSON_NAME : FactSection.COMPANY_NAME;
        return given.contains(named) ? named.addressOf(subject) : leadAddress(subject, InformationClass.BASIC);
    }

    /// The field at [#nameAddress()].
    public String nameField() {
        return "name";
    }

    /// Where the number to call is. The field is [#mobileField()].
    public Address mobileAddress() {
        FactSection contact = kind == ClientKind.PERSON ? FactSection.PERSON_CONTACT : FactSection.COMPANY_CONTACT;
        return given.contains(contact) ? contact.addressOf(subject) : leadAddress(subject, InformationClass.CONTACT);
    }

    /// The field at [#mobileAddress()].
    public String mobileField() {
        return "mobile";
    }

    static Address leadAddress(SubjectId subject, InformationClass informationClass) {
        return new Address(Owner.of(subject), RetentionGroup.LEAD, FactSection.LEAD, subject.value(), informationClass);
    }
}
