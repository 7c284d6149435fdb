/// Through this, rooms above add to the taking-on of a client.
@NamedInterface("spi")
@NullMarked
package io.equiveil.clients.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
