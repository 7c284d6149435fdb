/// What rooms above put into a matter: legal steps that have to be done before a stage may be left.
@NamedInterface("spi")
@NullMarked
package io.equiveil.matters.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
