/// The guide for programs.
@NullMarked
package io.equiveil.setup.rest;

import org.jspecify.annotations.NullMarked;
