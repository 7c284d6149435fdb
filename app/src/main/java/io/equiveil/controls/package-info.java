/// The catalogue of all promised measures, each with a check on live data.
///
/// Never calls a measure good because nobody looked: without a check its status is `unknown`.
@ApplicationModule(allowedDependencies = {"kernel", "frame"})
@NullMarked
package io.equiveil.controls;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
