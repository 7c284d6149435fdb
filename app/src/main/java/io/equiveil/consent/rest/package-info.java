/// Notices and consents for programs.
@NullMarked
package io.equiveil.consent.rest;

import org.jspecify.annotations.NullMarked;
