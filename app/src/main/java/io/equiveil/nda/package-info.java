/// Confidentiality agreements: templates, rendering, signing on screen or on paper, scope, term and
/// liability.
///
/// Never lets an agreement open more than its scope names.
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "frame",
            "frame :: approvals",
            "frame :: worklist",
            "law",
            "texts",
            "controls",
            "controls :: spi",
            "subjects :: spi",
            "ledger",
            "vault",
            "access",
            "access :: spi",
            "disclosure",
            "firm",
            "identity",
            "messages",
            "files",
            "proofs"
        })
@NullMarked
package io.equiveil.nda;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
