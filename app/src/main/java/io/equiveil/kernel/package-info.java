/// Ground words that every room shares: identifiers, money, share quantities, periods, addresses of sealed values,
/// purposes, and the fact that something was recorded.
///
/// Holds values only: no storage, no decisions, no Spring.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.equiveil.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
