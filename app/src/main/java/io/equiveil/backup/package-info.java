/// Backups: encrypted copies outside the database, the archive that outlives it, and the rehearsal that shows that they
/// come back.
///
/// Reads tables as bytes and never opens a sealed value; what destroyed keys protected does not come back by it.
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "proofs",
            "engine",
            "frame",
            "controls",
            "controls :: spi",
            "ledger",
            "ledger :: spi",
            "vault",
            "vault :: spi",
            "identity"
        })
@NullMarked
package io.equiveil.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
