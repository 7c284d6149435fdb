/// This room for programs.
@NullMarked
package io.equiveil.crossborder.rest;

import org.jspecify.annotations.NullMarked;
