/// Pages for bringing lists in.
@NullMarked
package io.equiveil.imports.web;

import org.jspecify.annotations.NullMarked;
