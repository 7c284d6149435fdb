/// The pages of the guide: one question each.
@NullMarked
package io.equiveil.setup.web;

import org.jspecify.annotations.NullMarked;
