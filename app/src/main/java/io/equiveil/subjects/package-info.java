/// The questions that every room with personal data answers: find, export, rectify and erase what concerns a person.
///
/// Holds nothing itself.
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package io.equiveil.subjects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
