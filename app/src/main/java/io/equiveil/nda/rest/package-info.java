/// Agreements for programs.
@NullMarked
package io.equiveil.nda.rest;

import org.jspecify.annotations.NullMarked;
