/// Pages of this room.
@NullMarked
package io.equiveil.approvals.web;

import org.jspecify.annotations.NullMarked;
