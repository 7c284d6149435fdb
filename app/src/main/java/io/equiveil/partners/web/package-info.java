/// Pages of this room.
@NullMarked
package io.equiveil.partners.web;

import org.jspecify.annotations.NullMarked;
