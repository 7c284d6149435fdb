/// The law as data: rules with their article, duty, numbers, dates and how well they were verified; the ways of
/// counting periods; the calendar of working days.
///
/// Never decides a case and never replaces counsel: it says what the product goes by, from when, and on which source.
@ApplicationModule(allowedDependencies = {"kernel", "frame"})
@NullMarked
package io.equiveil.law;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
