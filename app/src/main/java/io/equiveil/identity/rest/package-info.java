/// Signing in and accounts for programs.
@NullMarked
package io.equiveil.identity.rest;

import org.jspecify.annotations.NullMarked;
