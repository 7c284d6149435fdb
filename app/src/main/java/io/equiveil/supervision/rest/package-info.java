/// This room for programs.
@NullMarked
package io.equiveil.supervision.rest;

import org.jspecify.annotations.NullMarked;
