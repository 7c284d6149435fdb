/// Pages about matters, for staff and for the parties.
@NullMarked
package io.equiveil.matters.web;

import org.jspecify.annotations.NullMarked;
