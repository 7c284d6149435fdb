/// Files on their way in: read in bounded memory, looked at, and made into pages. Every room that takes files
/// takes them through here, so that a trick that was met once is met everywhere.
///
/// Never keeps anything, decides nothing about who may see what, and gives no file out: pages are drawn as pictures.
@ApplicationModule(allowedDependencies = {"kernel", "frame", "controls :: spi"})
@NullMarked
package io.equiveil.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
