/// Tables on their way in: the cells of workbooks and CSV files, as text, with what was odd about them.
///
/// Knows nothing of clients or matters, keeps nothing and decides nothing. Nothing of a file touches a
/// disk here, and no formula is ever worked out.
@ApplicationModule(allowedDependencies = {"kernel", "files"})
@NullMarked
package io.equiveil.tables;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
