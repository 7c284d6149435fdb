package io.equiveil.approvals;

/// Which part of the list is wanted. Each has a name (`approvals.filter.…`).
public enum ApprovalFilter {
    /// What the reader may decide.
    MINE,
    /// What the reader asked for and others decide.
    OTHERS,
    /// What has waited too long, whoever decides.
    OVERDUE,
    ALL;

    boolean takes(Listed line) {
        return switch (this) {
            case MINE -> line.isMine();
            case OTHERS -> !line.isMine();
            case OVERDUE -> line.overdue();
            case ALL -> true;
        };
    }
}
