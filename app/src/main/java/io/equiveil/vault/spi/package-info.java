/// What the vault asks of whoever keeps copies of its keys, without importing it.
@NamedInterface("spi")
@NullMarked
package io.equiveil.vault.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
