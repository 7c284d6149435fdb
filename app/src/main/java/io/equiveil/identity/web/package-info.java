/// Pages for signing in, for one's own account, and for the list of people.
@NullMarked
package io.equiveil.identity.web;

import org.jspecify.annotations.NullMarked;
