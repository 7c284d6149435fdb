/// Pages about the legal steps of a transfer.
@NullMarked
package io.equiveil.transfers.web;

import org.jspecify.annotations.NullMarked;
