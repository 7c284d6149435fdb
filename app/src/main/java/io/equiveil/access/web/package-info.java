/// Pages of the policy.
@NullMarked
package io.equiveil.access.web;

import org.jspecify.annotations.NullMarked;
