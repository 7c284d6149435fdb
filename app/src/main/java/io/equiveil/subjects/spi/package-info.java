/// Through this, rooms with personal data answer for it.
@NamedInterface("spi")
@NullMarked
package io.equiveil.subjects.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
