/// Through this, rooms contribute the checks of their measures.
@NamedInterface("spi")
@NullMarked
package io.equiveil.controls.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
