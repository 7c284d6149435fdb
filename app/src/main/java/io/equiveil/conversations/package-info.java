/// Sealed threads between a party of a matter and the firm's people who handle it: text, photographs,
/// voice notes.
///
/// Never shows a letter to the other side of a matter, and never tells anybody outside the house more
/// than that one waits.
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "frame",
            "frame :: worklist",
            "subjects :: spi",
            "ledger",
            "vault",
            "access",
            "disclosure",
            "identity",
            "messages",
            "files",
            "clients",
            "matters"
        })
@NullMarked
package io.equiveil.conversations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
