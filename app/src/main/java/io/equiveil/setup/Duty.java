package io.equiveil.setup;

import io.equiveil.kernel.Role;
import java.util.EnumSet;
import java.util.Set;

/// What at least two people must be able to do, because two take part in it or because one falls ill.
public enum Duty {
    /// Changing the policy: one proposes, another agrees.
    POLICY_CHANGE(Set.of(Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER)),
    /// Destroying a matter's keys: one asks, another agrees.
    DESTRUCTION(Set.of(Role.OWNER, Role.COMPLIANCE_OFFICER, Role.ADVISOR, Role.DEPARTMENT_HEAD)),
    /// Confirming a paper signature that somebody else took in.
    PAPER_CONFIRMATION(Set.of(Role.OWNER, Role.COMPLIANCE_OFFICER, Role.ADVISOR, Role.DEPARTMENT_HEAD)),
    /// Deciding on duplicates, conflicts and holds.
    COMPLIANCE_DECISION(Set.of(Role.OWNER, Role.COMPLIANCE_OFFICER)),
    /// Telling authority and clients of a breach.
    BREACH_NOTICE(Set.of(Role.OWNER, Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER)),
    /// Taking on clients and running their matters.
    CLIENT_WORK(Set.of(Role.OWNER, Role.ADVISOR, Role.DEPARTMENT_HEAD)),
    /// Approving devices; nobody approves their own.
    DEVICE_APPROVAL(Set.of(Role.SECURITY_OFFICER)),
    /// Inviting colleagues, and letting somebody in again who lost a factor.
    ACCOUNTS(Set.of(Role.OWNER, Role.ADMINISTRATOR));

    /// People wanted for each duty.
    public static final int WANTED = 2;

    private final Set<Role> roles;

    Duty(Set<Role> roles) {
        this.roles = roles;
    }

    /// Which roles count for it. In a firm with divided offices the owner counts only where no office exists.
    public Set<Role> roles(FirmSize size) {
        Set<Role> counting = EnumSet.copyOf(roles);
        boolean officerExists = this == COMPLIANCE_DECISION || this == ACCOUNTS || this == CLIENT_WORK;
        if (size == FirmSize.DIVIDED && officerExists) {
            counting.remove(Role.OWNER);
        }
        return counting;
    }
}
