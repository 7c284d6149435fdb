package io.equiveil.evidence;

/// A client who is signed in.
///
/// @param subject whom the facts are about
/// @param notice the showing of the notice that the client answers
record Party(Actor actor, String subject, String name, String mobile, String pin, String notice) {}
