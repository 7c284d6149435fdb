package io.equiveil.texts;

import io.equiveil.kernel.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The guides that come with the product, one for each part that people play in a transfer.
public enum Guide {
    SELLER(Role.CLIENT),
    BUYER(Role.CLIENT),
    ADVISOR(Role.ADVISOR),
    DEPARTMENT_HEAD(Role.DEPARTMENT_HEAD),
    COMPLIANCE_OFFICER(Role.COMPLIANCE_OFFICER),
    SECURITY_OFFICER(Role.SECURITY_OFFICER),
    OWNER(Role.OWNER, Role.ADMINISTRATOR),
    AUDITOR(Role.AUDITOR),
    PARTNER(Role.PARTNER),
    /// For whoever has no account here.
    PUBLIC();

    private final Set<Role> roles;

    Guide(Role... roles) {
        this.roles = Set.of(roles);
    }

    /// What somebody with these roles is shown, the own part first; what the public reads is for everybody.
    public static List<Guide> of(Set<Role> roles) {
        return Arrays.stream(values())
                .filter(guide -> guide == PUBLIC || guide.roles.stream().anyMatch(roles::contains))
                .toList();
    }

    /// The guide of that name in addresses and of files, such as `compliance-officer`.
    public static Optional<Guide> named(String name) {
        return Arrays.stream(values())
                .filter(guide -> guide.path().equals(name))
                .findFirst();
    }

    /// Its name in addresses and of its files.
    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
