/// The page of one's own notices.
@NullMarked
package io.equiveil.messages.web;

import org.jspecify.annotations.NullMarked;
