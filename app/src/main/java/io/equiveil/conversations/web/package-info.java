/// Threads on pages.
@NullMarked
package io.equiveil.conversations.web;

import org.jspecify.annotations.NullMarked;
