/// Pages of the data room.
@NullMarked
package io.equiveil.dataroom.web;

import org.jspecify.annotations.NullMarked;
