package io.equiveil.frame.approvals;

import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.Requester;
import io.equiveil.kernel.Role;
import java.util.Collections;
import java.util.Set;

/// In whose right somebody gives the second person's word: in its own, or as deputy of a colleague.
///
/// @param by    who gives it
/// @param of    whose right it is; the same person for one's own
/// @param roles what that person is in the firm
public record Right(PersonId by, PersonId of, Set<Role> roles) {

    public Right {
        roles = Set.copyOf(roles);
    }

    /// One's own.
    public static Right own(Requester.SignedIn who) {
        return new Right(who.person(), who.person(), who.roles());
    }

    /// Whether it is one's own.
    public boolean isOwn() {
        return by.equals(of);
    }

    /// Whether it rests on one of these roles.
    public boolean isOfOne(Set<Role> some) {
        return !Collections.disjoint(roles, some);
    }

    /// Whether neither who gives the word nor whose right it is is this person: two people stay two people.
    public boolean isApartFrom(PersonId person) {
        return !by.equals(person) && !of.equals(person);
    }
}
