/// What rooms put on 今日: due, blocked, to approve, red.
@NamedInterface("worklist")
@NullMarked
package io.equiveil.frame.worklist;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
