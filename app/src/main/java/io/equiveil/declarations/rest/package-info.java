/// Papers that somebody beside the parties signs, for programs.
@NullMarked
package io.equiveil.declarations.rest;

import org.jspecify.annotations.NullMarked;
