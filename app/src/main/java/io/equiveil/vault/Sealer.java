package io.equiveil.vault;

import io.equiveil.kernel.Address;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Owner;
import io.equiveil.kernel.RetentionGroup;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Seals. For all rooms; nothing comes out again through here.
public interface Sealer {

    /// Seals all fields of one record and class together, in the caller's transaction, with their masks sealed
    /// apart. Replaces what stood at this address and raises its version by one.
    ///
    /// @param fields at most 64; names are `[a-z][a-zA-Z0-9]{0,39}`
    /// @param masks  what a list may show in place of each field; same names
    /// @throws KeyDestroyed if the owner's group was destroyed
    void seal(Address address, Map<String, Cleartext> fields, Map<String, Cleartext> masks);

    /// Removes one sealed value at once, for optional facts that a client takes back. Nothing if there was
    /// none.
    void remove(Address address);

    /// Whether something is sealed at this address.
    boolean holds(Address address);

    /// Those of these addresses at which something is sealed.
    Set<Address> held(Collection<Address> addresses);

    /// Streams a document into encryption under its own random file key, which is wrapped under the address's
    /// owner. Never spools cleartext. The row of the address is the document's id.
    ///
    /// @param limit refuse more than this many bytes
    /// @throws DocumentTooLarge if the stream is longer; nothing is kept
    /// @throws IOException if reading or writing failed; nothing is kept
    StoredDocument sealDocument(Address address, InputStream content, long limit) throws IOException;

    /// SHA-256 of the encrypted stream as it lies in the store at this moment, in lower-case hex. Needs no key, so that
    /// a check can look at every document without opening any.
    ///
    /// @return empty if no document is stored at this address, or its file is gone
    Optional<String> storedHash(Address address);

    /// What is known in clear of a stored document.
    ///
    /// @param ciphertextHash lower-case hex SHA-256 of the encrypted stream
    /// @param chunks         number of chunks (64 KiB of cleartext each, the last padded to a bucket)
    record StoredDocument(Address address, String ciphertextHash, int chunks) {}

    /// The stream was longer than allowed.
    final class DocumentTooLarge extends IOException {
        public DocumentTooLarge(long limit) {
            super("document is longer than " + limit + " bytes");
        }
    }

    /// The owner's group was destroyed: nothing can be sealed under it any more.
    final class KeyDestroyed extends IllegalStateException {
        public KeyDestroyed(Owner owner, RetentionGroup group) {
            super("key destroyed: " + owner.scope() + " " + group);
        }
    }
}
