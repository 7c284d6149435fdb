/// Pages on which the law is looked up.
@NullMarked
package io.equiveil.law.web;

import org.jspecify.annotations.NullMarked;
