/// This room for programs.
@NullMarked
package io.equiveil.seals.rest;

import org.jspecify.annotations.NullMarked;
