package io.equiveil.identity;

import io.equiveil.kernel.SessionId;
import java.time.Instant;

/// A session as its own person sees it in the list.
public record SessionSummary(
        SessionId id, Visit.Appliance appliance, Instant createdAt, Instant lastSeenAt, Instant expiresAt) {}
