/// How measures stand, for programs: a plain list, and OSCAL.
@NullMarked
package io.equiveil.controls.rest;

import org.jspecify.annotations.NullMarked;
