/// The client's pages.
@NullMarked
package io.equiveil.portal.web;

import org.jspecify.annotations.NullMarked;
