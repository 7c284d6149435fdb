/// The page of the firm’s particulars.
@NullMarked
package io.equiveil.firm.web;

import org.jspecify.annotations.NullMarked;
