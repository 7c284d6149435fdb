/// Notices as shown, consent and other legal bases per purpose, and their withdrawal.
///
/// Never overwrites a past state.
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "frame",
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
            "messages"
        })
@NullMarked
package io.equiveil.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
