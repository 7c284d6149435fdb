/// This room for programs.
@NullMarked
package io.equiveil.training.rest;

import org.jspecify.annotations.NullMarked;
