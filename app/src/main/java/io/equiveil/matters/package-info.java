/// Matters: a share transfer, from mandate to closing.
///
/// Never holds a name or a price in the clear and never moves shares.
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
            "ledger :: spi",
            "proofs",
            "vault",
            "access",
            "access :: spi",
            "disclosure",
            "identity",
            "messages",
            "files",
            "clients",
            "consent",
            "nda",
            "partners"
        })
@NullMarked
package io.equiveil.matters;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
