/// What runs under the house: the data folder and its lock, PostgreSQL, the migrations and the database roles.
///
/// Never knows what the tables mean, and never stores a password.
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package io.equiveil.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
