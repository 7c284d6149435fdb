/// The policy for programs.
@NullMarked
package io.equiveil.access.rest;

import org.jspecify.annotations.NullMarked;
