/// Pages of the frame itself: 今日 and the style guide.
@NullMarked
package io.equiveil.frame.web;

import org.jspecify.annotations.NullMarked;
