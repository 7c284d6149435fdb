/// The law for programs.
@NullMarked
package io.equiveil.law.rest;

import org.jspecify.annotations.NullMarked;
