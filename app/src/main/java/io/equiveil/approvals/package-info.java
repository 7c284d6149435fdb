/// 待我审批: everything in the house that waits for a second person, for whoever may decide it, and the deputies who may
/// decide when nobody else does.
///
/// Decides nothing by itself: each word goes through the front door of the room whose affair it is, with that room's
/// own rules. Never lets anybody read what the gate would not.
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "frame",
            "frame :: approvals",
            "frame :: worklist",
            "ledger",
            "vault",
            "identity"
        })
@NullMarked
package io.equiveil.approvals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
