/// Sources of facts for the gate's decision (XACML: policy information points).
@NamedInterface("spi")
@NullMarked
package io.equiveil.access.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
