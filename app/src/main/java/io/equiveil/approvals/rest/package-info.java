/// This room for programs.
@NullMarked
package io.equiveil.approvals.rest;

import org.jspecify.annotations.NullMarked;
