/// Pages of this room.
@NullMarked
package io.equiveil.backup.web;

import org.jspecify.annotations.NullMarked;
