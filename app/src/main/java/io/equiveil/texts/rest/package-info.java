/// The texts of the firm for programs.
@NullMarked
package io.equiveil.texts.rest;

import org.jspecify.annotations.NullMarked;
