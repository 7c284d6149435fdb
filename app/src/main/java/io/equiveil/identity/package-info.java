/// Who is there: accounts, passkeys, passwords with one-time codes, PINs, sessions and devices' proofs.
///
/// Never decides what a person may see.
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "engine",
            "frame",
            "frame :: approvals",
            "frame :: worklist",
            "controls :: spi",
            "subjects :: spi",
            "ledger",
            "ledger :: spi",
            "vault",
            "access",
            "access :: spi",
            "disclosure"
        })
@NullMarked
package io.equiveil.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
