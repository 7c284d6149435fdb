/// The same for programs.
@NullMarked
package io.equiveil.imports.rest;

import org.jspecify.annotations.NullMarked;
