/// Pages of this room.
@NullMarked
package io.equiveil.devices.web;

import org.jspecify.annotations.NullMarked;
