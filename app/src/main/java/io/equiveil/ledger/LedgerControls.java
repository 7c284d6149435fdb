package io.equiveil.ledger;

import io.equiveil.kernel.ControlId;

/// Which measure the log keeps, and where somebody goes who has to mend it.
final class LedgerControls {

    /// 日志记录: every access and operation is an entry.
    static final ControlId LOGS = new ControlId("3.3");

    /// The page that shows the state of the log.
    static final String PAGE = "/records/state";

    private LedgerControls() {}
}
