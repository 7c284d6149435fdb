package io.equiveil.access.spi;

import io.equiveil.kernel.DeviceId;
import io.equiveil.kernel.Digest;
import io.equiveil.kernel.PersonId;
import io.equiveil.kernel.PracticeHouse;
import java.util.Optional;

/// Which registered device a session runs on. Implemented by room `devices`, asked by room `identity` when it builds a
/// requester, so that neither has to import the other.
///
/// The browser keeps a random token in a cookie; only its hash ever reaches a room.
public interface SessionDevices {

    /// The cookie in which the browser keeps its device token: 32 random bytes in unpadded base64url.
    String COOKIE = PracticeHouse.cookie("__Host-device");

    /// The same cookie where the pages are served over plain HTTP on the loopback address.
    String LOOPBACK_COOKIE = PracticeHouse.cookie("device");

    /// The device of this person that a token belongs to; approved or not, that is for the gate to judge. Empty if
    /// there is none, if it belongs to somebody else, or if its row is not genuine.
    ///
    /// @param tokenHash SHA-256 of the token's 32 bytes
    Optional<DeviceId> deviceOf(PersonId person, Digest tokenHash);
}
