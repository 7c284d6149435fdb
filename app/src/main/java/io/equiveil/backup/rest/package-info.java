/// This room for programs.
@NullMarked
package io.equiveil.backup.rest;

import org.jspecify.annotations.NullMarked;
