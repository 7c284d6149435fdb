/// 用印登记: uses of the firm's own seals, asked for, agreed to by a second person, and written down when they happened.
///
/// Holds no free words: what a paper says stands on the paper, and an agreement is named by its number.
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "frame",
            "frame :: approvals",
            "frame :: worklist",
            "controls :: spi",
            "ledger",
            "vault",
            "identity",
            "nda"
        })
@NullMarked
package io.equiveil.seals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
