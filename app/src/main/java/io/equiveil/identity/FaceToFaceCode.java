package io.equiveil.identity;

import io.equiveil.kernel.Cleartext;
import java.time.Instant;

/// What an advisor shows a client across the table: six digits to type, or a link to scan. Either works once.
///
/// @param code     for the page that asks for number and code
/// @param linkPath path of the one-time link, starting with `/`, for a QR code
public record FaceToFaceCode(Cleartext code, Cleartext linkPath, Instant expiresAt) {}
