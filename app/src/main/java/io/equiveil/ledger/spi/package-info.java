/// What the ledger needs from above without importing it: sealing of entries, signing of checkpoints and receipts.
@NamedInterface("spi")
@NullMarked
package io.equiveil.ledger.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
