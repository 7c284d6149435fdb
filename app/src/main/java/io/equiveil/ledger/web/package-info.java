/// Pages and public files of the ledger.
@NullMarked
package io.equiveil.ledger.web;

import org.jspecify.annotations.NullMarked;
