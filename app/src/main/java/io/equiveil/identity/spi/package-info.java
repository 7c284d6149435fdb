/// What identity needs from above without importing it: something that carries a one-time code to a telephone.
@NamedInterface("spi")
@NullMarked
package io.equiveil.identity.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
