/// Pages about papers that somebody beside the parties signs.
@NullMarked
package io.equiveil.declarations.web;

import org.jspecify.annotations.NullMarked;
