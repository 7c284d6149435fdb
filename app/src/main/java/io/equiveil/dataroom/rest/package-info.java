/// The data room for programs.
@NullMarked
package io.equiveil.dataroom.rest;

import org.jspecify.annotations.NullMarked;
