/// The log for programs of those who look after it.
@NullMarked
package io.equiveil.ledger.rest;

import org.jspecify.annotations.NullMarked;
