/// Clients for programs.
@NullMarked
package io.equiveil.clients.rest;

import org.jspecify.annotations.NullMarked;
