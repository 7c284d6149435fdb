/// The legal steps of a transfer: notice to the other shareholders, completion, tax, registration; each with a day that
/// the law's own data says, somebody who answers for it, and documents that show it.
///
/// Never moves shares or money, and never files anything with an authority: it keeps what people did and proves
/// it.
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
            "identity",
            "messages",
            "matters",
            "matters :: spi",
            "clients",
            "nda",
            "dataroom",
            "files"
        })
@NullMarked
package io.equiveil.transfers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
