/// Pages of this room.
@NullMarked
package io.equiveil.crossborder.web;

import org.jspecify.annotations.NullMarked;
