package io.equiveil.clients;

import io.equiveil.identity.Authority;
import io.equiveil.identity.Capacity;
import io.equiveil.kernel.Address;
import io.equiveil.kernel.InformationClass;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.RecordType;
import io.equiveil.kernel.RetentionGroup;
import io.equiveil.kernel.SubjectId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// Somebody who may act for a client, or was proposed to. The name is at [#nameAddress()], field `name`, with the place
/// of the original authority in `place`; the number at [#mobileAddress()], field `mobile`.
///
/// @param until  the last day; empty if it has no end
/// @param person the account, once confirmed
public record Representative(
        RepresentativeId id,
        SubjectId subject,
        Capacity capacity,
        Optional<LocalDate> until,
        State state,
        PersonId proposedBy,
        Optional<PersonId> person,
        Instant changedAt) {

    /// How far it has come.
    public enum State {
        PROPOSED,
        CONFIRMED,
        REFUSED,
        ENDED
    }

    private static final RecordType RECORD = new RecordType("clients.representative");

    /// Whether this person may act on this day.
    public boolean acts(LocalDate today) {
        return state == State.CONFIRMED && authority().stands(today);
    }

    /// Whether the firm confirmed it as somebody who acts in the own right; also once it has ended.
    boolean stoodInOwnRight() {
        return !capacity.isByAuthority() && (state == State.CONFIRMED || state == State.ENDED);
    }

    public Authority authority() {
        return new Authority(capacity, until);
    }

    Representative became(State next, Optional<PersonId> account, Instant at) {
        return new Representative(id, subject, capacity, until, next, proposedBy, account, at);
    }

    public Address nameAddress() {
        return address(subject, id, InformationClass.BASIC);
    }

    public Address mobileAddress() {
        return address(subject, id, InformationClass.CONTACT);
    }

    static Address address(SubjectId subject, RepresentativeId id, InformationClass informationClass) {
        return new Address(Owner.of(subject), RetentionGroup.RELATION, RECORD, id.value(), informationClass);
    }
}
