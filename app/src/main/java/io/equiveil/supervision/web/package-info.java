/// Pages of this room.
@NullMarked
package io.equiveil.supervision.web;

import org.jspecify.annotations.NullMarked;
