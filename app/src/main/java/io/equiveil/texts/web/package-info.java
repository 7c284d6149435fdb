/// The texts of the firm on pages: reading, adopting, editing, comparing, printing.
@NullMarked
package io.equiveil.texts.web;

import org.jspecify.annotations.NullMarked;
