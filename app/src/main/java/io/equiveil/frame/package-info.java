/// The frame around every page: layout, navigation, language, errors, who may call which handler, and the
/// `worklist` through which rooms put their to-dos on 今日.
///
/// Never shows a confidential value by itself.
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package io.equiveil.frame;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
