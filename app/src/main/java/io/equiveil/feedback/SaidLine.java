package io.equiveil.feedback;

import io.equiveil.kernel.Cleartext;
import java.util.Optional;

/// Something that was said in a case, with its words.
///
/// @param text    empty if they were not opened
/// @param caller  who called, where somebody of the firm wrote it down for one who is no client
/// @param genuine whether it was said by whom the row names; false if somebody changed the row by SQL
public record SaidLine(Saying said, Optional<Cleartext> text, Optional<Cleartext> caller, boolean genuine) {}
