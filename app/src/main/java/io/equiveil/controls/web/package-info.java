/// The map of promises and the page of each measure.
@NullMarked
package io.equiveil.controls.web;

import org.jspecify.annotations.NullMarked;
