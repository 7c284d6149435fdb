/// Keys and sealed values: the only room with ciphers.
///
/// Opens nothing without a warrant, and gives no key away.
@ApplicationModule(allowedDependencies = {"kernel", "engine", "frame", "ledger", "ledger :: spi", "controls :: spi"})
@NullMarked
package io.equiveil.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
