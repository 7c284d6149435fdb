/// The client's window for programs.
@NullMarked
package io.equiveil.portal.rest;

import org.jspecify.annotations.NullMarked;
