/// Threads for programs.
@NullMarked
package io.equiveil.conversations.rest;

import org.jspecify.annotations.NullMarked;
