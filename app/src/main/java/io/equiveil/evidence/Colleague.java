package io.equiveil.evidence;

/// A member of staff, or of a partner firm, who is signed in.
///
/// @param person the account's id
record Colleague(Actor actor, AuthenticatorApp app, String person) {}
