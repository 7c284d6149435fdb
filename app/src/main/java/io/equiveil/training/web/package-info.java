/// Pages of this room.
@NullMarked
package io.equiveil.training.web;

import org.jspecify.annotations.NullMarked;
