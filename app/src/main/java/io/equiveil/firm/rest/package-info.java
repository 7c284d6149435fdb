/// The firm’s particulars for programs.
@NullMarked
package io.equiveil.firm.rest;

import org.jspecify.annotations.NullMarked;
