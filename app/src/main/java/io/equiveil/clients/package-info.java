/// Clients as they are taken on: leads, natural persons and companies, every field sealed as it arrives.
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "engine",
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
            "vault",
            "access",
            "access :: spi",
            "disclosure",
            "identity",
            "messages",
            "tables",
            "consent",
            "files",
            "nda"
        })
@NullMarked
package io.equiveil.clients;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
