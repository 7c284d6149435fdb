package io.equiveil.messages;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Something that waits for somebody in the portal. Its words are `messages.template.…`.
///
/// @param about what it is about, by identifier
public record PortalNotice(
        MessageId id, Template template, Optional<UUID> about, Instant createdAt, Optional<Instant> readAt) {}
