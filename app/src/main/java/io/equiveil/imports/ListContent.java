package io.equiveil.imports;

import io.equiveil.kernel.PersonId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/// What is sealed of a list: who brought it in, then the file. Whoever changes the table by SQL does
/// not change this, and so never gets at the list of a colleague.
///
/// ```
/// 1   'L'
/// 1   format 1
/// 16  person
/// n   the file
/// ```
///
/// @param by   who brought it in
/// @param file its bytes
record ListContent(PersonId by, byte[] file) {

    private static final int HEAD = 18;

    byte[] bytes() {
        return ByteBuffer.allocate(HEAD + file.length)
                .put((byte) 'L')
                .put((byte) 1)
                .putLong(by.value().getMostSignificantBits())
                .putLong(by.value().getLeastSignificantBits())
                .put(file)
                .array();
    }

    /// Empty if these are not the bytes of a list.
    static Optional<ListContent> of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            if (in.get() != 'L' || in.get() != 1) {
                return Optional.empty();
            }
            PersonId by = new PersonId(new UUID(in.getLong(), in.getLong()));
            byte[] file = new byte[in.remaining()];
            in.get(file);
            return Optional.of(new ListContent(by, file));
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "ListContent[" + file.length + " bytes]";
    }
}
