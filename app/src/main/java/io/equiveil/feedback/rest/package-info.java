/// Cases for programs.
@NullMarked
package io.equiveil.feedback.rest;

import org.jspecify.annotations.NullMarked;
