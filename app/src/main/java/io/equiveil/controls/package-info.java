/// The catalogue of all promised measures, each with a check on live data.
///
/// Never calls a measure good because nobody looked: without a check its status is `unknown`, and so it is when the
/// last look is too long ago.
@ApplicationModule(allowedDependencies = {"kernel", "frame", "frame :: worklist"})
@NullMarked
package io.equiveil.controls;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
