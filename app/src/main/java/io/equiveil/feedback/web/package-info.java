/// Cases on pages.
@NullMarked
package io.equiveil.feedback.web;

import org.jspecify.annotations.NullMarked;
