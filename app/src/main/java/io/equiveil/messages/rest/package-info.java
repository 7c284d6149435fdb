/// One's own notices for programs.
@NullMarked
package io.equiveil.messages.rest;

import org.jspecify.annotations.NullMarked;
