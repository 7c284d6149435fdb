package io.equiveil.setup;

import io.equiveil.kernel.Role;
import java.util.List;
import java.util.Set;

/// Who can do a duty.
///
/// @param able    code names of people with an active account
/// @param invited code names of those who will be able once they have enrolled
/// @param roles   one of these makes somebody able
public record DutyStanding(Duty duty, List<String> able, List<String> invited, Set<Role> roles) {

    public DutyStanding {
        able = List.copyOf(able);
        invited = List.copyOf(invited);
        roles = Set.copyOf(roles);
    }

    /// Whether too few people can do it today.
    public boolean isShort() {
        return able.size() < Duty.WANTED;
    }

    /// Whether it is only a matter of those who were invited coming in.
    public boolean waits() {
        return isShort() && able.size() + invited.size() >= Duty.WANTED;
    }

    /// How many more people have to be added, beyond those who were invited.
    public int missing() {
        return Math.max(0, Duty.WANTED - able.size() - invited.size());
    }
}
