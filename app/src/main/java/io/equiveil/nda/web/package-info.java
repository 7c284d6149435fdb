/// Pages of agreements.
@NullMarked
package io.equiveil.nda.web;

import org.jspecify.annotations.NullMarked;
