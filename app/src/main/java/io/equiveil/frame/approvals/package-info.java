/// What rooms let a second person decide: each says what waits, takes the word, and asks in whose right it is given.
@NamedInterface("approvals")
@NullMarked
package io.equiveil.frame.approvals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
