/// Pages about notices and consents.
@NullMarked
package io.equiveil.consent.web;

import org.jspecify.annotations.NullMarked;
