/// The owner's guide from the first sign-in to the first real deal: how the firm works, who it is, its people, its
/// papers, and what is still missing.
///
/// Holds no particulars of its own: each step fills what another room keeps, so that nothing is lost when the browser
/// closes. Never opens a client's facts.
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "engine",
            "outgoing",
            "frame",
            "frame :: approvals",
            "frame :: worklist",
            "law",
            "ledger",
            "vault",
            "access",
            "firm",
            "texts",
            "identity",
            "files",
            "backup",
            "nda",
            "messages"
        })
@NullMarked
package io.equiveil.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
