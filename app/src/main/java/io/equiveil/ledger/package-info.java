/// The tamper-evident log: every fact, release, refusal and sign-in is a leaf.
///
/// Holds opaque bytes and commitments only; what an entry says is sealed by whoever implements `ledger.spi`.
@ApplicationModule(
        allowedDependencies = {"kernel", "proofs", "engine", "frame", "controls", "controls :: spi", "subjects :: spi"})
@NullMarked
package io.equiveil.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
