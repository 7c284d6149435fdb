package io.equiveil.frame.approvals;

/// What can wait for a second person. A closed list, since entries of the log name them. Each has a name
/// (`approvals.kind.…`).
public enum ApprovalKind {
    POLICY,
    LOST_FACTOR,
    RECOVERY_SHEETS,
    PIN,
    CLIENT_LIST,
    SEAL,
    DEVICE,
    PAPER,
    REPRESENTATIVE,
    CONFLICT,
    DUPLICATE,
    DESTRUCTION,
    DECLARATION
}
