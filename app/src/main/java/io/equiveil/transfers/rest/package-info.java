/// The legal steps of a transfer for programs.
@NullMarked
package io.equiveil.transfers.rest;

import org.jspecify.annotations.NullMarked;
