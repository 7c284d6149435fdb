package io.equiveil.dataroom;

import io.equiveil.disclosure.Disclosure;
import io.equiveil.kernel.Cleartext;
import java.util.Optional;

/// A line of a list of documents.
///
/// @param title   what the gate shows of its title: the title itself or its mask; empty if refused
/// @param refusal why the title is not shown
public record Listed(RoomDocument document, Optional<Cleartext> title, Optional<Disclosure.Refused> refusal) {}
