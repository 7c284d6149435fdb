package io.equiveil.identity;

import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.SessionId;
import java.time.Instant;

/// A session just opened or given a new secret.
///
/// @param secret    to be shown once, to the one who signed in
/// @param expiresAt when it ends at the latest; earlier if it is not used for half an hour
public record OpenedSession(SessionId session, Cleartext secret, Instant expiresAt) {}
