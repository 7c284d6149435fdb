/// Pages of this room.
@NullMarked
package io.equiveil.seals.web;

import org.jspecify.annotations.NullMarked;
