/// This room for programs.
@NullMarked
package io.equiveil.devices.rest;

import org.jspecify.annotations.NullMarked;
