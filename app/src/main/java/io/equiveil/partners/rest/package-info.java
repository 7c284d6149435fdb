/// This room for programs.
@NullMarked
package io.equiveil.partners.rest;

import org.jspecify.annotations.NullMarked;
